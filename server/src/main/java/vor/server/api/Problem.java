package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A problem document of RFC 9457: what went wrong, where, and how to mend it.
 *
 * @param type last part of the type, such as {@code invalid}; written as {@code /problems/invalid}
 * @param title one line for people, the same for every problem of this kind
 * @param status the HTTP status that it is sent with
 * @param detail what is wrong this time
 * @param problems each wrong field, in the order of the request
 * @param current what is there now, where the writer held something older
 * @param later the later changes that an undo was refused for
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<Item> problems,
        Optional<JsonNode> current,
        List<ObjectNode> later) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        problems = List.copyOf(problems);
        later = List.copyOf(later);
    }

    public Problem(
            String type, String title, int status, String detail, List<Item> problems, Optional<JsonNode> current) {
        this(type, title, status, detail, problems, current, List.of());
    }

    /**
     * One wrong field.
     *
     * @param field path within the request, such as {@code devices[3].profile}; empty for the whole
     * @param hint how to mend it; empty when nothing better than the message is known
     * @param line from 1, where the body was YAML
     * @param column from 1, where the body was YAML
     */
    public record Item(String field, String message, String hint, OptionalInt line, OptionalInt column) {}

    public static Problem of(String type, String title, int status, String detail) {
        return new Problem(type, title, status, detail, List.of(), Optional.empty());
    }

    public static Problem invalid(String title, List<Item> problems) {
        return new Problem("invalid", title, 422, summary(problems), problems, Optional.empty());
    }

    public static Problem malformed(String detail) {
        return of("malformed", "The request cannot be read", 400, detail);
    }

    public static Problem notFound(String detail) {
        return of("not-found", "There is no such thing", 404, detail);
    }

    public static Problem conflict(String detail) {
        return conflict(detail, List.of(), List.of());
    }

    public static Problem conflict(String detail, List<Item> problems, List<ObjectNode> later) {
        return new Problem(
                "conflict", "This does not fit what is there", 409, detail, problems, Optional.empty(), later);
    }

    public static Problem precondition(String detail, Optional<JsonNode> current) {
        return new Problem("precondition", "It has changed since it was read", 412, detail, List.of(), current);
    }

    public static Problem tooLarge(long limit) {
        return of("too-large", "The body is too large", 413, "the body may have at most " + limit + " bytes");
    }

    public static Problem mediaType(String detail) {
        return of("media-type", "This kind of body is not understood", 415, detail);
    }

    public static Problem method(String detail) {
        return of("method", "This cannot be done here", 405, detail);
    }

    public static Problem blindWrite(String detail) {
        return of("blind-write", "The database cannot be written; nothing was changed", 503, detail);
    }

    public static Problem busy(String detail) {
        return of("busy", "Too many changes wait; nothing was changed", 503, detail);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    private static String summary(List<Item> problems) {
        if (problems.isEmpty()) {
            return "";
        }
        Item first = problems.getFirst();
        String where = first.field().isEmpty() ? "" : first.field() + ": ";
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        return where + first.message() + more;
    }

    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "/problems/" + type).put("title", title).put("status", status).put("detail", detail);
        if (!problems.isEmpty()) {
            var list = node.putArray("problems");
            problems.forEach(p -> list.add(item(p)));
        }
        current.ifPresent(c -> node.set("current", c));
        if (!later.isEmpty()) {
            node.putArray("later").addAll(later);
        }
        return node;
    }

    private static ObjectNode item(Item item) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("field", item.field()).put("message", item.message());
        if (!item.hint().isEmpty()) {
            node.put("hint", item.hint());
        }
        item.line().ifPresent(n -> node.put("line", n));
        item.column().ifPresent(n -> node.put("column", n));
        return node;
    }

    /** Answers with this problem; it is never cached. */
    public void send(ServerResponse response) {
        response.status(Status.create(status))
                .header(HeaderNames.CONTENT_TYPE, MEDIA_TYPE)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(json().toString().getBytes(StandardCharsets.UTF_8));
    }
}

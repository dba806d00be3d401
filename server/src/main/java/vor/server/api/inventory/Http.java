package vor.server.api.inventory;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import vor.server.access.Caller;
import vor.server.api.Answer;
import vor.server.api.Call;
import vor.server.api.Packed;
import vor.server.api.Problem;
import vor.server.inventory.Condition;
import vor.server.inventory.Kind;

/** What every route here reads from a request and writes to an answer. */
final class Http {
    private static final HeaderName WHO = HeaderNames.create("Vor-Who");
    private static final HeaderName EDIT = HeaderNames.create("Vor-Edit");
    private static final String NOBODY = "somebody";
    private static final String JSON = "application/json";

    private Http() {}

    /** Answers with the body, or with 304 when the reader has it. */
    static void cached(ServerRequest req, ServerResponse res, String etag, Supplier<byte[]> body) {
        cached(req, res, etag, JSON, body);
    }

    /** The same for a list, in the coding that the reader likes best. */
    static void list(ServerRequest req, ServerResponse res, String etag, Packed list) {
        new Answer(JSON, etag.substring(1, etag.length() - 1), "no-cache", list).send(req, res);
    }

    static void cached(ServerRequest req, ServerResponse res, String etag, String type, Supplier<byte[]> body) {
        res.header(HeaderNames.ETAG, etag).header(HeaderNames.CACHE_CONTROL, "no-cache");
        if (has(tags(req, HeaderNames.IF_NONE_MATCH), etag)) {
            res.status(Status.NOT_MODIFIED_304).send();
        } else {
            res.header(HeaderNames.CONTENT_TYPE, type);
            send(req, res, body.get());
        }
    }

    private static void send(ServerRequest req, ServerResponse res, byte[] body) {
        if (req.prologue().method().equals(Method.HEAD)) {
            res.contentLength(body.length);
            res.send();
        } else {
            res.send(body);
        }
    }

    private static boolean has(List<String> tags, String etag) {
        return tags.stream().anyMatch(t -> t.equals("*") || t.equals(etag) || t.equals("W/" + etag));
    }

    /** Says which edit a write became; nothing when it changed nothing. */
    static void edited(ServerResponse res, long number) {
        if (number > 0) {
            res.header(EDIT, Long.toString(number));
        }
    }

    /** Answers a write with what it made. */
    static void fresh(ServerResponse res, String etag, byte[] body) {
        if (!etag.isEmpty()) {
            res.header(HeaderNames.ETAG, etag);
        }
        res.header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.CONTENT_TYPE, JSON)
                .send(body);
    }

    /** Of content that has no version. */
    static String etagOf(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(digest, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Tags hold no commas of ours, so a comma always separates. */
    private static List<String> tags(ServerRequest req, HeaderName name) {
        return req.headers().values(name).stream()
                .flatMap(v -> Arrays.stream(v.split(",")))
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .toList();
    }

    static Condition condition(ServerRequest req) {
        List<String> none = tags(req, HeaderNames.IF_NONE_MATCH);
        if (!none.isEmpty() && !none.equals(List.of("*"))) {
            throw Problem.malformed("If-None-Match of a write can only be *").exception();
        }
        List<String> match = tags(req, HeaderNames.IF_MATCH).stream().map(Answer::plainTag).toList();
        return new Condition(match, !none.isEmpty());
    }

    /** Who makes the change: the account, where there are accounts; else what the header says, percent-encoded. */
    static String who(ServerRequest req) {
        Caller caller = Call.now().caller();
        return caller.isKnown() ? caller.name() : req.headers().first(WHO).map(Http::decoded).orElse(NOBODY);
    }

    /** The name or id in the path: one segment, where an encoded slash belongs to the name. */
    static String key(ServerRequest req, Kind kind) {
        String path = req.path().absolute().rawPath();
        String start = "/" + kind.plural() + "/";
        String segment = path.substring(path.indexOf(start) + start.length());
        if (segment.isEmpty() || segment.indexOf('/') >= 0) {
            throw Problem.notFound("there is nothing at " + path).exception();
        }
        return decoded(segment);
    }

    /** The name in the middle of a path; empty when the last slash is part of a name. */
    static Optional<String> key(ServerRequest req, Kind kind, String end) {
        String path = req.path().absolute().rawPath();
        String start = "/" + kind.plural() + "/";
        String rest = path.substring(path.indexOf(start) + start.length());
        if (!rest.endsWith("/" + end)) {
            return Optional.empty();
        }
        String segment = rest.substring(0, rest.length() - end.length() - 1);
        if (segment.isEmpty() || segment.indexOf('/') >= 0) {
            throw Problem.notFound("there is nothing at " + path).exception();
        }
        return Optional.of(decoded(segment));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("\"" + text + "\" is not percent-encoded as it should be").exception();
        }
    }

    static String location(Kind kind, String key) {
        String segment = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        return "/api/v1/" + kind.plural() + "/" + segment;
    }

    static Optional<String> parameter(ServerRequest req, String name) {
        return req.query().first(name).asOptional().filter(v -> !v.isEmpty());
    }

    static boolean flag(ServerRequest req, String name) {
        return oneOf(req, name, List.of("false", "true")).equals("true");
    }

    /** The first of the words when it is not given. */
    static String oneOf(ServerRequest req, String name, List<String> words) {
        String value = parameter(req, name).orElse(words.getFirst());
        if (!words.contains(value)) {
            throw Problem.malformed(name + " is one of " + String.join(", ", words)).exception();
        }
        return value;
    }

    static OptionalLong number(ServerRequest req, String name, long least, long most) {
        Optional<String> text = parameter(req, name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        boolean digits = text.get().matches("[0-9]{1,18}");
        if (!digits || Long.parseLong(text.get()) < least || Long.parseLong(text.get()) > most) {
            throw Problem.malformed(name + " is a whole number from " + least + " to " + most).exception();
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    /** Refuses every method but those that are registered before it. */
    static Handler only(String methods) {
        return (req, res) -> {
            res.header(HeaderNames.ALLOW, methods);
            Problem.method(req.prologue().method().text() + " is not done here; there are: " + methods).send(res);
        };
    }
}

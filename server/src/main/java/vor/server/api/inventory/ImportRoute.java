package vor.server.api.inventory;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;
import vor.server.api.Problem;
import vor.server.api.Sent;
import vor.server.exchange.Format;
import vor.server.exchange.Options;
import vor.server.inventory.Batch;
import vor.server.inventory.Delta;
import vor.server.inventory.Edit;
import vor.server.inventory.Fault;
import vor.server.inventory.InventoryException;
import vor.server.inventory.InventoryStore;
import vor.server.inventory.InventoryStore.Result;

/** {@code POST /import}: a file of any format, all of it or nothing. One at a time, as a tree of a large file takes memory. */
final class ImportRoute {
    private static final String FIND = "auto";
    private static final int LONGEST_WORD = 200;
    private static final int MOST_TOPS = 16;

    private final InventoryStore store;
    private final Semaphore one = new Semaphore(1);

    ImportRoute(InventoryStore store) {
        this.store = store;
    }

    void post(ServerRequest req, ServerResponse res) {
        boolean dry = Http.flag(req, "dry");
        boolean replace = Http.oneOf(req, "mode", List.of("merge", "replace")).equals("replace");
        Optional<Format> named = named(req);
        Options options = new Options(top(req), word(req, "firstPort"));
        byte[] file = Body.file(req);
        if (!one.tryAcquire()) {
            throw Problem.busy("another import is being read; try again in a moment").exception();
        }
        try {
            Format format = named.orElseGet(() -> recognised(req, file));
            if (replace && !format.mayReplace()) {
                throw Problem.malformed("mode=replace goes with " + String.join(" and ", Format.words(Format::mayReplace))
                                + ": a file of " + format.word() + " does not say all that there is")
                        .exception();
            }
            load(format, format.read(file, options), dry, replace, req, res);
        } finally {
            one.release();
        }
    }

    /** By the query, else by a media type that only one format has; the others have to be looked at. */
    private static Optional<Format> named(ServerRequest req) {
        String word = Http.parameter(req, "format").orElse("");
        if (word.isEmpty()) {
            return Format.byType(Sent.type(req));
        }
        if (word.equals(FIND)) {
            return Optional.empty();
        }
        return Optional.of(Format.of(word).orElseThrow(() ->
                Problem.malformed("format is one of " + String.join(", ", Format.words(f -> true)) + ", " + FIND).exception()));
    }

    private static Format recognised(ServerRequest req, byte[] file) {
        return Format.recognise(word(req, "file"), file).orElseThrow(() -> new InventoryException.Malformed(new Fault(
                "", "it cannot be told what kind of file this is", "say format= one of " + String.join(", ", Format.words(f -> true)), 0, 0)));
    }

    private static String word(ServerRequest req, String name) {
        String word = Http.parameter(req, name).orElse("");
        if (word.length() > LONGEST_WORD) {
            throw Problem.malformed(name + " has at most " + LONGEST_WORD + " characters").exception();
        }
        return word;
    }

    private static List<String> top(ServerRequest req) {
        List<String> top = Stream.of(Http.parameter(req, "top").orElse("").split(","))
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .toList();
        if (top.size() > MOST_TOPS) {
            throw Problem.malformed("top has at most " + MOST_TOPS + " names").exception();
        }
        return top;
    }

    private void load(Format format, Batch batch, boolean dry, boolean replace, ServerRequest req, ServerResponse res) {
        Function<Edit, List<String>> edit = e -> {
            e.load(batch, replace);
            return e.notes();
        };
        Result<List<String>> done = dry ? store.rehearse(edit) : store.write(Http.who(req), edit);
        Delta delta = done.delta();
        long revision = dry ? delta.before().revision() : delta.after().revision();
        Http.edited(res, done.number());
        Http.fresh(res, "", ImportJson.of(delta, dry, revision, format, batch, done.value()).toString().getBytes(StandardCharsets.UTF_8));
    }
}

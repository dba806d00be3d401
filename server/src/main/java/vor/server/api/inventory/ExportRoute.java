package vor.server.api.inventory;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import vor.model.Inventory;
import vor.server.api.Problem;
import vor.server.exchange.Format;
import vor.server.exchange.Search;
import vor.server.inventory.Etags;
import vor.server.inventory.InventoryStore;

/** {@code GET /export}: the inventory, or the devices that a search finds, in a format that others read. */
final class ExportRoute {
    private final InventoryStore store;

    ExportRoute(InventoryStore store) {
        this.store = store;
    }

    void get(ServerRequest req, ServerResponse res) {
        Format format = format(req);
        Optional<String> search = Http.parameter(req, "search");
        if (search.isPresent() && format == Format.YAML) {
            throw Problem.malformed("a search goes with the other formats: YAML is the whole inventory").exception();
        }
        Search chosen = Search.of(search.orElse(""));
        Inventory inventory = store.current();
        res.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + format.fileName() + "\"");
        if (format == Format.YAML) {
            Http.cached(req, res, Etags.of(inventory), format.type(), () -> bytes(format, inventory, chosen));
        } else {
            byte[] bytes = bytes(format, inventory, chosen);
            Http.cached(req, res, Http.etagOf(bytes), format.type(), () -> bytes);
        }
    }

    private static byte[] bytes(Format format, Inventory inventory, Search chosen) {
        return format.write(inventory, chosen).getBytes(StandardCharsets.UTF_8);
    }

    private static Format format(ServerRequest req) {
        String word = Http.parameter(req, "format").orElse(Format.YAML.word());
        return Format.of(word).filter(Format::isWritten).orElseThrow(() ->
                Problem.malformed("format is one of " + String.join(", ", Format.words(Format::isWritten))).exception());
    }
}

package vor.server.api.inventory;

import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.server.api.Problem;
import vor.server.api.Sent;
import vor.server.inventory.YamlInventory;

/** Reads the body of a request: its type is checked, its size bounded before it is read, its JSON strict. */
final class Body {
    static final int JSON_LIMIT = 4 * 1024 * 1024;
    static final int IMAGE_LIMIT = 8 * 1024 * 1024;

    private static final Set<String> JSON_TYPES = Set.of("application/json");
    private static final Set<String> PATCH_TYPES = Set.of("application/json", "application/merge-patch+json");

    /** Types that a form of a foreign page could send unasked are not among them. */
    private static final Set<String> FILE_TYPES = Set.of(
            "application/yaml", "application/x-yaml", "text/yaml", "text/csv", "text/tab-separated-values", "application/json",
            "application/octet-stream");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(64)
                            .maxStringLength(100_000)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> IMAGE_TYPES = Set.of("image/png", "image/jpeg");

    private Body() {}

    static JsonNode json(ServerRequest request) {
        return parse(Sent.bytes(request, JSON_TYPES, JSON_LIMIT));
    }

    static JsonNode patch(ServerRequest request) {
        return parse(Sent.bytes(request, PATCH_TYPES, JSON_LIMIT));
    }

    /** A file of any format that can be imported. */
    static byte[] file(ServerRequest request) {
        return Sent.bytes(request, FILE_TYPES, YamlInventory.LIMIT);
    }

    static byte[] image(ServerRequest request) {
        return Sent.bytes(request, IMAGE_TYPES, IMAGE_LIMIT);
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes.length == 0) {
            throw Problem.malformed("the body is empty; expected JSON").exception();
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw malformed(e).exception();
        }
    }

    private static Problem malformed(JacksonException e) {
        String message = "this is not JSON as we read it: " + e.getOriginalMessage();
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
        Problem.Item item = new Problem.Item("", message, "", known(line), known(column));
        Problem plain = Problem.malformed(message);
        return new Problem(plain.type(), plain.title(), plain.status(), message, List.of(item), Optional.empty());
    }

    private static OptionalInt known(int place) {
        return place > 0 ? OptionalInt.of(place) : OptionalInt.empty();
    }
}

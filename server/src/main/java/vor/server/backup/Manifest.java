package vor.server.backup;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a backup says of itself, as {@code manifest.json} in it (docs/howto/database.md).
 *
 * @param made to the millisecond
 * @param site the name of the site at that time
 * @param files by name
 */
public record Manifest(Instant made, String site, int devices, long edits, Map<String, Part> files) {
    static final String NAME = "manifest.json";
    private static final String FORMAT = "backup/1";

    /** @param sha256 64 hexadecimal digits */
    public record Part(long bytes, String sha256) {}

    byte[] json() {
        ObjectNode node = JsonMapper.shared().createObjectNode().put("vor", FORMAT).put("made", made.toEpochMilli())
                .put("site", site).put("devices", devices).put("edits", edits);
        ObjectNode parts = node.putObject("files");
        files.forEach((name, part) -> parts.putObject(name).put("bytes", part.bytes()).put("sha256", part.sha256()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    }

    /** Empty when it is none of ours. */
    static Optional<Manifest> read(byte[] json) {
        try {
            JsonNode node = JsonMapper.shared().readTree(json);
            if (!FORMAT.equals(node.path("vor").asString(""))) {
                return Optional.empty();
            }
            Map<String, Part> files = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> file : node.path("files").properties()) {
                files.put(file.getKey(), new Part(file.getValue().path("bytes").asLong(-1), file.getValue().path("sha256").asString("")));
            }
            return Optional.of(new Manifest(Instant.ofEpochMilli(node.path("made").asLong(0)), node.path("site").asString(""),
                    node.path("devices").asInt(0), node.path("edits").asLong(0), files));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}

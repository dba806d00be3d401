package vor.server.inventory;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that we write into the database and read back. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String list(List<String> texts) {
        return MAPPER.writeValueAsString(texts);
    }

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }
}

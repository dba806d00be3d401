package vor.outside;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Takes health and sight out of an event's data and leaves the bulk, the echoes, unread. */
final class LiveFrames {
    private LiveFrames() {}

    static LiveFrame parse(String event, String data, Instant arrived) {
        long now = 0;
        Optional<Boolean> blind = Optional.empty();
        String why = "";
        Map<String, LiveFrame.Seen> health = new HashMap<>();
        try (JsonParser json = Api.json().createParser(data)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new LiveFrame(event, arrived, 0, blind, why, Map.of());
            }
            for (String field = json.nextName(); field != null; field = json.nextName()) {
                json.nextToken();
                switch (field) {
                    case "now" -> now = json.getLongValue();
                    case "sight" -> {
                        JsonNode sight = json.readValueAsTree();
                        blind = Optional.of(sight.path("blind").asBoolean(false));
                        why = sight.path("why").asString("");
                    }
                    case "health" -> health.putAll(health(json.readValueAsTree()));
                    default -> json.skipChildren();
                }
            }
        }
        return new LiveFrame(event, arrived, now, blind, why, Map.copyOf(health));
    }

    private static Map<String, LiveFrame.Seen> health(JsonNode devices) {
        Map<String, LiveFrame.Seen> health = new HashMap<>();
        devices.propertyStream().filter(e -> !e.getValue().isNull()).forEach(e -> health.put(e.getKey(), seen(e.getValue())));
        return health;
    }

    static LiveFrame.Seen seen(JsonNode health) {
        String state = health.path("state").asString("");
        return new LiveFrame.Seen(
                state,
                health.path("why").asString(""),
                Optional.ofNullable(health.path("cause").asString(null)),
                health.path("since").asLong(0),
                state.equals("good") ? List.of() : facts(health.path("verdicts").path("ping").path("facts")));
    }

    private static List<LiveFrame.Fact> facts(JsonNode facts) {
        return facts.valueStream().map(LiveFrames::fact).toList();
    }

    private static LiveFrame.Fact fact(JsonNode fact) {
        JsonNode at = fact.path("at");
        return new LiveFrame.Fact(
                fact.path("name").asString(""),
                fact.path("value").asString(""),
                at.isNumber() ? OptionalLong.of(at.asLong()) : OptionalLong.empty());
    }
}

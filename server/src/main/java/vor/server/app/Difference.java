package vor.server.app;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What an import or an undo changed or would change, for people at a terminal. */
final class Difference {
    private static final int SHOWN = 40;

    private final StringBuilder out = new StringBuilder();

    private Difference() {}

    /** @param body the answer of the API, docs/formats/api.md */
    static String of(JsonNode body) {
        Difference difference = new Difference();
        difference.list(body.path("added"), '+');
        difference.list(body.path("changed"), '~');
        difference.list(body.path("removed"), '-');
        body.path("notes").forEach(note -> difference.out.append("  ").append(note.asString("")).append('\n'));
        return difference.out + sum(body);
    }

    private static String sum(JsonNode body) {
        return String.format(
                Locale.ROOT,
                "%s: %d added, %d changed, %d removed, %d unchanged%n",
                body.path("dry").asBoolean(false) ? "Would be" : "Done",
                body.path("added").size(),
                body.path("changed").size(),
                body.path("removed").size(),
                body.path("unchanged").asInt());
    }

    private void list(JsonNode entries, char sign) {
        int n = 0;
        for (JsonNode entry : entries) {
            if (n++ == SHOWN) {
                out.append("  ").append(sign).append(" and ").append(entries.size() - SHOWN).append(" more\n");
                return;
            }
            out.append("  ").append(sign).append(' ').append(entry.path("kind").asString(""))
                    .append(' ').append(entry.path("name").asString("")).append('\n');
            for (JsonNode field : entry.path("fields")) {
                out.append("      ").append(field.path("field").asString("")).append(": ").append(field.path("before"))
                        .append(" -> ").append(field.path("after")).append('\n');
            }
        }
    }
}

package vor.server.inventory;

import java.util.List;

/**
 * What a writer expects to find.
 *
 * @param match entity tags of which one must be there; empty for no wish; {@code *} for anything
 * @param absent nothing may be there
 */
public record Condition(List<String> match, boolean absent) {
    public static final Condition NONE = new Condition(List.of(), false);

    public Condition {
        match = List.copyOf(match);
    }

    boolean allows(String etag) {
        return !absent && (match.isEmpty() || match.contains("*") || match.contains(etag));
    }

    boolean allowsNothing() {
        return match.isEmpty();
    }
}

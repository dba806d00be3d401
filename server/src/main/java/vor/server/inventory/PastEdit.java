package vor.server.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one write changed together: an import, a bulk patch, a device with all that referred to it.
 *
 * @param id its number; the first is 1, and later ones are greater
 * @param action create, update, delete, import or undo
 * @param undoes the edit that this one took back
 * @param undoneBy the edit that took this one back, while that one has not been undone itself
 */
public record PastEdit(
        long id, Instant at, String who, String action, OptionalLong undoes, OptionalLong undoneBy) {
    /** The most that are listed at once. */
    public static final int MOST = 1000;

    /**
     * An edit and how much it changed.
     *
     * @param records how many records of each kind; kinds of which it changed none are missing
     * @param names of the first records, the most telling ones first; at most five
     */
    public record Summary(PastEdit edit, Map<Kind, Integer> records, List<String> names) {
        public Summary {
            names = List.copyOf(names);
        }
    }
}

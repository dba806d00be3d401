package vor.server.inventory;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the change log.
 *
 * @param id the inventory's revision after it; grows
 * @param action create, update, delete or import
 * @param before the document before; empty when it was new
 * @param after the document after; empty when it went
 */
public record Change(
        long id,
        Instant at,
        String who,
        String action,
        Kind kind,
        String name,
        Optional<JsonNode> before,
        Optional<JsonNode> after) {

    /**
     * Which entries, newest first.
     *
     * @param device only those of this device, also under names that it had before
     * @param kind only those of this kind
     * @param before only those with a smaller id
     * @param limit at most so many, 1 to 1000
     */
    public record Query(Optional<String> device, Optional<Kind> kind, long before, int limit) {
        public static final int MOST = 1000;

        public Query {
            if (limit < 1 || limit > MOST) {
                throw new IllegalArgumentException("limit is from 1 to " + MOST + ", not " + limit);
            }
        }
    }
}

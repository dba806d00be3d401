package vor.server.inventory;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the change log: one record of an edit.
 *
 * @param id the inventory's revision after it; grows
 * @param edit what it was a part of
 * @param action create, update, delete, import or undo
 * @param object id of a device or link, else 0
 * @param before the document before; empty when it was new
 * @param after the document after; empty when it went
 */
public record Change(
        long id,
        PastEdit edit,
        String action,
        Kind kind,
        long object,
        String name,
        Optional<JsonNode> before,
        Optional<JsonNode> after) {

    public Instant at() {
        return edit.at();
    }

    public String who() {
        return edit.who();
    }

    /**
     * Which entries, newest first.
     *
     * @param device only those of this device, also under names that it had before
     * @param kind only those of this kind
     * @param edit only those of this edit
     * @param before only those with a smaller id
     * @param limit at most so many, 1 to 1000; fewer come when their documents are large
     */
    public record Query(Optional<String> device, Optional<Kind> kind, OptionalLong edit, long before, int limit) {
        public static final int MOST = 1000;

        public Query {
            if (limit < 1 || limit > MOST) {
                throw new IllegalArgumentException("limit is from 1 to " + MOST + ", not " + limit);
            }
        }

        public Query(Optional<String> device, Optional<Kind> kind, long before, int limit) {
            this(device, kind, OptionalLong.empty(), before, limit);
        }
    }
}

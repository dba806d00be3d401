package vor.server.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of one kind while an edit is made: found by key, read from documents, put and removed in memory.
 *
 * @param <K> what identifies a record for good
 */
abstract sealed class Desk<K, R> permits DeviceDesk, NetworkDesk, LinkDesk, PlanDesk {
    final Kind kind;
    final Map<K, R> base = new LinkedHashMap<>();
    final Map<K, R> now = new LinkedHashMap<>();
    /** What this edit wrote, and where its document stood. */
    final Map<K, Field> touched = new LinkedHashMap<>();
    /** The last versions of records that come back, so that no version is used twice. */
    final Map<K, Long> lastVersions = new HashMap<>();

    final Scope scope;
    final Faults faults;

    Desk(Kind kind, Scope scope, Faults faults) {
        this.kind = kind;
        this.scope = scope;
        this.faults = faults;
    }

    /** A record before and after an edit; one of them may be missing. */
    record Change<R>(@Nullable R before, @Nullable R after) {
        /** The newer of what is there. */
        R any() {
            if (after != null) {
                return after;
            }
            if (before == null) {
                throw new IllegalStateException("a change of nothing");
            }
            return before;
        }
    }

    /** The name by which the API addresses it. */
    abstract Optional<K> find(String key);

    abstract Collection<String> keys();

    /** Makes the key known, so that others of the same edit may refer to it. */
    abstract K reserve(String key, Field at);

    abstract List<String> fields();

    abstract ObjectNode document(R record);

    /** Empty, with faults, when there is too little to make one. */
    abstract Optional<R> bind(Doc doc, K key, String name);

    abstract String etag(R record);

    /** The fields that identify it are right; the new name, or the old. */
    abstract String checkedName(Doc doc, K key, String name, boolean rename);

    /** What refers to it, in words. */
    abstract List<String> referrers(K key);

    /** The record with this version. */
    abstract R versioned(R record, long version);

    abstract long version(R record);

    abstract long firstVersion(long revision);

    void put(K key, R record, Field at) {
        now.put(key, record);
        touched.put(key, at);
    }

    void remove(K key) {
        now.remove(key);
        touched.put(key, Field.ROOT);
    }

    K existing(String key) {
        return find(key).filter(now::containsKey).orElseThrow(() -> {
            String hint = Near.hint(key, keys());
            return new InventoryException.NotFound("there is no " + kind.word() + " " + Text.quoted(key)
                    + (hint.isEmpty() ? "" : " (" + hint + ")"));
        });
    }

    /** Reads a whole document and puts it. */
    void write(K key, String name, JsonNode document, Field at, boolean rename) {
        int before = faults.count();
        Optional<R> record = Doc.of(document, at, faults, fields())
                .flatMap(doc -> bind(doc, key, checkedName(doc, key, name, rename)));
        if (faults.count() == before) {
            record.ifPresent(r -> put(key, r, at));
        }
    }

    /** What really changed, with new versions; a record that is as it was before is left alone. */
    List<Change<R>> changes(long revision) {
        List<Change<R>> changes = new ArrayList<>();
        for (K key : touched.keySet()) {
            R before = base.get(key);
            R after = now.get(key);
            if (before == null ? after == null : after != null && same(key, before, after)) {
                restore(key, before);
                continue;
            }
            if (after != null) {
                after = versioned(after, before == null ? firstVersionOf(key, revision) : version(before) + 1);
                now.put(key, after);
            }
            changes.add(new Change<>(before, after));
        }
        return changes;
    }

    private long firstVersionOf(K key, long revision) {
        return Math.max(firstVersion(revision), lastVersions.getOrDefault(key, 0L) + 1);
    }

    private void restore(K key, @Nullable R before) {
        if (before != null) {
            now.put(key, before);
        }
    }

    /** Whether its document is the same, but for the version. */
    boolean same(K key, R before, R after) {
        return versioned(after, version(before)).equals(before);
    }
}

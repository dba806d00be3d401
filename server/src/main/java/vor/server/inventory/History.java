package vor.server.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The change log as an undo reads it: documents with marks of devices in place of the names that they bore then. Lives on
 * the database's thread, within one call.
 */
final class History {
    private static final int LATER = 500;

    private final Handle handle;
    private final Map<Owned, Optional<Long>> owners = new HashMap<>();
    private final Map<Long, Span> spans = new HashMap<>();

    /**
     * A record before and after something was done to it, with marks.
     *
     * @param name how people knew it afterwards
     */
    record Step(
            PastEdit edit, Subject subject, String name, Optional<ObjectNode> before, Optional<ObjectNode> after) {
        /** Both there: these fields differ; else none. */
        List<String> fields() {
            return before.isEmpty() || after.isEmpty() ? List.of() : References.differences(before.get(), after.get());
        }

        boolean made() {
            return before.isEmpty() && after.isPresent();
        }

        boolean removed() {
            return before.isPresent() && after.isEmpty();
        }
    }

    private record Owned(String name, long at) {}

    private record Span(long first, long last) {}

    History(Handle handle) {
        this.handle = handle;
    }

    Optional<PastEdit> edit(long id) {
        return ChangeLog.edit(handle, id);
    }

    /** What an edit did, one step for each record. */
    List<Step> steps(long edit) {
        Map<Subject, Step> steps = new LinkedHashMap<>();
        for (Change change : ChangeLog.of(handle, edit)) {
            Step step = step(change);
            steps.merge(step.subject(), step, (first, last) ->
                    new Step(first.edit(), first.subject(), last.name(), first.before(), last.after()));
        }
        return new ArrayList<>(steps.values());
    }

    /** What was done to a record after an edit, oldest first; of very many the newest. */
    List<Step> later(Subject subject, PastEdit than) {
        List<Change> changes = ChangeLog.of(handle, subject, span(than.id()).last(), LATER);
        return changes.reversed().stream().map(this::step).toList();
    }

    /** The version of a record that was there; 0 when nobody knows it. */
    long lastVersion(Subject subject) {
        return ChangeLog.of(handle, subject, 0, 1).stream()
                .map(c -> c.after().or(c::before).orElseThrow().path("version").asLong(0))
                .findFirst()
                .orElse(0L);
    }

    /** How people knew a record that may be gone. */
    String name(Subject subject) {
        return ChangeLog.of(handle, subject, 0, 1).stream().map(Change::name).findFirst().orElse(subject.name());
    }

    private Step step(Change change) {
        Span span = span(change.edit().id());
        return new Step(
                change.edit(),
                Subject.of(change),
                change.name(),
                change.before().map(d -> marked(change.kind(), d, span.first() - 1)),
                change.after().map(d -> marked(change.kind(), d, span.last())));
    }

    private ObjectNode marked(Kind kind, JsonNode document, long at) {
        return References.mapped(kind, (ObjectNode) document, name -> References.mark(owner(name, at), name));
    }

    /** Who bore a name at a revision: the device that got it last. */
    private Optional<Long> owner(String name, long at) {
        return owners.computeIfAbsent(new Owned(name, at), o -> handle
                .createQuery("SELECT object FROM change WHERE kind = 'device' AND name = :name AND id <= :at"
                        + " AND after IS NOT NULL ORDER BY id DESC LIMIT 1")
                .bind("name", name)
                .bind("at", at)
                .mapTo(Long.class)
                .findOne());
    }

    private Span span(long edit) {
        return spans.computeIfAbsent(edit, id -> handle
                .createQuery("SELECT min(id) AS first_id, max(id) AS last_id FROM change WHERE edit = :edit")
                .bind("edit", id)
                .map((row, context) -> new Span(row.getLong("first_id"), row.getLong("last_id")))
                .one());
    }
}

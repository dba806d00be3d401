package vor.server.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the change log. */
final class ChangeLog {
    /** Characters of documents after which a list ends early: plans are large. */
    private static final int ENOUGH = 8 * 1024 * 1024;

    private static final String CHANGES =
            """
            SELECT c.id, c.edit, c.action, c.kind, c.object, c.name, c.before, c.after,
                   e.at, e.who, e.action AS edit_action, e.undoes, e.undone_by
            FROM change c JOIN edit e ON e.id = c.edit
            """;
    private static final String EDITS = "SELECT id AS edit, at, who, action AS edit_action, undoes, undone_by,"
            + " devices, networks, links, plans, names FROM edit ";

    private ChangeLog() {}

    /** @param object id of the device that is asked for, 0 when there is none of that name now */
    static List<Change> read(Handle handle, Change.Query query, long object) {
        String sql = CHANGES + "WHERE c.id < :before"
                + (query.edit().isPresent() ? " AND c.edit = :edit" : "")
                + (query.kind().isPresent() ? " AND c.kind = :kind" : "")
                + (query.device().isPresent() ? " AND c.kind = 'device' AND (c.name = :device OR c.object = :object)" : "")
                + " ORDER BY c.id DESC LIMIT :limit";
        Query statement = handle.createQuery(sql).bind("before", query.before()).bind("limit", query.limit());
        query.edit().ifPresent(e -> statement.bind("edit", e));
        query.kind().ifPresent(k -> statement.bind("kind", k.word()));
        query.device().ifPresent(d -> statement.bind("device", d).bind("object", object));
        return enough(statement);
    }

    private static List<Change> enough(Query statement) {
        List<Change> changes = new ArrayList<>();
        int[] size = {0};
        try (Stream<Change> rows = statement
                .map((row, context) -> {
                    size[0] += length(row.getString("before")) + length(row.getString("after"));
                    return change(row);
                })
                .stream()) {
            for (Iterator<Change> each = rows.iterator(); size[0] < ENOUGH && each.hasNext(); ) {
                changes.add(each.next());
            }
        }
        return changes;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** All of an edit, in the order in which they were written. */
    static List<Change> of(Handle handle, long edit) {
        return handle.createQuery(CHANGES + "WHERE c.edit = :edit ORDER BY c.id")
                .bind("edit", edit)
                .map((row, context) -> change(row))
                .list();
    }

    /** The newest of one record after a point, newest first. */
    static List<Change> of(Handle handle, Subject subject, long after, int limit) {
        return handle.createQuery(CHANGES + "WHERE c.kind = :kind AND c." + (subject.numbered() ? "object" : "name")
                        + " = :key AND c.id > :after ORDER BY c.id DESC LIMIT :limit")
                .bind("kind", subject.kind().word())
                .bind("key", subject.numbered() ? (Object) subject.object() : subject.name())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> change(row))
                .list();
    }

    /** Newest first. */
    static List<PastEdit.Summary> edits(Handle handle, long before, int limit) {
        return handle.createQuery(EDITS + "WHERE id < :before ORDER BY id DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> summary(row))
                .list();
    }

    static Optional<PastEdit> edit(Handle handle, long id) {
        return handle.createQuery(EDITS + "WHERE id = :id").bind("id", id).map((row, context) -> edit(row)).findOne();
    }

    private static PastEdit.Summary summary(ResultSet row) throws SQLException {
        Map<Kind, Integer> records = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            int n = row.getInt(kind.plural());
            if (n > 0) {
                records.put(kind, n);
            }
        }
        List<String> names = new ArrayList<>();
        Json.read(row.getString("names")).forEach(name -> names.add(name.asString("")));
        return new PastEdit.Summary(edit(row), records, names);
    }

    private static PastEdit edit(ResultSet row) throws SQLException {
        return new PastEdit(
                row.getLong("edit"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("who"),
                row.getString("edit_action"),
                number(row, "undoes"),
                number(row, "undone_by"));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("id"),
                edit(row),
                row.getString("action"),
                Kind.of(row.getString("kind")).orElseThrow(),
                row.getLong("object"),
                row.getString("name"),
                document(row.getString("before")),
                document(row.getString("after")));
    }

    private static Optional<JsonNode> document(@Nullable String json) {
        return Optional.ofNullable(json).map(Json::read);
    }
}

package vor.server.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the change log. */
final class ChangeLog {
    private ChangeLog() {}

    /** @param object id of the device that is asked for, 0 when there is none of that name now */
    static List<Change> read(Handle handle, Change.Query query, long object) {
        String sql = "SELECT * FROM change WHERE id < :before"
                + (query.kind().isPresent() ? " AND kind = :kind" : "")
                + (query.device().isPresent() ? " AND kind = 'device' AND (name = :device OR object = :object)" : "")
                + " ORDER BY id DESC LIMIT :limit";
        var statement = handle.createQuery(sql).bind("before", query.before()).bind("limit", query.limit());
        query.kind().ifPresent(k -> statement.bind("kind", k.word()));
        query.device().ifPresent(d -> statement.bind("device", d).bind("object", object));
        return statement.map((row, context) -> change(row)).list();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("who"),
                row.getString("action"),
                Kind.of(row.getString("kind")).orElseThrow(),
                row.getString("name"),
                document(row.getString("before")),
                document(row.getString("after")));
    }

    private static Optional<JsonNode> document(@Nullable String json) {
        return Optional.ofNullable(json).map(Json::read);
    }
}

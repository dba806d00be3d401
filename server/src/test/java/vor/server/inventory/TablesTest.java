package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both databases have the same tables. */
final class TablesTest {
    private static final Set<String> NOT_OURS = Set.of("flyway_schema_history", "sqlite_sequence", "sqlite_schema");

    @Test
    void bothDatabasesHaveTheSameTablesColumnsAndKeys(@TempDir Path dir) throws SQLException {
        Place.Server place = PostgresServer.shared().place();
        Map<String, Set<String>> sqlite = tables(Database.of(new Place.Folder(), dir), null);
        Map<String, Set<String>> postgres = tables(Database.of(place, dir), place.options().get("currentSchema"));
        assertThat(sqlite).containsKeys("device", "change", "edit", "image");
        assertThat(postgres).isEqualTo(sqlite);
    }

    private static Map<String, Set<String>> tables(Database database, @Nullable String schema) throws SQLException {
        try (Connection connection = database.connect()) {
            database.migrate(connection);
            DatabaseMetaData meta = connection.getMetaData();
            Map<String, Set<String>> tables = new TreeMap<>();
            try (ResultSet row = meta.getColumns(null, schema, "%", "%")) {
                while (row.next()) {
                    tables.computeIfAbsent(row.getString("TABLE_NAME"), t -> new TreeSet<>()).add(column(row));
                }
            }
            tables.keySet().removeIf(t -> NOT_OURS.contains(t) || t.startsWith("sqlite_"));
            for (Map.Entry<String, Set<String>> table : tables.entrySet()) {
                keys(meta, schema, table.getKey(), table.getValue());
            }
            return tables;
        }
    }

    private static String column(ResultSet row) throws SQLException {
        String type = row.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
        String kind = type.startsWith("int") ? "whole" : type.equals("text") ? "text" : type.equals("blob") || type.equals("bytea") ? "bytes" : "real";
        return row.getString("COLUMN_NAME") + " " + kind + (row.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? " not null" : "");
    }

    private static void keys(DatabaseMetaData meta, @Nullable String schema, String table, Set<String> columns) throws SQLException {
        try (ResultSet row = meta.getPrimaryKeys(null, schema, table)) {
            while (row.next()) {
                columns.add("key " + row.getString("COLUMN_NAME"));
            }
        }
        try (ResultSet row = meta.getImportedKeys(null, schema, table)) {
            while (row.next()) {
                columns.add(row.getString("FKCOLUMN_NAME") + " -> " + row.getString("PKTABLE_NAME"));
            }
        }
    }
}

package vor.server.inventory;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;

/** Opens the SQLite file and brings it to the newest schema. */
final class Schema {
    /** Version of the newest migration in {@code db/sqlite}. */
    static final int NEWEST = 2;

    private static final String VERSION =
            "SELECT version FROM flyway_schema_history WHERE success = 1 ORDER BY installed_rank DESC LIMIT 1";

    private Schema() {}

    static Connection connect(String url) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(2000);
        return DriverManager.getConnection(url, config.toProperties());
    }

    /** Flyway alone takes half a second to wake, so it is asked only when there is something to do. */
    static void migrate(String url, Connection connection) throws SQLException {
        int version = version(connection);
        if (version > NEWEST) {
            throw new InventoryException.Unavailable("the database is of a newer Vor (schema " + version
                    + ", this one knows " + NEWEST + "); run that one, or take a copy made before its upgrade");
        }
        if (version < NEWEST) {
            Flyway.configure()
                    .dataSource(url, null, null)
                    .locations("classpath:db/sqlite")
                    .load()
                    .migrate();
        }
    }

    /** 0 for an empty file. */
    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!any(statement, "SELECT 1 FROM sqlite_master WHERE name = 'flyway_schema_history'")) {
                return 0;
            }
            try (ResultSet rows = statement.executeQuery(VERSION)) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    private static boolean any(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }
}

package vor.server.inventory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** What lies behind an inventory: how it is reached, and what differs between the two kinds. For the database's thread. */
sealed interface Database permits Sqlite, Postgres {
    /** Version of the newest migration in {@code db/sqlite} and {@code db/postgresql}. */
    int NEWEST = 3;

    /** As people know it, without a password. */
    String where();

    /**
     * Opens it for ourselves alone.
     *
     * @throws InventoryException.Unavailable when another has it
     */
    Connection connect() throws SQLException;

    /** Connects with the password of this place from now on; any thread. */
    default void password(Place place) {}

    /** Says which version it is of, 0 for an empty one; {@code flyway_schema_history} may not be there. */
    int version(Connection connection) throws SQLException;

    /** A statement after which references are checked at the end of the transaction that runs, all of them. */
    String laterReferences();

    /** Where the migrations are, and how Flyway reaches it. */
    FluentConfiguration migrations();

    /** Flyway alone takes half a second to wake, so it is asked only when there is something to do. */
    default void migrate(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > NEWEST) {
            throw new InventoryException.Unavailable("the database is of a newer Vor (schema " + version
                    + ", this one knows " + NEWEST + "); run that one, or take a copy made before its upgrade");
        }
        if (version < NEWEST) {
            migrations().load().migrate();
        }
    }

    /** The version that Flyway wrote down, if the query for its table finds one. */
    static int version(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!any(statement, table)) {
                return 0;
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1")) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    private static boolean any(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    /** @param dataDir for a file */
    static Database of(Place place, Path dataDir) {
        return switch (place) {
            case Place.Folder() -> new Sqlite(dataDir.resolve(InventoryStore.FILE));
            case Place.Server server -> new Postgres(server);
        };
    }

    /** Flyway by this class's loader. */
    static FluentConfiguration flyway(String folder) {
        return Flyway.configure().locations("classpath:db/" + folder);
    }
}

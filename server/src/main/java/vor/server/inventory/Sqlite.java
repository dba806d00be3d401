package vor.server.inventory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.sqlite.SQLiteConfig;

/** A file of SQLite: write-ahead log, every commit on the disk. The lock of its folder keeps others out. */
record Sqlite(Path file) implements Database {
    private static final int PATIENCE_MS = 2000;

    private String url() {
        return "jdbc:sqlite:" + file.toAbsolutePath();
    }

    @Override
    public String where() {
        return file.toString();
    }

    @Override
    public Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(PATIENCE_MS);
        return DriverManager.getConnection(url(), config.toProperties());
    }

    @Override
    public int version(Connection connection) throws SQLException {
        return Database.version(connection, "SELECT 1 FROM sqlite_master WHERE name = 'flyway_schema_history'");
    }

    @Override
    public String laterReferences() {
        return "PRAGMA defer_foreign_keys = ON";
    }

    @Override
    public FluentConfiguration migrations() {
        return Database.flyway("sqlite").dataSource(url(), null, null);
    }
}

package vor.server.inventory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * A schema on a PostgreSQL server. An advisory lock of the session keeps a second Vor out; the server lets go of it when the
 * connection ends, however it ends.
 */
final class Postgres implements Database {
    /** The first half of the lock's key, so that no other program's lock meets ours; the second half is the schema. */
    private static final int LOCK = 0x566f72;

    /** SQLSTATE lock_not_available. */
    private static final String TAKEN = "55P03";

    private static final String SCHEMA = "currentSchema";
    private static final int PATIENCE_S = 5;
    /** For the answer to one statement; an import of ten thousand devices takes some seconds. */
    private static final int LONGEST_S = 60;

    private volatile Place.Server server;
    /** Tells our own sessions, lost ones too, from those of others. */
    private final String name = "vor " + UUID.randomUUID();

    Postgres(Place.Server server) {
        this.server = server;
    }

    @Override
    public void password(Place place) {
        if (place instanceof Place.Server next) {
            server = next;
        }
    }

    @Override
    public String where() {
        return server.toString();
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {server.host()});
        source.setPortNumbers(new int[] {server.port()});
        source.setDatabaseName(server.database());
        source.setUser(server.user());
        server.password().ifPresent(source::setPassword);
        Optional.ofNullable(server.options().get("sslmode")).ifPresent(source::setSslMode);
        Optional.ofNullable(server.options().get("sslrootcert")).ifPresent(source::setSslRootCert);
        Optional.ofNullable(server.options().get(SCHEMA)).ifPresent(source::setCurrentSchema);
        source.setApplicationName(name);
        source.setConnectTimeout(PATIENCE_S);
        source.setLoginTimeout(PATIENCE_S);
        source.setSocketTimeout(LONGEST_S);
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        return source;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = opened();
        try {
            endOurLost(connection);
            lock(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Connection opened() throws SQLException {
        try {
            return source().getConnection();
        } catch (PSQLException e) {
            if (server.password().isEmpty() && PSQLState.CONNECTION_REJECTED.getState().equals(e.getSQLState())) {
                throw new InventoryException.Unavailable("the database " + where()
                        + " wants a password: write password: env:NAME or file:PATH beside its address, or put it into ~/.pgpass", e);
            }
            throw e;
        }
    }

    /** A session that we lost, a broken network say, may hold the lock until the server notices. */
    private void endOurLost(Connection connection) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(
                "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE application_name = ? AND pid <> pg_backend_pid()"
                        + " AND usename = current_user")) {
            end.setString(1, name);
            end.execute();
        }
    }

    /** Waits a moment: the session of a Vor that was just killed is still being cleared away. */
    private void lock(Connection connection) throws SQLException {
        try (Statement setting = connection.createStatement();
                PreparedStatement lock =
                        connection.prepareStatement("SELECT pg_advisory_lock(?, hashtext(coalesce(?, current_schema(), '')))")) {
            setting.execute("SET lock_timeout = '2s'");
            lock.setInt(1, LOCK);
            lock.setString(2, server.options().get(SCHEMA));
            lock.execute();
            setting.execute("RESET lock_timeout");
        } catch (PSQLException e) {
            if (TAKEN.equals(e.getSQLState())) {
                throw new InventoryException.Unavailable("the database " + where() + " is in use by another Vor"
                        + "; stop that one, or name another database or schema (?currentSchema=NAME)", e);
            }
            throw e;
        }
    }

    @Override
    public int version(Connection connection) throws SQLException {
        return Database.version(connection, "SELECT 1 WHERE to_regclass('flyway_schema_history') IS NOT NULL");
    }

    @Override
    public String laterReferences() {
        return "SET CONSTRAINTS ALL DEFERRED";
    }

    @Override
    public FluentConfiguration migrations() {
        FluentConfiguration flyway = Database.flyway("postgresql").dataSource(source());
        return Optional.ofNullable(server.options().get(SCHEMA)).map(flyway::schemas).orElse(flyway);
    }
}

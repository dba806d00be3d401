package vor.server.inventory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Copies an inventory with its history from one database to another and compares the two, in one transaction of the target:
 * all or nothing. Nobody else may use either meanwhile, which their locks see to.
 */
public final class Mover {
    private static final int BATCH = 500;

    /** Every table of ours; references are checked at the end. */
    private static final List<String> TABLES = List.of(
            "store", "plan", "device", "network", "network_word", "device_address", "device_uplink", "device_network", "device_tag",
            "placement", "link", "edit", "change");

    private final Database source;
    private final Database target;

    /** What was copied. */
    public record Moved(int devices, long edits) {}

    private Mover(Database source, Database target) {
        this.source = source;
        this.target = target;
    }

    /** A place as people know it, without a password. */
    public static String where(Path dataDir, Place place) {
        return Database.of(place, dataDir).where();
    }

    /**
     * Copies. What it was copied from stays as it is.
     *
     * @param dataDir whose lock is taken meanwhile
     * @param replace what the target holds goes first; else a target that holds something is refused
     * @throws InventoryException when it was refused or went wrong; then the target is as before
     */
    public static Moved move(Path dataDir, Place from, Place to, boolean replace) {
        Mover mover = new Mover(Database.of(from, dataDir), Database.of(to, dataDir));
        if (mover.source.where().equals(mover.target.where())) {
            throw new InventoryException.Conflict("the inventory is in " + mover.source.where() + " already");
        }
        try (DataLock lock = DataLock.take(dataDir)) {
            return mover.move(lock, replace);
        }
    }

    @SuppressWarnings("unused") // the lock is held, not asked
    private Moved move(DataLock lock, boolean replace) {
        String stage = source.where() + " cannot be read";
        try (Connection in = source.connect()) {
            source.migrate(in);
            in.setAutoCommit(false);
            stage = target.where() + " cannot be written";
            try (Connection out = target.connect()) {
                target.migrate(out);
                return copy(in, out, replace);
            }
        } catch (SQLException e) {
            throw new InventoryException.Unavailable(stage + ": " + e.getMessage() + "; nothing was moved", e);
        }
    }

    private Moved copy(Connection in, Connection out, boolean replace) throws SQLException {
        out.setAutoCommit(false);
        try (Statement statement = out.createStatement()) {
            statement.execute(target.laterReferences());
            empty(statement, replace);
            for (String table : TABLES) {
                copy(in, out, table);
            }
        }
        Moved moved = compare(in, out);
        out.commit();
        return moved;
    }

    private void empty(Statement statement, boolean replace) throws SQLException {
        long devices = count(statement, "device");
        long edits = count(statement, "edit");
        if (!replace && devices + edits > 0) {
            throw new InventoryException.Conflict(target.where() + " holds an inventory already (" + devices + " devices, " + edits
                    + " edits); name another place, or say --replace if that one may go. Nothing was moved");
        }
        for (String table : TABLES.reversed()) {
            statement.executeUpdate("DELETE FROM " + table);
        }
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void copy(Connection in, Connection out, String table) throws SQLException {
        try (Statement read = in.createStatement()) {
            read.setFetchSize(BATCH);
            try (ResultSet rows = read.executeQuery("SELECT * FROM " + table)) {
                List<String> columns = columns(rows.getMetaData());
                String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
                String insert = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + places + ")";
                try (PreparedStatement write = out.prepareStatement(insert)) {
                    write(rows, write, columns.size());
                }
            }
        }
    }

    private static List<String> columns(ResultSetMetaData meta) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnName(i));
        }
        return columns;
    }

    private static void write(ResultSet rows, PreparedStatement write, int columns) throws SQLException {
        int waiting = 0;
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                write.setObject(i, rows.getObject(i));
            }
            write.addBatch();
            if (++waiting == BATCH) {
                write.executeBatch();
                waiting = 0;
            }
        }
        write.executeBatch();
    }

    /** By numbers of rows, and by what a Vor would make of each. */
    private Moved compare(Connection in, Connection out) throws SQLException {
        long edits = 0;
        try (Statement a = in.createStatement();
                Statement b = out.createStatement()) {
            for (String table : TABLES) {
                long rows = count(a, table);
                if (count(b, table) != rows) {
                    throw differs("table " + table);
                }
                edits = table.equals("edit") ? rows : edits;
            }
        }
        Rows.Loaded before = load(in);
        Rows.Loaded after = load(out);
        boolean same = IntStream.of(
                                Long.compare(before.nextDevice(), after.nextDevice()),
                                Long.compare(before.nextLink(), after.nextLink()),
                                Long.compare(before.nextEdit(), after.nextEdit()),
                                Long.compare(before.inventory().revision(), after.inventory().revision()))
                        .allMatch(c -> c == 0)
                && YamlWriter.write(before.inventory()).equals(YamlWriter.write(after.inventory()));
        if (!same) {
            throw differs("the inventory");
        }
        return new Moved(after.inventory().devices().size(), edits);
    }

    private InventoryException differs(String what) {
        return new InventoryException.Unavailable(what + " came out another in " + target.where() + "; nothing was moved");
    }

    private static Rows.Loaded load(Connection connection) {
        try (Handle handle = Jdbi.create(connection).open()) {
            return new Rows(handle).load();
        }
    }
}

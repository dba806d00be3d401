package vor.server.inventory;

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

/** One copy of all our tables to another database, in one transaction of the target, compared before it counts. */
final class Copy {
    private static final int BATCH = 500;
    private static final String IMAGES = "image";

    /** Every table of ours; references are checked at the end. */
    private static final List<String> TABLES = List.of(
            "store", "image", "plan", "device", "network", "network_word", "device_address", "device_uplink", "device_network", "device_tag",
            "placement", "link", "edit", "change");

    private final Connection in;
    private final Connection out;
    private final Database target;

    /** @param out nobody else uses it meanwhile */
    Copy(Connection in, Connection out, Database target) {
        this.in = in;
        this.out = out;
        this.target = target;
    }

    /**
     * @param replace what the target holds goes first; else a target that holds something is refused
     * @throws InventoryException when it is refused, or came out another; then nothing was committed
     */
    Mover.Moved run(boolean replace) throws SQLException {
        out.setAutoCommit(false);
        try (Statement statement = out.createStatement()) {
            statement.execute(target.laterReferences());
            empty(statement, replace);
            for (String table : TABLES) {
                if (table.equals(IMAGES)) {
                    images();
                } else {
                    copy(table);
                }
            }
        }
        Mover.Moved moved = compare();
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

    /** One by one: each may have megabytes. */
    private void images() throws SQLException {
        List<String> hashes = new ArrayList<>();
        try (Statement read = in.createStatement();
                ResultSet rows = read.executeQuery("SELECT hash FROM " + IMAGES)) {
            while (rows.next()) {
                hashes.add(rows.getString(1));
            }
        }
        for (String hash : hashes) {
            try (PreparedStatement read = in.prepareStatement("SELECT * FROM " + IMAGES + " WHERE hash = ?")) {
                read.setString(1, hash);
                copy(IMAGES, read.executeQuery());
            }
        }
    }

    private void copy(String table) throws SQLException {
        try (Statement read = in.createStatement()) {
            read.setFetchSize(BATCH);
            copy(table, read.executeQuery("SELECT * FROM " + table));
        }
    }

    private void copy(String table, ResultSet all) throws SQLException {
        try (ResultSet rows = all) {
            List<String> columns = columns(rows.getMetaData());
            String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
            String insert = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + places + ")";
            try (PreparedStatement write = out.prepareStatement(insert)) {
                write(rows, write, columns.size());
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
    private Mover.Moved compare() throws SQLException {
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
        if (bytes(in) != bytes(out)) {
            throw differs("table " + IMAGES);
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
        return new Mover.Moved(after.inventory().devices().size(), edits);
    }

    private static long bytes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(sum(length(bytes)), 0) FROM " + IMAGES)) {
            row.next();
            return row.getLong(1);
        }
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

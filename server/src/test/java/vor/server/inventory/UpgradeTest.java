package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.testkit.ManualClock;

/** A file of schema 1 with rows in it, opened by this Vor: nothing is lost, and what was written together can be undone. */
final class UpgradeTest {
    private static final String DEVICE =
            "{\"id\":%d,\"version\":%d,\"name\":\"%s\",\"profile\":\"wired\",\"addresses\":[],\"uplinks\":[%s],\"networks\":[],"
                    + "\"tags\":[],\"placements\":[],\"maintenance\":null,\"note\":\"%s\"}";
    private static final String UP = "{\"port\":\"u\",\"to\":\"core\",\"toPort\":\"1\"}";

    @TempDir
    Path dir;

    private InventoryStore store;

    @BeforeEach
    void oldFile() throws SQLException {
        String url = "jdbc:sqlite:" + dir.resolve(InventoryStore.FILE);
        Flyway.configure().dataSource(url, null, null).locations("classpath:db/sqlite").target("1").load().migrate();
        try (Connection file = DriverManager.getConnection(url); Statement sql = file.createStatement()) {
            sql.execute("INSERT INTO store (created) VALUES (1000)");
            device(sql, 1, 1, "core", "");
            device(sql, 2, 1, "e1", "");
            device(sql, 3, 2, "x", "new");
            sql.execute("INSERT INTO device_uplink (device, position, port, above, above_port) VALUES (2, 0, 'u', 1, '1')");
            change(sql, 1001, 10, "ada", "import", 1, "core", null, document(1, 1, "core", "", ""));
            change(sql, 1002, 10, "ada", "import", 2, "e1", null, document(2, 1, "e1", UP, ""));
            change(sql, 1003, 10, "ada", "create", 3, "x", null, document(3, 1, "x", "", ""));
            change(sql, 1004, 20, "ada", "update", 3, "x", document(3, 1, "x", "", ""), document(3, 2, "x", "", "new"));
            change(sql, 1005, 30, "eve", "create", 4, "y", null, document(4, 1, "y", "", "gone"));
            change(sql, 1006, 40, "eve", "delete", 4, "y", document(4, 1, "y", "", "gone"), null);
        }
        store = InventoryStore.open(dir, new ManualClock(), InventoryStoreContract.PROFILES);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private static String document(int id, int version, String name, String uplink, String note) {
        return String.format(DEVICE, id, version, name, uplink, note);
    }

    private static void device(Statement sql, int id, int version, String name, String note) throws SQLException {
        sql.execute("INSERT INTO device (id, version, name, profile, note) VALUES (" + id + ", " + version + ", '" + name
                + "', 'wired', '" + note + "')");
    }

    private static void change(
            Statement sql, int id, int at, String who, String action, int object, String name, @Nullable String before,
            @Nullable String after)
            throws SQLException {
        sql.execute("INSERT INTO change (id, at, who, action, kind, object, name, before, after) VALUES (" + id + ", " + at + ", '" + who
                + "', '" + action + "', 'device', " + object + ", '" + name + "', " + quoted(before) + ", " + quoted(after) + ")");
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "NULL" : "'" + text + "'";
    }

    @Test
    void everythingIsThereStill() {
        assertThat(store.current().devices()).extracting(d -> d.name()).containsExactly("core", "e1", "x");
        assertThat(store.current().revision()).isEqualTo(1006);
        assertThat(store.changes(new Change.Query(Optional.empty(), Optional.empty(), Long.MAX_VALUE, 100)))
                .extracting(c -> c.id() + " " + c.at().toEpochMilli() + " " + c.who() + " " + c.action() + " " + c.name())
                .containsExactly(
                        "1006 40 eve delete y", "1005 30 eve create y", "1004 20 ada update x", "1003 10 ada create x",
                        "1002 10 ada import e1", "1001 10 ada import core");
        assertThat(store.<Integer>read(h -> h.createQuery("PRAGMA foreign_key_check").mapToMap().list().size())).isZero();
    }

    @Test
    void rowsOfOneMomentAndPersonAreOneEdit() {
        List<PastEdit.Summary> edits = store.edits(Long.MAX_VALUE, 100);
        assertThat(edits)
                .extracting(e -> e.edit().id() + " " + e.edit().action() + " " + e.names())
                .containsExactly("5 delete [y]", "4 create [y]", "3 update [x]", "2 create [x]", "1 import [core, e1]");
        assertThat(edits.getLast().records()).isEqualTo(Map.of(Kind.DEVICE, 2));
        assertThat(store.changes(new Change.Query(Optional.empty(), Optional.empty(), OptionalLong.of(1), Long.MAX_VALUE, 100))).hasSize(2);
    }

    @Test
    void whatWasDoneBeforeTheUpgradeCanBeUndone() {
        store.undo("grace", 5, false);
        assertThat(store.current().device("y").orElseThrow().id().value()).isEqualTo(4);
        store.undo("grace", 3, false);
        store.undo("grace", 2, false);
        store.undo("grace", 1, false);
        assertThat(store.current().devices()).extracting(d -> d.name()).containsExactly("y");
        assertThat(store.edits(Long.MAX_VALUE, 1).getFirst().edit().id()).isEqualTo(9);
        assertThat(store.current().revision()).isEqualTo(1011);
    }

    @Test
    void idsGoOnWhereTheyWere() {
        Given.device(store, "z", "{}");
        assertThat(store.current().device("z").orElseThrow().id().value()).isEqualTo(5);
        assertThat(store.current().revision()).isEqualTo(1007);
    }
}

package vor.server.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.FloorPlan;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Maintenance;
import vor.model.Network;
import vor.model.Placement;
import vor.model.Uplink;

/** Reads the whole inventory from the tables. */
final class Rows {
    private final Handle handle;

    Rows(Handle handle) {
        this.handle = handle;
    }

    /** The inventory, and the ids that come next. */
    record Loaded(Inventory inventory, Album album, long nextDevice, long nextLink, long nextEdit) {}

    private interface Mapper<R> {
        R map(ResultSet row) throws SQLException;
    }

    Loaded load() {
        Inventory inventory = Delta.inventory(revision(), devices(), links(), networks(), plans());
        return new Loaded(inventory, album(), given(Kind.DEVICE) + 1, given(Kind.LINK) + 1, last("edit") + 1);
    }

    /** Begins with the time of creation, so that no two databases share a revision, and with it no entity tag. */
    private long revision() {
        long created = number("SELECT max(created) FROM store");
        return Math.max(created, last("change"));
    }

    private long last(String table) {
        return number("SELECT max(id) FROM " + table);
    }

    /** The highest id that was ever given to a record of the kind, one that is gone too: the change log keeps it. */
    private long given(Kind kind) {
        return number("SELECT max(object) FROM change WHERE kind = '" + kind.word() + "'");
    }

    private long number(String sql) {
        return handle.createQuery(sql).mapTo(Long.class).findOne().orElse(0L);
    }

    private <R> List<R> read(String sql, Mapper<R> mapper) {
        return handle.createQuery(sql).map((row, context) -> mapper.map(row)).list();
    }

    private <K, V> Map<K, List<V>> grouped(String sql, Mapper<K> key, Mapper<V> value) {
        Map<K, List<V>> groups = new HashMap<>();
        record Pair<K, V>(K key, V value) {}
        List<Pair<K, V>> pairs = read(sql, row -> new Pair<>(key.map(row), value.map(row)));
        pairs.forEach(p -> groups.computeIfAbsent(p.key(), k -> new ArrayList<>()).add(p.value()));
        return groups;
    }

    private <V> Function<DeviceId, List<V>> ofDevice(String sql, Mapper<V> value) {
        Map<DeviceId, List<V>> groups = grouped(sql, row -> new DeviceId(row.getLong("device")), value);
        return id -> groups.getOrDefault(id, List.of());
    }

    private List<Device> devices() {
        Function<DeviceId, List<String>> addresses = ofDevice(
                "SELECT device, address FROM device_address ORDER BY device, position", row -> row.getString("address"));
        Function<DeviceId, List<Uplink>> uplinks = ofDevice(
                "SELECT device, port, above, above_port FROM device_uplink ORDER BY device, position",
                row -> new Uplink(row.getString("port"), new DeviceId(row.getLong("above")), row.getString("above_port")));
        Function<DeviceId, List<String>> networks =
                ofDevice("SELECT device, network FROM device_network", row -> row.getString("network"));
        Function<DeviceId, List<String>> tags = ofDevice("SELECT device, tag FROM device_tag", row -> row.getString("tag"));
        Function<DeviceId, List<Placement>> placements =
                ofDevice("SELECT * FROM placement ORDER BY device, position", Rows::placement);
        return read("SELECT * FROM device ORDER BY id", row -> {
            DeviceId id = new DeviceId(row.getLong("id"));
            return new Device(
                    id,
                    row.getLong("version"),
                    row.getString("name"),
                    row.getString("profile"),
                    addresses.apply(id),
                    uplinks.apply(id),
                    new LinkedHashSet<>(networks.apply(id)),
                    new LinkedHashSet<>(tags.apply(id)),
                    placements.apply(id),
                    maintenance(row),
                    row.getString("note"));
        });
    }

    private static Placement placement(ResultSet row) throws SQLException {
        String plan = row.getString("plan");
        if (plan == null) {
            return new Placement.Geo(row.getDouble("latitude"), row.getDouble("longitude"));
        }
        return new Placement.Box(
                plan, row.getDouble("x"), row.getDouble("y"), row.getDouble("width"), row.getDouble("height"));
    }

    private static Optional<Maintenance> maintenance(ResultSet row) throws SQLException {
        String why = row.getString("maintenance_why");
        long until = row.getLong("maintenance_until");
        Optional<Instant> end = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
        return why == null ? Optional.empty() : Optional.of(new Maintenance(why, end));
    }

    private List<Network> networks() {
        Map<String, List<String>> words = grouped(
                "SELECT network, kind, word FROM network_word ORDER BY network, kind, position",
                row -> row.getString("kind") + " " + row.getString("network"),
                row -> row.getString("word"));
        return read("SELECT * FROM network", row -> {
            String name = row.getString("name");
            int vlan = row.getInt("vlan");
            OptionalInt tagged = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(vlan);
            long router = row.getLong("router");
            return new Network(
                    row.getLong("version"),
                    name,
                    tagged,
                    words.getOrDefault("subnet " + name, List.of()),
                    words.getOrDefault("gateway " + name, List.of()),
                    router == 0 ? Optional.empty() : Optional.of(new DeviceId(router)),
                    new LinkedHashSet<>(words.getOrDefault("tag " + name, List.of())),
                    row.getString("note"));
        });
    }

    private List<Link> links() {
        return read("SELECT * FROM link", row -> new Link(
                row.getLong("id"),
                row.getLong("version"),
                new Link.End(new DeviceId(row.getLong("a")), row.getString("a_port")),
                new Link.End(new DeviceId(row.getLong("b")), row.getString("b_port")),
                row.getString("bundle"),
                row.getLong("megabits")));
    }

    private List<FloorPlan> plans() {
        return read("SELECT * FROM plan", row -> new FloorPlan(
                row.getLong("version"),
                row.getString("name"),
                row.getString("title"),
                row.getInt("place"),
                row.getDouble("width"),
                row.getDouble("height"),
                Optional.ofNullable(row.getString("image")),
                shapes(row.getString("name"), row.getString("shapes"))));
    }

    Optional<PlanImage> image(String hash) {
        return handle.createQuery("SELECT type, width, height, bytes FROM image WHERE hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> new PlanImage(
                        hash, row.getString("type"), row.getInt("width"), row.getInt("height"), row.getBytes("bytes")))
                .findOne();
    }

    private Album album() {
        return new Album(read(
                "SELECT hash, length(bytes) AS size FROM image ORDER BY added, hash",
                row -> new Album.Kept(row.getString("hash"), row.getLong("size"))));
    }

    private static List<FloorPlan.Shape> shapes(String plan, String json) {
        Faults faults = new Faults();
        List<FloorPlan.Shape> shapes = PlanForm.shapes(Json.read(json), Field.ROOT.key(plan).key("shapes"), faults);
        faults.throwIfAny("The database holds a plan that cannot be read");
        return shapes;
    }
}

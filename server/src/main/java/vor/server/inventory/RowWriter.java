package vor.server.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.FloorPlan;
import vor.model.Link;
import vor.model.Maintenance;
import vor.model.Network;
import vor.model.Placement;
import vor.model.Uplink;

/** Writes a {@link Delta} to the tables, within the transaction of its caller. */
final class RowWriter {
    private static final List<String> PARTS =
            List.of("device_address", "device_uplink", "device_network", "device_tag", "placement");

    private static final int NAMES = 5;

    private final Handle handle;

    /**
     * What an edit is written down with.
     *
     * @param edit its number
     * @param at milliseconds since 1970 UTC
     */
    record Stamp(long edit, long at, String who) {}

    RowWriter(Handle handle) {
        this.handle = handle;
    }

    /** All parts go before any comes back, so that an address may move from one device to another. */
    private void write(Delta delta, Stamp stamp) {
        PARTS.forEach(part -> each("DELETE FROM " + part + " WHERE device = ?", delta.devices, (b, c) -> b.bind(
                0, c.any().id().value())));
        each("DELETE FROM network_word WHERE network = ?", delta.networks, (b, c) -> b.bind(0, c.any().name()));
        each("DELETE FROM device WHERE id = ?", gone(delta.devices), (b, c) -> b.bind(0, c.any().id().value()));
        each("DELETE FROM network WHERE name = ?", gone(delta.networks), (b, c) -> b.bind(0, c.any().name()));
        each("DELETE FROM link WHERE id = ?", gone(delta.links), (b, c) -> b.bind(0, c.any().id()));
        each("DELETE FROM plan WHERE name = ?", gone(delta.plans), (b, c) -> b.bind(0, c.any().name()));
        devices(there(delta.devices));
        networks(there(delta.networks));
        links(there(delta.links));
        plans(there(delta.plans));
        edit(delta, stamp);
        changes(delta, stamp.edit());
    }

    /** @param surplus hashes of images that go */
    void write(Delta delta, Stamp stamp, Optional<PlanImage> image, List<String> surplus) {
        image.ifPresent(i -> image(i, stamp.at()));
        write(delta, stamp);
        each("DELETE FROM image WHERE hash = ?", surplus, (b, hash) -> b.bind(0, hash));
    }

    /** Before the plans that show it. */
    private void image(PlanImage image, long at) {
        handle.createUpdate(
                        """
                        INSERT INTO image (hash, type, width, height, added, bytes)
                        VALUES (:hash, :type, :width, :height, :added, :bytes) ON CONFLICT (hash) DO NOTHING""")
                .bind("hash", image.hash())
                .bind("type", image.type())
                .bind("width", image.width())
                .bind("height", image.height())
                .bind("added", at)
                .bind("bytes", image.bytes())
                .execute();
    }

    private static <R> List<Desk.Change<R>> gone(List<Desk.Change<R>> changes) {
        return changes.stream().filter(c -> c.after() == null).toList();
    }

    private static <R> List<R> there(List<Desk.Change<R>> changes) {
        return changes.stream().filter(c -> c.after() != null).map(Desk.Change::any).toList();
    }

    private <T> void each(String sql, List<T> items, BiConsumer<PreparedBatch, T> bind) {
        if (items.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            items.forEach(item -> {
                bind.accept(batch, item);
                batch.add();
            });
            batch.execute();
        }
    }

    private record Part<T>(DeviceId device, int position, T value) {}

    private static <T> List<Part<T>> parts(List<Device> devices, Function<Device, ? extends Iterable<T>> of) {
        List<Part<T>> parts = new ArrayList<>();
        devices.forEach(d -> {
            int position = 0;
            for (T value : of.apply(d)) {
                parts.add(new Part<>(d.id(), position++, value));
            }
        });
        return parts;
    }

    private void devices(List<Device> devices) {
        each(
                """
                INSERT INTO device (id, version, name, profile, maintenance_why, maintenance_until, note)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name,
                    profile = excluded.profile, maintenance_why = excluded.maintenance_why,
                    maintenance_until = excluded.maintenance_until, note = excluded.note""",
                devices,
                (b, d) -> b.bind(0, d.id().value()).bind(1, d.version()).bind(2, d.name()).bind(3, d.profile())
                        .bind(4, d.maintenance().map(Maintenance::why).orElse(null))
                        .bind(5, d.maintenance().flatMap(Maintenance::until).map(Instant::toEpochMilli).orElse(null))
                        .bind(6, d.note()));
        each(
                "INSERT INTO device_address (device, position, address) VALUES (?, ?, ?)",
                parts(devices, Device::addresses),
                (b, p) -> b.bind(0, p.device().value()).bind(1, p.position()).bind(2, p.value()));
        each(
                "INSERT INTO device_uplink (device, position, port, above, above_port) VALUES (?, ?, ?, ?, ?)",
                parts(devices, Device::uplinks),
                RowWriter::uplink);
        each(
                "INSERT INTO device_network (device, network) VALUES (?, ?)",
                parts(devices, Device::networks),
                (b, p) -> b.bind(0, p.device().value()).bind(1, p.value()));
        each(
                "INSERT INTO device_tag (device, tag) VALUES (?, ?)",
                parts(devices, Device::tags),
                (b, p) -> b.bind(0, p.device().value()).bind(1, p.value()));
        each(
                """
                INSERT INTO placement (device, position, plan, x, y, width, height, latitude, longitude)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                parts(devices, Device::placements),
                RowWriter::placement);
    }

    private static void uplink(PreparedBatch b, Part<Uplink> p) {
        b.bind(0, p.device().value()).bind(1, p.position()).bind(2, p.value().port())
                .bind(3, p.value().above().value()).bind(4, p.value().abovePort());
    }

    private static void placement(PreparedBatch b, Part<Placement> p) {
        b.bind(0, p.device().value()).bind(1, p.position());
        switch (p.value()) {
            case Placement.Box(String plan, double x, double y, double width, double height) -> {
                b.bind(2, plan);
                numbers(b, x, y, width, height, null, null);
            }
            case Placement.Geo(double latitude, double longitude) -> {
                b.bind(2, (String) null);
                numbers(b, null, null, null, null, latitude, longitude);
            }
        }
    }

    private static void numbers(PreparedBatch b, @Nullable Double... numbers) {
        for (int i = 0; i < numbers.length; i++) {
            b.bind(3 + i, numbers[i]);
        }
    }

    private void networks(List<Network> networks) {
        each(
                """
                INSERT INTO network (name, version, vlan, router, note) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET version = excluded.version, vlan = excluded.vlan,
                    router = excluded.router, note = excluded.note""",
                networks,
                (b, n) -> b.bind(0, n.name()).bind(1, n.version())
                        .bind(2, n.vlan().isPresent() ? (Integer) n.vlan().getAsInt() : null)
                        .bind(3, n.router().map(DeviceId::value).orElse(null))
                        .bind(4, n.note()));
        networks.forEach(n -> {
            words(n.name(), "subnet", n.subnets());
            words(n.name(), "gateway", n.gateways());
            words(n.name(), "tag", List.copyOf(n.tags()));
        });
    }

    private void words(String network, String kind, List<String> words) {
        List<Integer> positions = IntStream.range(0, words.size()).boxed().toList();
        each(
                "INSERT INTO network_word (network, kind, position, word) VALUES (?, ?, ?, ?)",
                positions,
                (b, i) -> b.bind(0, network).bind(1, kind).bind(2, i).bind(3, words.get(i)));
    }

    private void links(List<Link> links) {
        each(
                """
                INSERT INTO link (id, version, a, a_port, b, b_port, bundle, megabits) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET version = excluded.version, a = excluded.a, a_port = excluded.a_port,
                    b = excluded.b, b_port = excluded.b_port, bundle = excluded.bundle, megabits = excluded.megabits""",
                links,
                (b, l) -> b.bind(0, l.id()).bind(1, l.version())
                        .bind(2, l.a().device().value()).bind(3, l.a().port())
                        .bind(4, l.b().device().value()).bind(5, l.b().port())
                        .bind(6, l.bundle()).bind(7, l.megabits()));
    }

    private void plans(List<FloorPlan> plans) {
        each(
                """
                INSERT INTO plan (name, version, title, place, width, height, image, shapes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET version = excluded.version, title = excluded.title,
                    place = excluded.place, width = excluded.width, height = excluded.height,
                    image = excluded.image, shapes = excluded.shapes""",
                plans,
                (b, p) -> b.bind(0, p.name()).bind(1, p.version()).bind(2, p.title()).bind(3, p.order())
                        .bind(4, p.width()).bind(5, p.height()).bind(6, p.image().orElse(null)).bind(7, Documents.shapes(p.shapes()).toString()));
    }

    private void edit(Delta delta, Stamp stamp) {
        long undoes = delta.origin().undoes();
        handle.createUpdate(
                        """
                        INSERT INTO edit (id, at, who, action, devices, networks, links, plans, names, undoes)
                        VALUES (:id, :at, :who, :action, :devices, :networks, :links, :plans, :names, :undoes)""")
                .bind("id", stamp.edit())
                .bind("at", stamp.at())
                .bind("who", stamp.who())
                .bind("action", delta.action())
                .bind("devices", delta.count(Kind.DEVICE))
                .bind("networks", delta.count(Kind.NETWORK))
                .bind("links", delta.count(Kind.LINK))
                .bind("plans", delta.count(Kind.PLAN))
                .bind("names", Json.list(delta.names(NAMES)))
                .bind("undoes", undoes == 0 ? null : (Long) undoes)
                .execute();
        undone(stamp.edit(), undoes);
    }

    /** Who undoes an undo brings back what that one had taken, and so on down. */
    private void undone(long by, long edit) {
        boolean holds = true;
        while (edit != 0) {
            handle.createUpdate("UPDATE edit SET undone_by = :by WHERE id = :edit")
                    .bind("by", holds ? (Long) by : null)
                    .bind("edit", edit)
                    .execute();
            by = edit;
            edit = handle.createQuery("SELECT undoes FROM edit WHERE id = :edit AND undoes IS NOT NULL")
                    .bind("edit", edit)
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L);
            holds = !holds;
        }
    }

    private void changes(Delta delta, long edit) {
        long[] id = {delta.before().revision()};
        each(
                """
                INSERT INTO change (id, edit, action, kind, object, name, before, after)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                delta.items(),
                (b, i) -> b.bind(0, ++id[0]).bind(1, edit).bind(2, delta.action(i))
                        .bind(3, i.kind().word()).bind(4, i.object()).bind(5, i.name())
                        .bind(6, i.before() == null ? null : i.before().toString())
                        .bind(7, i.after() == null ? null : i.after().toString()));
    }
}

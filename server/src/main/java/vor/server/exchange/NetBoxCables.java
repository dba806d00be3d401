package vor.server.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import vor.server.inventory.Placed;
import vor.server.inventory.Spot;
import vor.server.inventory.Text;

/**
 * What is joined to what: from cables between interfaces, and from interfaces that name the far end, also behind patch panels.
 * NetBox does not say which end is above; only with devices named as the top there are uplinks, by the shortest way there.
 */
final class NetBoxCables {
    private static final String INTERFACE = "dcim.interface";

    /** Capacities in Mbit/s by how the type of an interface begins. */
    private static final Map<String, Long> SPEEDS = Map.ofEntries(
            Map.entry("100base", 100L), Map.entry("1000base", 1_000L), Map.entry("2.5gbase", 2_500L), Map.entry("5gbase", 5_000L),
            Map.entry("10gbase", 10_000L), Map.entry("25gbase", 25_000L), Map.entry("40gbase", 40_000L), Map.entry("50gbase", 50_000L),
            Map.entry("100gbase", 100_000L), Map.entry("200gbase", 200_000L), Map.entry("400gbase", 400_000L), Map.entry("800gbase", 800_000L));

    private final Draft draft;
    private final Options options;
    private final Map<Long, End> ends = new HashMap<>();
    private final Map<End, Port> ports = new HashMap<>();
    private final List<Placed> cables = new ArrayList<>();
    private final List<Placed> connected = new ArrayList<>();
    private final Map<Set<End>, Joint> joints = new LinkedHashMap<>();

    /** An interface of a device, by its name. */
    record End(String device, String port) {}

    /** @param megabits 0 when not known */
    private record Port(long megabits, String bundle) {}

    private record Joint(End a, End b, Spot spot) {}

    NetBoxCables(Draft draft, Options options) {
        this.draft = draft;
        this.options = options;
    }

    void port(Placed record) {
        End end = new End(record.get("device").get("name").text(), record.get("name").text());
        ends.put(record.get("id").number(0), end);
        ports.put(end, new Port(megabits(record), record.get("lag").get("name").text()));
        if (!record.get("connected_endpoints").isNull() || !record.get("connected_endpoint").isNull()) {
            connected.add(record);
        }
    }

    /** A set speed in kbit/s goes before what the type can do. */
    private static long megabits(Placed port) {
        long speed = port.get("speed").number(0);
        String type = port.get("type").get("value").text();
        return speed > 0
                ? speed / 1000
                : SPEEDS.entrySet().stream().filter(s -> type.startsWith(s.getKey())).map(Map.Entry::getValue).findFirst().orElse(0L);
    }

    void cable(Placed record) {
        cables.add(record);
    }

    /** @param devices that are taken over */
    void join(Set<String> devices) {
        cables.forEach(c -> joint(c, devices));
        connected.forEach(p -> farEnds(p, devices));
        joints.values().forEach(this::link);
        if (!joints.isEmpty() && options.top().isEmpty()) {
            draft.note("no device is said to be at the top, so cables are links only: name it (top) to have uplinks");
        } else if (!options.top().isEmpty()) {
            uplinks(devices);
        }
    }

    private void joint(Placed cable, Set<String> devices) {
        String status = cable.get("status").get("value").text();
        Optional<End> a = end(cable, "a");
        Optional<End> b = end(cable, "b");
        if (!status.isEmpty() && !status.equals("connected")) {
            draft.leave("cables that are not connected");
        } else if (a.isEmpty() || b.isEmpty()) {
            draft.leave("cables with an end that is no interface");
        } else {
            keep(new Joint(a.get(), b.get(), cable.spot()), devices);
        }
    }

    private void keep(Joint joint, Set<String> devices) {
        if (!devices.contains(joint.a().device()) || !devices.contains(joint.b().device())) {
            draft.leave("cables to what is not taken over");
        } else if (joint.a().device().equals(joint.b().device())) {
            draft.leave("cables from a device to itself");
        } else {
            joints.putIfAbsent(Set.of(joint.a(), joint.b()), joint);
        }
    }

    /** Lists since version 3.3, one object before. */
    private Optional<End> end(Placed cable, String side) {
        List<Placed> list = cable.get(side + "_terminations").items();
        if (list.size() == 1) {
            Placed end = list.getFirst();
            return end.get("object_type").text().equals(INTERFACE)
                    ? end(end.get("object"), end.get("object_id"))
                    : Optional.empty();
        }
        String old = "termination_" + side;
        return list.isEmpty() && cable.get(old + "_type").text().equals(INTERFACE)
                ? end(cable.get(old), cable.get(old + "_id"))
                : Optional.empty();
    }

    private Optional<End> end(Placed object, Placed id) {
        String device = object.get("device").get("name").text();
        String port = object.get("name").text();
        return device.isEmpty() || port.isEmpty()
                ? Optional.ofNullable(ends.get(id.number(-1)))
                : Optional.of(new End(device, port));
    }

    private void farEnds(Placed port, Set<String> devices) {
        End near = new End(port.get("device").get("name").text(), port.get("name").text());
        boolean reachable = !port.get("connected_endpoints_reachable").value().isBoolean()
                || port.get("connected_endpoints_reachable").value().booleanValue();
        String type = port.get("connected_endpoints_type").text() + port.get("connected_endpoint_type").text();
        List<Placed> far = new ArrayList<>(port.get("connected_endpoints").items());
        if (!port.get("connected_endpoint").isNull()) {
            far.add(port.get("connected_endpoint"));
        }
        if (far.size() != 1 || !reachable || !type.equals(INTERFACE)) {
            return;
        }
        end(far.getFirst(), far.getFirst().get("id"))
                .filter(e -> devices.contains(e.device()) && devices.contains(near.device()) && !e.device().equals(near.device()))
                .ifPresent(e -> joints.putIfAbsent(Set.of(near, e), new Joint(near, e, port.spot())));
    }

    private void link(Joint joint) {
        Map<String, Placed> link = new LinkedHashMap<>();
        link.put("a", NetBoxDraft.end(joint.a(), joint.spot()));
        link.put("b", NetBoxDraft.end(joint.b(), joint.spot()));
        @Nullable Port a = ports.get(joint.a());
        @Nullable Port b = ports.get(joint.b());
        String bundle = a == null ? "" : a.bundle();
        if (!bundle.isEmpty()) {
            link.put("bundle", Placed.text(bundle, joint.spot()));
        }
        long megabits = slower(a == null ? 0 : a.megabits(), b == null ? 0 : b.megabits());
        if (megabits > 0) {
            link.put("megabits", Placed.leaf(JsonNodeFactory.instance.numberNode(megabits), joint.spot()));
        }
        draft.link(Placed.object(link, joint.spot()));
    }

    private static long slower(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    private void uplinks(Set<String> devices) {
        Map<String, Integer> levels = levels(devices);
        for (Joint j : joints.values()) {
            @Nullable Integer a = levels.get(j.a().device());
            @Nullable Integer b = levels.get(j.b().device());
            if (a != null && b != null && a != b.intValue()) {
                uplink(a > b ? j.a() : j.b(), a > b ? j.b() : j.a(), j.spot());
            }
        }
    }

    private void uplink(End below, End above, Spot spot) {
        Map<String, Placed> uplink = new LinkedHashMap<>();
        uplink.put("port", Placed.text(below.port(), spot));
        uplink.put("to", Placed.text(above.device(), spot));
        uplink.put("toPort", Placed.text(above.port(), spot));
        draft.device(below.device(), spot).add("uplinks", Placed.object(uplink, spot));
    }

    /** How many cables each device is away from the top. */
    private Map<String, Integer> levels(Set<String> devices) {
        Map<String, Set<String>> beside = new HashMap<>();
        joints.values().forEach(j -> {
            beside.computeIfAbsent(j.a().device(), d -> new LinkedHashSet<>()).add(j.b().device());
            beside.computeIfAbsent(j.b().device(), d -> new LinkedHashSet<>()).add(j.a().device());
        });
        Map<String, Integer> levels = new HashMap<>();
        Deque<String> next = new ArrayDeque<>();
        for (String top : options.top()) {
            if (!devices.contains(top)) {
                draft.faults.add(Spot.UNKNOWN, "top", "there is no device " + Text.quoted(top) + " in the file", "");
            } else if (levels.putIfAbsent(top, 0) == null) {
                next.add(top);
            }
        }
        while (!next.isEmpty()) {
            String one = next.remove();
            int below = levels.getOrDefault(one, 0) + 1;
            beside.getOrDefault(one, Set.of()).stream()
                    .filter(d -> levels.putIfAbsent(d, below) == null)
                    .forEach(next::add);
        }
        return levels;
    }
}

package vor.lab.box;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import vor.lab.agent.Tree;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Link;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;

/**
 * All boxes and the cables between them. What is asked of a box's {@link #tree} and what changes here must not meet: who
 * uses it holds the world's monitor ({@code synchronized (world)}) meanwhile.
 */
public final class World {
    private static final Oid INTERFACES = Oid.of("1.3.6.1.2.1.2.2.1");
    private static final Oid NAMES = Oid.of("1.3.6.1.2.1.31.1.1.1.1");

    private final Map<String, Box> boxes = new HashMap<>();
    private final List<Box> order = new ArrayList<>();
    private final Map<Box, List<Cable>> upwards = new HashMap<>();
    private final Load load = new Load();
    private Map<String, Plug> wrong = Map.of();

    /** A cable stays in the lower box's socket; where its other end is plugged in may change. */
    record Cable(Jack lower, Jack planned) {}

    /** All is well, since long before second 0. */
    public World(Inventory inventory) {
        Models models = new Models(inventory);
        Map<DeviceId, Box> byId = new HashMap<>();
        for (Device device : inventory.devices()) {
            Layout layout = models.layout(device);
            Box box = new Box(order.size(), device, models.kind(device), layout, models.hardware(device),
                    models.legs(device, layout));
            order.add(box);
            boxes.put(device.name(), box);
            byId.put(device.id(), box);
        }
        inventory.links().forEach(l -> plugIn(l, box(byId, l.a().device()), box(byId, l.b().device())));
        order.forEach(b -> bundle(b, models));
        load.spread(order, Box::bootedAt);
    }

    private static Box box(Map<DeviceId, Box> byId, DeviceId id) {
        Box box = byId.get(id);
        if (box == null) {
            throw new IllegalArgumentException("a link of the plan names " + id + ", which the plan does not have");
        }
        return box;
    }

    private void plugIn(Link link, Box above, Box below) {
        Jack upper = jack(above, link.a().port(), Models.bundle(link, true), below);
        Jack lower = jack(below, link.b().port(), Models.bundle(link, false), above);
        Cable cable = new Cable(lower, upper);
        upwards.computeIfAbsent(below, b -> new ArrayList<>()).add(cable);
        lower.peer = upper;
        upper.peer = lower;
    }

    private static Jack jack(Box box, String port, String bundle, Box far) {
        Jack jack = new Jack(box, box.layout().place(port), far.device().name());
        jack.bundle = bundle.isEmpty() ? -1 : box.layout().place(bundle);
        box.jacks().put(jack.place, jack);
        return jack;
    }

    private static void bundle(Box box, Models models) {
        for (int place : box.layout().bundles()) {
            List<Jack> members = box.jacks().values().stream().filter(j -> j.bundle == place).toList();
            box.bundles().put(place, new Bundle(place, members, box.bootedAt() + Box.PORTS_UP_AFTER));
        }
        box.stacking(models.stacking(box));
    }

    /** The objects of that device's agent. */
    public Tree tree(String device) {
        return Models.SHAPE.tree(box(device));
    }

    Box box(String device) {
        Box box = boxes.get(device);
        if (box == null) {
            throw new IllegalArgumentException("there is no device " + device);
        }
        return box;
    }

    /** The device starts anew at that second. */
    public void boot(String device, double now) {
        box(device).boot(now);
    }

    /**
     * From now on this is wrong, and nothing else.
     *
     * @param plugs by device name; devices that are well need not be in it
     * @param now seconds of the practice network
     * @return ports that went up or down by it
     */
    public List<Change> follow(Map<String, Plug> plugs, double now) {
        Map<String, Plug> before = wrong;
        wrong = Map.copyOf(plugs);
        Set<Box> other = new HashSet<>();
        Stream.concat(before.keySet().stream(), wrong.keySet().stream())
                .filter(name -> !plug(name).equals(before.getOrDefault(name, Plug.WELL)))
                .forEach(name -> other.add(box(name)));
        other.forEach(box -> become(box, now));
        Set<Box> touched = new HashSet<>(other);
        other.forEach(box -> cross(box, touched));
        Set<Jack> changed = new HashSet<>();
        touched.forEach(box -> box.jacks().values().forEach(j -> join(j, now, changed)));
        changed.forEach(j -> touched.add(j.box));
        touched.forEach(World::forgetAround);
        List<Change> changes = tell(changed, now);
        load.spread(touched, box -> now);
        return changes;
    }

    private Plug plug(String device) {
        return wrong.getOrDefault(device, Plug.WELL);
    }

    private Plug plug(Box box) {
        return plug(box.device().name());
    }

    private void become(Box box, double now) {
        Plug p = plug(box);
        box.become(new Box.Inside(p.hot(), p.visitorsGone(), p.lostPorts(), p.lostMembers()), now);
    }

    private static void forgetAround(Box box) {
        box.forget();
        box.jacks().values().forEach(j -> Known.peer(j).box.forget());
    }

    /** The n-th cable of a crossed box is plugged in where the n-th of the other one should be. */
    private void cross(Box box, Set<Box> touched) {
        List<Cable> own = upwards.getOrDefault(box, List.of());
        String with = plug(box).crossed();
        List<Cable> places = with.isEmpty() ? own : upwards.getOrDefault(box(with), own);
        for (int i = 0; i < own.size(); i++) {
            Jack lower = own.get(i).lower;
            Jack upper = (i < places.size() ? places : own).get(i).planned;
            if (lower.peer != upper) {
                touched.add(Known.peer(lower).box);
                touched.add(upper.box);
                lower.peer = upper;
                upper.peer = lower;
            }
        }
    }

    /** @param end either end of the cable */
    private void join(Jack end, double now, Set<Jack> changed) {
        Jack lower = end.upwards() ? end : Known.peer(end);
        Jack upper = Known.peer(lower);
        Plug below = plug(lower.box);
        boolean carries = below.power() && plug(upper.box).power() && !below.cut() && !below.adminDown() && usable(lower) && usable(upper);
        if (lower.set(carries, true, now)) {
            changed.add(lower);
        }
        if (upper.set(carries, !below.adminDown(), now)) {
            changed.add(upper);
        }
    }

    private static boolean usable(Jack jack) {
        return jack.box.present(jack.place) && !jack.box.inside().lostPorts().contains(jack.port().name());
    }

    private static List<Change> tell(Set<Jack> changed, double now) {
        List<Change> changes = new ArrayList<>();
        Set<Box> boxes = new HashSet<>();
        for (Jack jack : changed) {
            changes.add(change(jack.box, jack.place, now));
            boxes.add(jack.box);
        }
        for (Box box : boxes) {
            box.bundles().values().stream().filter(b -> b.look(now)).forEach(b -> changes.add(change(box, b.place, now)));
        }
        return changes;
    }

    private static Change change(Box box, int place, double now) {
        Port port = box.layout().port(place);
        boolean up = box.up(place);
        List<Binding> bindings = List.of(
                new Binding(INTERFACES.with(1, port.index()), Values.number(port.index())),
                new Binding(INTERFACES.with(7, port.index()), Values.number(box.adminUp(place) ? 1 : 2)),
                new Binding(INTERFACES.with(8, port.index()), Values.number(up ? 1 : 2)),
                new Binding(NAMES.with(port.index()), port.text()));
        return new Change(box.device(), port.name(), up, (long) ((now - box.bootedAt()) * 100), bindings);
    }
}

package vor.server.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Link;
import vor.model.Placement;
import vor.model.Uplink;

/** What only the whole can tell: addresses that two devices claim, references into nothing, cycles of uplinks. */
final class Checks {
    /** How the complaint about a circle begins. */
    static final String CIRCLE = "uplinks go round in a circle: ";

    private static final int MOST_DEVICES = 100_000;

    private final Edit edit;
    private final Faults faults;
    private final DeviceDesk devices;

    Checks(Edit edit) {
        this.edit = edit;
        this.faults = edit.faults;
        this.devices = edit.devices;
    }

    void run() {
        if (devices.now.size() > MOST_DEVICES) {
            faults.add(Field.ROOT, "more than " + MOST_DEVICES + " devices");
            return;
        }
        addresses();
        references();
        cycles();
        links();
    }

    private void addresses() {
        Map<String, DeviceId> owners = new HashMap<>();
        devices.now.values().stream().filter(d -> !touched(d)).forEach(d -> claim(d, owners));
        devices.now.values().stream().filter(this::touched).forEach(d -> claim(d, owners));
    }

    private boolean touched(Device d) {
        return devices.touched.containsKey(d.id());
    }

    private void claim(Device d, Map<String, DeviceId> owners) {
        for (int i = 0; i < d.addresses().size(); i++) {
            DeviceId owner = owners.putIfAbsent(Addresses.key(d.addresses().get(i)), d.id());
            if (owner != null && touched(d)) {
                String whose = owner.equals(d.id()) ? "stands here twice" : "is an address of device "
                        + Text.quoted(devices.name(owner)) + " too";
                faults.add(at(d).key("addresses").at(i), Text.quoted(d.addresses().get(i)) + " " + whose);
            }
        }
    }

    /** Where a device's document stood; for one that this edit did not bring, where its name says. */
    private Field at(Device d) {
        Field field = devices.touched.get(d.id());
        return field == null ? Field.ROOT.key("devices").key(d.name()) : field;
    }

    private void references() {
        devices.now.values().forEach(d -> {
            for (int i = 0; i < d.uplinks().size(); i++) {
                known(at(d).key("uplinks").at(i).key("to"), d.uplinks().get(i).above());
            }
            d.networks().stream().filter(n -> !edit.networkNames().contains(n)).forEach(n -> faults.add(
                    at(d).key("networks"), "network " + Text.quoted(n) + " is removed by this"));
            d.placements().stream()
                    .filter(p -> p instanceof Placement.Box b && !edit.planNames().contains(b.plan()))
                    .forEach(p -> faults.add(at(d).key("placements"), "its plan is removed by this"));
        });
        edit.networks.now.values().forEach(n -> n.router()
                .ifPresent(r -> known(Field.ROOT.key("networks").key(n.name()).key("router"), r)));
        edit.links.now.values().forEach(l -> {
            known(Field.ROOT.key("links").key(Long.toString(l.id())).key("a"), l.a().device());
            known(Field.ROOT.key("links").key(Long.toString(l.id())).key("b"), l.b().device());
        });
    }

    private void known(Field field, DeviceId id) {
        if (!devices.now.containsKey(id) && !reserved(id)) {
            faults.add(field, "device " + Text.quoted(devices.name(id)) + " is removed by this");
        }
    }

    /** A device whose own document was refused is not there, but it is not missing either. */
    private boolean reserved(DeviceId id) {
        return !devices.base.containsKey(id) && faults.count() > 0;
    }

    private void links() {
        Map<LinkForm.Ends, Long> seen = new HashMap<>();
        for (Link l : edit.links.now.values()) {
            Long other = seen.putIfAbsent(LinkForm.Ends.of(l), l.id());
            if (other != null) {
                Field at = edit.links.touched.getOrDefault(l.id(), edit.links.touched.getOrDefault(other, Field.ROOT));
                faults.add(at, "there is another link between these two ports");
            }
        }
    }

    /** Walks up from every device that was written; comes back to where it was only when there is a cycle. */
    private void cycles() {
        Set<DeviceId> done = new HashSet<>();
        for (DeviceId start : List.copyOf(devices.touched.keySet())) {
            if (devices.now.containsKey(start) && !done.contains(start)) {
                walk(start, done);
            }
        }
    }

    private void walk(DeviceId start, Set<DeviceId> done) {
        Deque<Iterator<DeviceId>> ways = new ArrayDeque<>();
        List<DeviceId> path = new ArrayList<>();
        Set<DeviceId> onPath = new HashSet<>();
        enter(start, ways, path, onPath);
        while (!ways.isEmpty()) {
            if (!ways.peek().hasNext()) {
                ways.pop();
                DeviceId left = path.removeLast();
                onPath.remove(left);
                done.add(left);
                continue;
            }
            DeviceId next = ways.peek().next();
            if (onPath.contains(next)) {
                report(path.subList(path.indexOf(next), path.size()));
            } else if (!done.contains(next)) {
                enter(next, ways, path, onPath);
            }
        }
    }

    private void enter(DeviceId id, Deque<Iterator<DeviceId>> ways, List<DeviceId> path, Set<DeviceId> onPath) {
        Device device = devices.now.get(id);
        ways.push((device == null ? List.<Uplink>of() : device.uplinks()).stream().map(Uplink::above).iterator());
        path.add(id);
        onPath.add(id);
    }

    private void report(List<DeviceId> cycle) {
        DeviceId blamed = cycle.stream().filter(devices.touched::containsKey).findFirst().orElse(cycle.getFirst());
        Device device = devices.now.get(blamed);
        if (device == null) {
            return;
        }
        int from = cycle.indexOf(blamed);
        String names = IntStream.rangeClosed(0, cycle.size())
                .limit(13)
                .mapToObj(i -> devices.name(cycle.get((from + i) % cycle.size())))
                .collect(Collectors.joining(" -> "));
        String more = cycle.size() > 12 ? " -> …" : "";
        faults.add(at(device).key("uplinks"), CIRCLE + names + more);
    }
}

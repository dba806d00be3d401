package vor.server.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Device;
import vor.model.FloorPlan;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Network;

/** What an edit changed: the records before and after, and the inventory that comes of it. */
public final class Delta {
    final List<Desk.Change<Device>> devices;
    final List<Desk.Change<Network>> networks;
    final List<Desk.Change<Link>> links;
    final List<Desk.Change<FloorPlan>> plans;

    private final Inventory before;
    private final Inventory after;
    private final List<Item> items = new ArrayList<>();
    private final Origin origin;
    private final int records;

    /**
     * One changed document.
     *
     * @param object id of a device or link, else 0
     * @param name how people know it: the newer name, or the two ends of a link
     * @param before null when it is new
     * @param after null when it is gone
     */
    public record Item(Kind kind, long object, String name, @Nullable ObjectNode before, @Nullable ObjectNode after) {}

    Delta(
            Inventory before,
            Origin origin,
            List<Desk.Change<Device>> devices,
            List<Desk.Change<Network>> networks,
            List<Desk.Change<Link>> links,
            List<Desk.Change<FloorPlan>> plans,
            Edit edit) {
        this.before = before;
        this.origin = origin;
        this.devices = devices;
        this.networks = networks;
        this.links = links;
        this.plans = plans;
        int n = devices.size() + networks.size() + links.size() + plans.size();
        after = n == 0 ? before : inventory(before.revision() + n, edit);
        records = after.devices().size() + after.networks().size() + after.links().size() + after.plans().size();
        describe();
    }

    static Inventory inventory(long revision, Edit edit) {
        return inventory(
                revision,
                edit.devices.now.values(),
                edit.links.now.values(),
                edit.networks.now.values(),
                edit.plans.now.values());
    }

    /** In the orders that readers rely on. */
    static Inventory inventory(
            long revision,
            Collection<Device> devices,
            Collection<Link> links,
            Collection<Network> networks,
            Collection<FloorPlan> plans) {
        return new Inventory(
                revision,
                devices.stream().sorted(Comparator.comparing(Device::id)).toList(),
                links.stream().sorted(Comparator.comparingLong(Link::id)).toList(),
                networks.stream().sorted(Comparator.comparing(Network::name)).toList(),
                plans.stream()
                        .sorted(Comparator.comparingInt(FloorPlan::order).thenComparing(FloorPlan::name))
                        .toList());
    }

    private void describe() {
        Documents old = new Documents(before);
        Documents now = new Documents(after);
        plans.forEach(c -> item(Kind.PLAN, 0, c.any().name(), c, old::plan, now::plan));
        networks.forEach(c -> item(Kind.NETWORK, 0, c.any().name(), c, old::network, now::network));
        devices.forEach(c -> item(Kind.DEVICE, c.any().id().value(), c.any().name(), c, old::device, now::device));
        links.forEach(c -> item(
                Kind.LINK, c.any().id(), ends(c.after() == null ? before : after, c.any()), c, old::link, now::link));
    }

    private static String ends(Inventory inventory, Link link) {
        return end(inventory, link.a()) + " - " + end(inventory, link.b());
    }

    private static String end(Inventory inventory, Link.End end) {
        String name = inventory.device(end.device()).map(Device::name).orElse("");
        return end.port().isEmpty() ? name : name + ":" + end.port();
    }

    private <R> void item(
            Kind kind,
            long object,
            String name,
            Desk.Change<R> c,
            Function<R, ObjectNode> old,
            Function<R, ObjectNode> now) {
        ObjectNode was = c.before() == null ? null : old.apply(c.before());
        ObjectNode is = c.after() == null ? null : now.apply(c.after());
        items.add(new Item(kind, object, name, was, is));
    }

    public List<Item> items() {
        return items;
    }

    public Inventory before() {
        return before;
    }

    public Inventory after() {
        return after;
    }

    /** How many records stay as they were. */
    public int unchanged() {
        return records - (int) items.stream().filter(i -> i.after() != null).count();
    }

    Origin origin() {
        return origin;
    }

    String action(Item item) {
        if (!origin.word().isEmpty()) {
            return origin.word();
        }
        return item.before() == null ? "create" : item.after() == null ? "delete" : "update";
    }

    /** Of the whole: a device that goes takes its references along, and that is a delete. */
    String action() {
        Set<String> actions = items.stream().map(this::action).collect(Collectors.toSet());
        if (actions.contains("delete")) {
            return "delete";
        }
        return actions.size() == 1 ? actions.iterator().next() : "update";
    }

    int count(Kind kind) {
        return (int) items.stream().filter(i -> i.kind() == kind).count();
    }

    /** Names of the first records, those first that say what the edit was about. */
    List<String> names(int most) {
        String action = action();
        return items.stream()
                .sorted(Comparator.comparing((Item i) -> !action(i).equals(action)).thenComparing(Item::kind))
                .limit(most)
                .map(Item::name)
                .toList();
    }
}

package vor.server.inventory;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Link;
import vor.server.inventory.LinkForm.Ends;

/** Links while an edit is made: addressed by id, matched by their two ends where they bring none. */
final class LinkDesk extends Desk<Long, Link> {
    private final DeviceDesk devices;
    private final Map<Ends, Long> byEnds = new HashMap<>();
    private final Set<Long> documentChanged = new HashSet<>();
    private long nextId;

    LinkDesk(Inventory inventory, long nextId, DeviceDesk devices, Scope scope, Faults faults) {
        super(Kind.LINK, scope, faults);
        this.nextId = nextId;
        this.devices = devices;
        inventory.links().forEach(l -> {
            base.put(l.id(), l);
            byEnds.put(Ends.of(l), l.id());
        });
        now.putAll(base);
    }

    @Override
    Optional<Long> find(String key) {
        boolean number = key.matches("[1-9][0-9]{0,17}");
        return number ? Optional.of(Long.valueOf(key)).filter(now::containsKey) : Optional.empty();
    }

    /** The link that was there between these ends before the edit. */
    Optional<Long> between(Ends ends) {
        return Optional.ofNullable(byEnds.get(ends)).filter(now::containsKey);
    }

    long newId() {
        return nextId++;
    }

    /** The id that the next new one gets. */
    long nextId() {
        return nextId;
    }

    @Override
    Collection<String> keys() {
        return now.keySet().stream().map(String::valueOf).toList();
    }

    @Override
    Long reserve(String key, Field at) {
        throw new InventoryException.NotFound(
                "there is no link " + Text.quoted(key) + "; a new one is made by POST, and gets its id there");
    }

    @Override
    List<String> fields() {
        return LinkForm.FIELDS;
    }

    @Override
    ObjectNode document(Link record) {
        return new Documents(devices::name).link(record);
    }

    @Override
    Optional<Link> bind(Doc doc, Long key, String name) {
        return LinkForm.bind(doc, scope, key);
    }

    @Override
    String etag(Link record) {
        return Etags.of(record);
    }

    @Override
    String checkedName(Doc doc, Long key, String name, boolean rename) {
        Names.checkId(doc, key);
        return name;
    }

    @Override
    List<String> referrers(Long key) {
        return List.of();
    }

    /** The links of a device, in words. */
    List<String> of(DeviceId device) {
        return now.values().stream()
                .filter(l -> touches(l, Set.of(device)))
                .map(l -> "link " + l.id() + " to device " + Text.quoted(devices.name(other(l, device))))
                .toList();
    }

    private static DeviceId other(Link l, DeviceId device) {
        return l.a().device().equals(device) ? l.b().device() : l.a().device();
    }

    private static boolean touches(Link l, Set<DeviceId> ids) {
        return ids.contains(l.a().device()) || ids.contains(l.b().device());
    }

    void dropOf(DeviceId device) {
        List.copyOf(now.values()).stream().filter(l -> touches(l, Set.of(device))).forEach(l -> remove(l.id()));
    }

    void devicesRenamed(Set<DeviceId> renamed) {
        for (Link l : now.values()) {
            if (touches(l, renamed)) {
                documentChanged.add(l.id());
                touched.putIfAbsent(l.id(), Field.ROOT);
            }
        }
    }

    @Override
    boolean same(Long key, Link before, Link after) {
        return !documentChanged.contains(key) && super.same(key, before, after);
    }

    @Override
    Link versioned(Link l, long version) {
        return new Link(l.id(), version, l.a(), l.b(), l.bundle(), l.megabits());
    }

    @Override
    long version(Link record) {
        return record.version();
    }

    @Override
    long firstVersion(long revision) {
        return 1;
    }
}

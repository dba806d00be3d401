package vor.server.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vor.model.DeviceId;
import vor.model.Inventory;

/**
 * A change to the inventory while it is made, in memory: documents are read and put, and in the end everything is checked
 * together. It lives within one call of {@link InventoryStore#write} or {@link InventoryStore#rehearse}; all methods throw
 * {@link InventoryException} when what is asked cannot be.
 */
public final class Edit implements Scope {
    private static final int BULK = 100_000;

    final DeviceDesk devices;
    final NetworkDesk networks;
    final LinkDesk links;
    final PlanDesk plans;
    final Faults faults = new Faults();

    private final Inventory base;
    private final Set<String> profiles;
    private final Set<String> images;
    private final List<String> notes = new ArrayList<>();
    private Origin origin = Origin.WRITTEN;

    /** The key by which the written record is found afterwards, and whether it is new. */
    public record Written(String key, boolean created) {}

    Edit(Inventory base, long nextDevice, long nextLink, Set<String> profiles, Set<String> images) {
        this.base = base;
        this.profiles = profiles;
        this.images = images;
        devices = new DeviceDesk(base, nextDevice, this, faults);
        networks = new NetworkDesk(base, devices, this, faults);
        links = new LinkDesk(base, nextLink, devices, this, faults);
        plans = new PlanDesk(base, devices, this, faults);
    }

    Desk<?, ?> desk(Kind kind) {
        return switch (kind) {
            case DEVICE -> devices;
            case NETWORK -> networks;
            case LINK -> links;
            case PLAN -> plans;
        };
    }

    /** Makes or replaces one record by its whole document. */
    public Written put(Kind kind, String key, JsonNode document, Condition condition) {
        return put(desk(kind), key, document, condition);
    }

    private <K, R> Written put(Desk<K, R> desk, String key, JsonNode document, Condition condition) {
        require(desk, key, condition);
        Optional<K> found = desk.find(key);
        K id = found.orElseGet(() -> desk.reserve(key, Field.ROOT.key("name")));
        desk.write(id, key, document, Field.ROOT, false);
        return new Written(key, found.isEmpty());
    }

    /** Changes what the RFC 7396 patch holds, and leaves the rest. A device may get another name by it. */
    public Written patch(Kind kind, String key, JsonNode patch, Condition condition) {
        return patch(desk(kind), key, patch, condition);
    }

    private <K, R> Written patch(Desk<K, R> desk, String key, JsonNode patch, Condition condition) {
        require(desk, key, condition);
        K id = desk.existing(key);
        patchTo(desk, id, key, patch, Field.ROOT, true);
        boolean mayRename = desk.kind == Kind.DEVICE && patch.path("name").isString();
        return new Written(mayRename ? patch.path("name").stringValue() : key, false);
    }

    private <K, R> void patchTo(Desk<K, R> desk, K id, String key, JsonNode patch, Field at, boolean rename) {
        if (!patch.isObject()) {
            faults.add(at, "expected an object, got " + Doc.type(patch));
            return;
        }
        @Nullable R record = desk.now.get(id);
        if (record != null) {
            desk.write(id, key, MergePatch.apply(desk.document(record), patch), at, rename);
        }
    }

    /** Removes one record; what refers to it goes too when {@code detach}, else it is refused. */
    public void delete(Kind kind, String key, boolean detach, Condition condition) {
        require(desk(kind), key, condition);
        switch (kind) {
            case DEVICE -> deleteDevice(devices.existing(key), key, detach);
            case NETWORK -> {
                refuse(kind, networks.existing(key), networks.referrers(key), detach);
                networks.remove(key);
                devices.dropNetwork(key);
            }
            case LINK -> links.remove(links.existing(key));
            case PLAN -> {
                refuse(kind, plans.existing(key), plans.referrers(key), detach);
                plans.remove(key);
                devices.dropPlan(key);
            }
        }
    }

    private void deleteDevice(DeviceId id, String key, boolean detach) {
        List<String> referrers = new ArrayList<>(devices.referrers(id));
        referrers.addAll(links.of(id));
        referrers.addAll(networks.routedBy(id));
        refuse(Kind.DEVICE, key, referrers, detach);
        devices.remove(id);
        devices.dropUplinks(id);
        links.dropOf(id);
        networks.dropRouter(id);
    }

    private static void refuse(Kind kind, String key, List<String> referrers, boolean detach) {
        if (referrers.isEmpty() || detach) {
            return;
        }
        String shown = referrers.stream().limit(10).collect(Collectors.joining(", "));
        String more = referrers.size() > 10 ? " and " + (referrers.size() - 10) + " more" : "";
        throw new InventoryException.Conflict(kind.word() + " " + Text.quoted(key) + " is still referred to by " + shown
                + more + "; add ?detach=true to remove these references too");
    }

    /** A new link. */
    public Written add(JsonNode link) {
        return new Written(Long.toString(putLink(link, Field.ROOT, false)), true);
    }

    /** Makes or replaces each record of the array. */
    public void putAll(Kind kind, JsonNode array, Condition condition) {
        requireRevision(condition);
        Field at = Field.ROOT.key(kind.plural());
        List<JsonNode> items = Doc.array(array, at, faults, BULK, "an array of " + kind.plural());
        if (kind == Kind.LINK) {
            for (int i = 0; i < items.size(); i++) {
                putLink(items.get(i), at.at(i), true);
            }
        } else {
            putAll(desk(kind), items, at);
        }
    }

    private <K, R> void putAll(Desk<K, R> desk, List<JsonNode> items, Field at) {
        Map<Integer, K> ids = new HashMap<>();
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            int index = i;
            keyOf(desk.kind, items.get(i), at.at(i), first, i).ifPresent(key -> ids.put(
                    index, desk.find(key).orElseGet(() -> desk.reserve(key, at.at(index).key("name")))));
        }
        for (int i = 0; i < items.size(); i++) {
            K id = ids.get(i);
            if (id != null) {
                desk.write(id, items.get(i).get("name").stringValue(), items.get(i), at.at(i), false);
            }
        }
    }

    /** Changes each record of the array, found by its name, or id. */
    public void patchAll(Kind kind, JsonNode array, Condition condition) {
        requireRevision(condition);
        Field at = Field.ROOT.key(kind.plural());
        patchAll(desk(kind), Doc.array(array, at, faults, BULK, "an array of " + kind.plural()), at);
    }

    private <K, R> void patchAll(Desk<K, R> desk, List<JsonNode> items, Field at) {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Field here = at.at(i);
            JsonNode patch = items.get(i);
            keyOf(desk.kind, patch, here, first, i).ifPresent(key -> desk.find(key)
                    .ifPresentOrElse(
                            id -> patchTo(desk, id, key, patch, here, false),
                            () -> faults.add(
                                    here.key(keyField(desk.kind)),
                                    "there is no " + desk.kind.word() + " " + Text.quoted(key),
                                    Near.hint(key, desk.keys()))));
        }
    }

    private static String keyField(Kind kind) {
        return kind == Kind.LINK ? "id" : "name";
    }

    private Optional<String> keyOf(Kind kind, JsonNode item, Field at, Map<String, Integer> first, int index) {
        if (!item.isObject()) {
            faults.add(at, "expected an object, got " + Doc.type(item));
            return Optional.empty();
        }
        Field field = at.key(keyField(kind));
        JsonNode key = item.get(keyField(kind));
        boolean right = key != null && (kind == Kind.LINK ? key.isIntegralNumber() : key.isString());
        if (key == null || !right) {
            faults.add(field, key == null ? "is missing" : "expected a " + (kind == Kind.LINK ? "number" : "string")
                    + ", got " + Doc.type(key));
            return Optional.empty();
        }
        Integer earlier = first.putIfAbsent(key.asString(), index);
        if (earlier != null) {
            faults.add(field, Text.quoted(key.asString()) + " stands here twice; first in [" + earlier + "]");
            return Optional.empty();
        }
        return Optional.of(key.asString());
    }

    /**
     * Puts a link that may bring no id: then it is the one between the same two ends.
     *
     * @return its id, or 0 when it was refused
     */
    private long putLink(JsonNode item, Field at, boolean upsert) {
        if (upsert && item.has("id")) {
            Optional<Long> known = links.find(item.get("id").asString(""));
            if (known.isEmpty()) {
                faults.add(at.key("id"), "there is no such link", "leave it out for a new link");
                return 0;
            }
            links.write(known.get(), "", item, at, false);
            return known.get();
        }
        long id = upsert ? linkBetween(item).orElseGet(links::newId) : links.newId();
        links.write(id, "", item, at, false);
        return id;
    }

    /** The link that is there between the ends of this document, if its ends can be understood. */
    Optional<Long> linkBetween(JsonNode item) {
        Faults unheard = new Faults();
        return Doc.of(item, Field.ROOT, unheard, LinkForm.FIELDS)
                .flatMap(doc -> LinkForm.bind(doc, this, 1))
                .flatMap(link -> links.between(LinkForm.Ends.of(link)));
    }

    private <K, R> void require(Desk<K, R> desk, String key, Condition condition) {
        @Nullable R record = desk.find(key).map(desk.now::get).orElse(null);
        boolean allowed = record == null ? condition.allowsNothing() : condition.allows(desk.etag(record));
        if (!allowed) {
            String what = desk.kind.word() + " " + Text.quoted(key);
            throw new InventoryException.Precondition(record == null
                    ? what + " is not there (any more)"
                    : what + (condition.absent() ? " is there already" : " has changed since you read it"));
        }
    }

    private void requireRevision(Condition condition) {
        if (!condition.allows(Etags.of(base))) {
            throw new InventoryException.Precondition("the inventory has changed since you read it");
        }
    }

    /** Reads a file into this edit; with {@code replace}, what it does not name goes, of the kinds that it speaks of. */
    public void load(Batch batch, boolean replace) {
        origin = Origin.IMPORTED;
        faults.addAll(batch.faults());
        faults.locate(batch.root()::find);
        new Import(this, batch, replace).read();
    }

    /** What people should know of a file that was read in, though nothing is wrong with it. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    void note(String note) {
        notes.add(note);
    }

    /** From now on this edit is the undo of another. */
    void undoes(long edit) {
        origin = Origin.undo(edit);
    }

    /** Checks everything together and says what has changed. */
    Delta finish() {
        Set<DeviceId> renamed = devices.renamed();
        networks.devicesRenamed(renamed);
        links.devicesRenamed(renamed);
        new Checks(this).run();
        faults.throwIfAny(origin.equals(Origin.IMPORTED) ? "The inventory file is not valid" : title());
        long next = base.revision() + 1;
        return new Delta(
                base,
                origin,
                devices.changes(next),
                networks.changes(next),
                links.changes(next),
                plans.changes(next),
                this);
    }

    private String title() {
        List<Kind> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (!desk(kind).touched.isEmpty()) {
                kinds.add(kind);
            }
        }
        return kinds.size() == 1 ? "The " + kinds.getFirst().word() + " is not valid" : "The request is not valid";
    }

    @Override
    public Optional<DeviceId> device(String name) {
        return devices.find(name);
    }

    @Override
    public Collection<String> deviceNames() {
        return devices.keys();
    }

    @Override
    public Set<String> networkNames() {
        return networks.names();
    }

    @Override
    public Set<String> planNames() {
        return plans.names();
    }

    @Override
    public Set<String> profiles() {
        return profiles;
    }

    @Override
    public Set<String> images() {
        return images;
    }
}

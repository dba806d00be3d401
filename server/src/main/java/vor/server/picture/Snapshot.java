package vor.server.picture;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Facts;
import vor.model.Inventory;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Report;
import vor.model.Revision;
import vor.model.Sight;

/**
 * One immutable picture. Slots lie in chunks, and a successor copies only the chunks that it changes: a frame that
 * brings 500 of 10,000 summaries costs some ten kilobytes.
 */
final class Snapshot implements Picture {
    static final int CHUNK = 32;

    private final Revision revision;
    private final Inventory inventory;
    private final Sight sight;
    private final Map<DeviceId, Integer> places;
    private final Slot[][] chunks;

    private Snapshot(Revision revision, Inventory inventory, Sight sight, Map<DeviceId, Integer> places, Slot[][] chunks) {
        this.revision = revision;
        this.inventory = inventory;
        this.sight = sight;
        this.places = places;
        this.chunks = chunks;
    }

    static Snapshot empty(Revision revision, Sight sight) {
        return new Snapshot(revision, Inventory.EMPTY, sight, Map.of(), new Slot[0][]);
    }

    /** The same observations with another inventory: what is seen of devices and addresses that stay is kept. */
    Snapshot with(Inventory next) {
        Map<DeviceId, Integer> index = HashMap.newHashMap(next.devices().size());
        Slot[][] slots = new Slot[(next.devices().size() + CHUNK - 1) / CHUNK][];
        int n = 0;
        for (Device device : next.devices()) {
            if (n % CHUNK == 0) {
                slots[n / CHUNK] = new Slot[CHUNK];
            }
            Slot old = slot(device.id());
            slots[n / CHUNK][n % CHUNK] = old == null ? Slot.empty(device) : old.describedBy(device);
            index.put(device.id(), n++);
        }
        return new Snapshot(revision, next, sight, index, slots);
    }

    Change change() {
        return new Change(this);
    }

    @Nullable Slot slot(DeviceId device) {
        Integer place = places.get(device);
        return place == null ? null : chunks[place / CHUNK][place % CHUNK];
    }

    @Override
    public Revision revision() {
        return revision;
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public Sight sight() {
        return sight;
    }

    @Override
    public List<Ping> pings(DeviceId device) {
        Slot slot = slot(device);
        return slot == null ? List.of() : slot.pings();
    }

    @Override
    public <R extends Report> Optional<R> report(DeviceId device, Class<R> kind) {
        for (Report report : reports(device)) {
            if (kind.isInstance(report)) {
                return Optional.of(kind.cast(report));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Report> reports(DeviceId device) {
        Slot slot = slot(device);
        return slot == null ? List.of() : slot.reports();
    }

    @Override
    public Optional<Facts> facts(DeviceId device, String source) {
        return facts(device).stream().filter(f -> f.source().equals(source)).findFirst();
    }

    @Override
    public Collection<Facts> facts(DeviceId device) {
        Slot slot = slot(device);
        return slot == null ? List.of() : slot.facts();
    }

    /** A successor in the making: one thread, once. */
    static final class Change {
        private final Snapshot from;
        private final Slot[][] chunks;

        private Change(Snapshot from) {
            this.from = from;
            this.chunks = from.chunks.clone();
        }

        /** @return false when the picture does not know the device or this address of it */
        boolean put(Ping ping) {
            Integer place = from.places.get(ping.device());
            if (place == null || !at(place).has(ping.address())) {
                return false;
            }
            set(place, at(place).with(ping));
            return true;
        }

        /** @return false when the picture does not know the device */
        boolean put(Report report) {
            Integer place = from.places.get(report.device());
            if (place == null) {
                return false;
            }
            set(place, at(place).with(report));
            return true;
        }

        /** @return false when the picture does not know the device, or the device has too many sources */
        boolean put(Facts facts) {
            Integer place = from.places.get(facts.device());
            if (place == null) {
                return false;
            }
            Optional<Slot> next = at(place).with(facts);
            next.ifPresent(slot -> set(place, slot));
            return next.isPresent();
        }

        Snapshot done(Revision revision, Sight sight) {
            return new Snapshot(revision, from.inventory, sight, from.places, chunks);
        }

        private Slot at(int place) {
            return chunks[place / CHUNK][place % CHUNK];
        }

        @SuppressWarnings("ReferenceEquality") // whether it is still the shared chunk
        private void set(int place, Slot slot) {
            int chunk = place / CHUNK;
            if (chunks[chunk] == from.chunks[chunk]) {
                chunks[chunk] = chunks[chunk].clone();
            }
            chunks[chunk][place % CHUNK] = slot;
        }
    }
}

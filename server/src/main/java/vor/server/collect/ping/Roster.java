package vor.server.collect.ping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Profile;

/** Who is asked: devices, targets and first hops, each with its even phase. What stays in the inventory keeps its state. */
final class Roster {
    private static final double GOLDEN = 0.6180339887498949;
    private static final long SECOND = Deciding.SECOND;
    private static final long HOP_INTERVAL = 250 * Deciding.MS;

    private final Deciding rules;
    private double falseDownsPerDay;
    private final Function<String, Profile> profiles;
    private final Map<DeviceId, Entry> devices = new LinkedHashMap<>();
    private final Map<Address, Entry> hops = new LinkedHashMap<>();
    private @Nullable Slot[] slots = new Slot[64];
    private long[] wake = new long[64];
    private final List<Slot> added = new ArrayList<>();

    Roster(Deciding rules, double falseDownsPerDay, Function<String, Profile> profiles) {
        this.rules = rules;
        this.falseDownsPerDay = falseDownsPerDay;
        this.profiles = profiles;
        Arrays.fill(wake, Long.MAX_VALUE);
    }

    /** From the next {@link #apply} on. */
    void falseDowns(double perDay) {
        falseDownsPerDay = perDay;
    }

    /** Takes the new inventory; returns the slots that are new. */
    List<Slot> apply(Inventory inventory, long now) {
        added.clear();
        devices.values().removeIf(e -> inventory.device(idOf(e)).isEmpty() && free(e.slots));
        for (Device device : inventory.devices()) {
            apply(device, inventory, now);
        }
        shareOut();
        return List.copyOf(added);
    }

    private static DeviceId idOf(Entry entry) {
        if (entry.id == null) {
            throw new IllegalStateException("a first hop is no device");
        }
        return entry.id;
    }

    private void apply(Device device, Inventory inventory, long now) {
        long interval = profiles.apply(device.profile()).interval().toNanos();
        Entry entry = devices.get(device.id());
        if (entry != null && entry.interval != interval) {
            repace(entry, interval, now);
        }
        if (entry == null) {
            entry = new Entry(device.id(), interval, new DeviceWatch(rules, Deciding.scale(interval), List.of()));
            devices.put(device.id(), entry);
        }
        entry.above = inventory.above(device.id());
        if (!sameAddresses(entry, device.addresses())) {
            readdress(entry, device.addresses(), now);
        }
    }

    /* What is known of it stays: only how soon the next echo goes, and what its silences have taught. */
    private void repace(Entry entry, long interval, long now) {
        entry.interval = interval;
        entry.watch.pace(Deciding.scale(interval));
        seat(entry, entry.slots, now);
    }

    private static boolean sameAddresses(Entry entry, List<String> addresses) {
        return entry.slots.stream().map(s -> s.name).toList().equals(addresses.stream().distinct().toList());
    }

    private void readdress(Entry entry, List<String> addresses, long now) {
        Map<String, Slot> old = new HashMap<>();
        entry.slots.forEach(s -> old.put(s.name, s));
        List<String> wanted = addresses.stream().distinct().toList();
        List<Slot> slotsNow = new ArrayList<>();
        for (String address : wanted) {
            Slot kept = old.remove(address);
            slotsNow.add(kept == null ? newSlot(entry, address, now) : kept);
        }
        free(old.values());
        seat(entry, slotsNow, now);
    }

    private void seat(Entry entry, List<Slot> slotsNow, long now) {
        entry.slots = slotsNow;
        entry.watch.targets(slotsNow.stream().map(s -> s.watch).toList());
        double seed = entry.id == null ? hops.size() : entry.id.value();
        double phase = seed * GOLDEN % 1;
        for (int i = 0; i < slotsNow.size(); i++) {
            Slot slot = slotsNow.get(i);
            slot.nextSend = next(now, phase + (double) i / slotsNow.size(), entry.interval);
            slot.nextTurn = next(now, phase + (double) i / slotsNow.size(), SECOND);
            wake[slot.index] = now;
        }
    }

    private static long next(long now, double phase, long interval) {
        long offset = (long) (phase % 1 * interval);
        return now + Math.floorMod(offset - now, interval);
    }

    private Slot newSlot(Entry entry, String address, long now) {
        int index = freeIndex();
        Slot slot = new Slot(index, entry, address, new TargetWatch(rules, Deciding.scale(entry.interval), now));
        slots[index] = slot;
        added.add(slot);
        return slot;
    }

    private int freeIndex() {
        for (int i = 0; i < slots.length; i++) {
            int candidate = (lastIndex + 1 + i) % slots.length;
            if (slots[candidate] == null) {
                lastIndex = candidate;
                return candidate;
            }
        }
        int size = slots.length;
        slots = Arrays.copyOf(slots, size * 2);
        wake = Arrays.copyOf(wake, size * 2);
        Arrays.fill(wake, size, size * 2, Long.MAX_VALUE);
        lastIndex = size;
        return size;
    }

    private int lastIndex = -1;

    private boolean free(Collection<Slot> gone) {
        for (Slot slot : gone) {
            slots[slot.index] = null;
            wake[slot.index] = Long.MAX_VALUE;
        }
        return true;
    }

    /** The first hops outside the inventory, as the routes say now; those that stay keep their state. */
    void hops(Collection<Address> now, long at) {
        hops.entrySet().removeIf(e -> !now.contains(e.getKey()) && free(e.getValue().slots));
        for (Address address : now) {
            if (!hops.containsKey(address)) {
                DeviceWatch watch = new DeviceWatch(rules, 1, List.of());
                Entry entry = new Entry(null, HOP_INTERVAL, watch);
                hops.put(address, entry);
                Slot slot = newSlot(entry, address.text(), at);
                slot.address = address;
                seat(entry, new ArrayList<>(List.of(slot)), at);
            }
        }
        shareOut();
    }

    /** Chance may turn a device down as often as the setting says, all its tests together and all devices together. */
    private void shareOut() {
        long tests = 0;
        for (Entry e : devices.values()) {
            tests += e.slots.size() + (e.slots.size() > 1 ? 1 : 0);
        }
        double share = falseDownsPerDay / Math.max(1, tests);
        devices.values().forEach(e -> e.watch.share(share));
        hops.values().forEach(e -> e.watch.share(share));
    }

    Collection<Entry> devices() {
        return devices.values();
    }

    @Nullable Entry device(DeviceId id) {
        return devices.get(id);
    }

    Collection<Entry> hops() {
        return hops.values();
    }

    /** The slot with this index; null when it is free or out of range. */
    @Nullable Slot slot(int index) {
        return index >= 0 && index < slots.length ? slots[index] : null;
    }

    /** The slot is to be looked at by then at the latest. */
    void wakeBy(Slot slot, long at) {
        wake[slot.index] = Math.min(wake[slot.index], at);
    }

    /** When each slot is to be looked at, by index: the engine's alarm clock, written by it too. */
    long[] wake() {
        return wake;
    }
}

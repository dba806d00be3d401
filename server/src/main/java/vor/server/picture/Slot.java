package vor.server.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vor.model.Device;
import vor.model.Facts;
import vor.model.Ping;
import vor.model.Report;

/** The newest of everything about one device; summaries stand in the order of its addresses. */
record Slot(Device device, List<Ping> pings, List<Report> reports, List<Facts> facts) {
    /** Sources of facts that one device may have: whoever names more of them than this is not taken seriously. */
    static final int MAX_SOURCES = 64;

    Slot {
        pings = List.copyOf(pings);
        reports = List.copyOf(reports);
        facts = List.copyOf(facts);
    }

    static Slot empty(Device device) {
        return new Slot(device, List.of(), List.of(), List.of());
    }

    /** The same observations under a newer description; those of addresses that are gone are left out. */
    Slot describedBy(Device newer) {
        return newer.equals(device) ? this : new Slot(newer, inOrder(newer, pings), reports, facts);
    }

    boolean has(String address) {
        return device.addresses().contains(address);
    }

    Optional<Ping> ping(String address) {
        for (Ping p : pings) {
            if (p.address().equals(address)) {
                return Optional.of(p);
            }
        }
        return Optional.empty();
    }

    Slot with(Ping newest) {
        for (int i = 0; i < pings.size(); i++) {
            if (pings.get(i).address().equals(newest.address())) {
                Ping[] copy = pings.toArray(new Ping[0]);
                copy[i] = newest;
                return new Slot(device, List.of(copy), reports, facts);
            }
        }
        List<Ping> more = new ArrayList<>(pings);
        more.add(newest);
        return new Slot(device, inOrder(device, more), reports, facts);
    }

    Slot with(Report newest) {
        List<Report> all = new ArrayList<>(reports);
        all.removeIf(r -> r.getClass() == newest.getClass());
        all.add(newest);
        return new Slot(device, pings, all, facts);
    }

    /** Empty when the device has too many sources already. */
    Optional<Slot> with(Facts newest) {
        List<Facts> all = new ArrayList<>(facts);
        all.removeIf(f -> f.source().equals(newest.source()));
        all.add(newest);
        return all.size() > MAX_SOURCES ? Optional.empty() : Optional.of(new Slot(device, pings, reports, all));
    }

    private static List<Ping> inOrder(Device device, List<Ping> pings) {
        List<Ping> ordered = new ArrayList<>(pings.size());
        for (String address : device.addresses()) {
            for (Ping p : pings) {
                if (p.address().equals(address) && !ordered.contains(p)) {
                    ordered.add(p);
                }
            }
        }
        return ordered;
    }
}

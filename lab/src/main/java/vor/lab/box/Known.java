package vor.lab.box;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vor.lab.agent.Rows;

/** What a box has learned from what is plugged into it: neighbours, MAC addresses, who has which IP address. */
final class Known {
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;

    private final Box box;
    private final List<Jack> neighbours;
    private final Rows neighbourRows;
    private final List<Told> told;
    private final Rows toldRows;
    private final List<Station> stations;
    private final Rows stationRows;
    private final List<Bound> bounds;
    private final Rows boundRows;
    private final List<Bound> bounds4;
    private final Rows boundRows4;

    /** An address that a neighbour tells of itself. */
    record Told(Jack jack, InetAddress address, int[] index) {}

    /** @param port place of the port behind which it is; -1 for the box itself */
    record Station(long mac, int port, int[] index) {}

    /** @param port place of the router's leg */
    record Bound(InetAddress address, long mac, int port, int[] index) {}

    Known(Box box) {
        this.box = box;
        neighbours = Rows.sorted(
                box.jacks().values().stream().filter(j -> j.up && j.peer != null).toList(), this::index);
        neighbourRows = Rows.of(neighbours.stream().map(this::index).toList());
        told = Rows.sorted(tell(), Told::index);
        toldRows = Rows.of(told.stream().map(Told::index).toList());
        List<Station> seen = new ArrayList<>();
        List<Bound> resolved = new ArrayList<>();
        seats(box, box.legs().getFirst(), -1, seen, resolved);
        box.jacks().values().stream().filter(j -> j.up).forEach(j -> behind(j, seen, resolved));
        stations = Rows.sorted(seen, Station::index);
        stationRows = Rows.of(stations.stream().map(Station::index).toList());
        bounds = Rows.sorted(resolved, Bound::index);
        boundRows = Rows.of(bounds.stream().map(Bound::index).toList());
        bounds4 = bounds.stream().filter(b -> b.address().getAddress().length == 4).toList();
        boundRows4 = Rows.of(bounds4.stream().map(b -> Values.join(new int[] {b.index()[0]}, Values.parts(b.address()))).toList());
    }

    private int[] index(Jack own) {
        int mark = (int) (long) Math.max(0, (own.changedAt - box.bootedAt()) * 100);
        return new int[] {mark, own.port().index(), own.place + 1};
    }

    private List<Told> tell() {
        List<Told> all = new ArrayList<>();
        for (Jack own : neighbours) {
            Jack far = peer(own);
            for (String literal : far.box.device().addresses()) {
                InetAddress address = InetAddress.ofLiteral(literal);
                int[] parts = Values.parts(address);
                int family = parts.length == 4 ? IPV4 : IPV6;
                all.add(new Told(own, address, Values.join(index(own), new int[] {family, parts.length}, parts)));
            }
        }
        return all;
    }

    /** @throws IllegalStateException where nothing is plugged in */
    static Jack peer(Jack own) {
        Jack far = own.peer;
        if (far == null) {
            throw new IllegalStateException(own.port().name() + " has no neighbour");
        }
        return far;
    }

    /** A bundle's members lead to the same box: it is counted once, on the first of them that is up. */
    private void behind(Jack own, List<Station> seen, List<Bound> resolved) {
        @Nullable Jack far = own.peer;
        Optional<Bundle> bundle = Optional.ofNullable(box.bundles().get(own.bundle));
        boolean again = bundle.isPresent()
                && bundle.get().jacks.stream().filter(j -> j.up).findFirst().orElse(own) != own;
        if (far == null || again) {
            return;
        }
        int port = box.layout().unit(bundle.map(b -> b.place).orElse(own.place));
        Leg leg = box.legs().stream()
                .filter(l -> far.box.legs().getFirst().network().equals(l.network()))
                .findFirst()
                .orElse(box.legs().getFirst());
        seen.add(new Station(far.box.mac(), port, station(leg, far.box.mac())));
        if (leg.network().equals(far.box.legs().getFirst().network())) {
            far.box.legs().getFirst().addresses().forEach(a -> resolved.add(bound(leg, a, far.box.mac())));
        } else {
            far.box.legs().stream()
                    .filter(l -> l.network().equals(leg.network()))
                    .forEach(l -> l.addresses().forEach(a -> resolved.add(bound(leg, a, far.box.mac()))));
        }
        if (far.box.kind() == Box.Kind.ACCESS) {
            seats(far.box, leg, port, seen, resolved);
        }
    }

    /** @param port behind which all of them are; -1 for the box's own sockets */
    private void seats(Box of, Leg leg, int port, List<Station> seen, List<Bound> resolved) {
        boolean routed = port >= 0 && leg.network().equals(of.legs().getFirst().network());
        for (int seat = 0; seat < of.layout().seats(); seat++) {
            if (of.live(seat)) {
                long mac = 0x02c1_0000_0000L | (long) of.number() << 16 | seat + 1;
                int behind = port >= 0 ? port : of.layout().unit(of.layout().seatPlace(seat));
                seen.add(new Station(mac, behind, station(leg, mac)));
                if (routed) {
                    resolve(of, leg, seat, mac, resolved);
                }
            }
        }
    }

    private static void resolve(Box of, Leg leg, int seat, long mac, List<Bound> resolved) {
        byte[] own = of.legs().getFirst().addresses().getFirst().getAddress();
        int place = (own[3] & (1 << leg.bits()) - 1) - 1;
        resolved.add(bound(leg, leg.visitor6(place, seat), mac));
        if (seat < leg.visitors4()) {
            resolved.add(bound(leg, leg.visitor4(place, seat), mac));
        }
    }

    private static int[] station(Leg leg, long mac) {
        return Values.join(new int[] {leg.table()}, Values.parts(mac));
    }

    /** ifIndex, family, length, address: RFC 4293. */
    private static Bound bound(Leg leg, InetAddress address, long mac) {
        int[] parts = Values.parts(address);
        int family = parts.length == 4 ? IPV4 : IPV6;
        return new Bound(address, mac, leg.port(), Values.join(new int[] {leg.index(), family, parts.length}, parts));
    }

    List<Jack> neighbours() {
        return neighbours;
    }

    Rows neighbourRows() {
        return neighbourRows;
    }

    List<Told> told() {
        return told;
    }

    /** Who tells that address. */
    Jack toldBy(int row) {
        return peer(told.get(row).jack());
    }

    Rows toldRows() {
        return toldRows;
    }

    List<Station> stations() {
        return stations;
    }

    Rows stationRows() {
        return stationRows;
    }

    /** IPv4 and IPv6. */
    List<Bound> bounds() {
        return bounds;
    }

    Rows boundRows() {
        return boundRows;
    }

    /** The old table has only IPv4. */
    List<Bound> bounds4() {
        return bounds4;
    }

    Rows boundRows4() {
        return boundRows4;
    }
}

package vor.lab.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import vor.lab.agent.Rows;

/** The ports of a kind of box, in the order of their ifIndex. Immutable; shared by all boxes that have the same. */
final class Layout {
    private static final int FIRST_SOCKET = 501;
    private static final int SEATS = 44;

    private final List<Port> ports;
    private final Map<String, Integer> places = new HashMap<>();
    private final Rows rows;
    private final List<Integer> sockets;
    private final List<Integer> bundles;
    private final int[] units;
    private final int[] seatPlaces;
    private final String router;
    private final int seats;
    private final List<Integer> unitPlaces;
    private final Rows unitRows;

    private Layout(List<Port> ports, int seats, String router) {
        this.router = router;
        this.seats = seats;
        this.ports = List.copyOf(ports);
        for (int i = 0; i < ports.size(); i++) {
            places.put(ports.get(i).name(), i);
        }
        rows = Rows.of(ports.stream().map(p -> new int[] {p.index()}).toList());
        sockets = IntStream.range(0, ports.size()).filter(i -> ports.get(i).socket()).boxed().toList();
        bundles = IntStream.range(0, ports.size()).filter(i -> ports.get(i).sort() == Port.Sort.BUNDLE).boxed().toList();
        unitPlaces = IntStream.range(0, ports.size()).filter(i -> ports.get(i).unit()).boxed().toList();
        unitRows = Rows.of(unitPlaces.stream().map(i -> new int[] {BridgeTables.port(i)}).toList());
        seatPlaces = IntStream.range(0, seats).map(n -> place("ge-0/0/" + n)).toArray();
        units = new int[ports.size()];
        Arrays.fill(units, -1);
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i).unit()) {
                units[ports.get(i).parent()] = i;
            }
        }
    }

    int size() {
        return ports.size();
    }

    Port port(int place) {
        return ports.get(place);
    }

    /** @throws IllegalArgumentException where there is none of that name */
    int place(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("there is no port " + name);
        }
        return place;
    }

    boolean has(String name) {
        return places.containsKey(name);
    }

    /** Place of the unit 0 on a socket or bundle; -1 where it has none. */
    int unit(int place) {
        return units[place];
    }

    /** Of all units, by their number as ports of a bridge. */
    Rows unitRows() {
        return unitRows;
    }

    /** Place of the unit of that row. */
    int unitAt(int row) {
        return unitPlaces.get(row);
    }

    /** Which visitor's socket it is, from 0; -1 for all other ports. */
    int seat(int place) {
        Port port = ports.get(place);
        return port.socket() && port.number() < seats && port.name().startsWith("ge-0/0/") ? port.number() : -1;
    }

    /** What carries its legs in networks: {@code vlan} or {@code irb}. */
    String router() {
        return router;
    }

    /** Place of a visitor's socket. */
    int seatPlace(int seat) {
        return seatPlaces[seat];
    }

    /** Visitors' sockets are those below this number. */
    int seats() {
        return seats;
    }

    /** One row for each port, by ifIndex. */
    Rows rows() {
        return rows;
    }

    /** Places of all sockets. */
    List<Integer> sockets() {
        return sockets;
    }

    List<Integer> bundles() {
        return bundles;
    }

    /** An EX2200-48T: 48 sockets, four more for uplinks, one bundle. */
    static Layout access() {
        Maker maker = new Maker().common("me0", "vlan", 1);
        maker.sockets("ge-0/0/", 48, 1_000, 0).sockets("ge-0/1/", 4, 1_000, 0);
        return maker.bundles(List.of("ae0")).make(SEATS);
    }

    /** Three EX3300-48T that act as one. */
    static Layout stack(List<String> bundles, int vlans) {
        Maker maker = new Maker().common("me0", "vlan", vlans);
        for (int member = 0; member < 3; member++) {
            maker.sockets("ge-" + member + "/0/", 48, 1_000, member).sockets("xe-" + member + "/1/", 2, 10_000, member);
        }
        return maker.bundles(bundles).make(0);
    }

    /** An MX480 with so many line cards of 48 sockets each. */
    static Layout router(int cards, List<String> bundles) {
        Maker maker = new Maker().common("fxp0", "irb", 1).sockets("et-0/1/", 2, 100_000, 0);
        for (int card = 0; card < cards; card++) {
            maker.sockets("xe-" + card + "/2/", 48, 10_000, card);
        }
        return maker.bundles(bundles).make(0);
    }

    /** Numbers as it goes. */
    private static final class Maker {
        private final List<Port> ports = new ArrayList<>();
        private int next = FIRST_SOCKET;
        private String routerName = "";

        Maker common(String management, String router, int legs) {
            routerName = router;
            add(6, "lo0", Port.Sort.LOOPBACK, 0);
            add(16, "lo0.0", Port.Sort.LOOPBACK, 0);
            add(33, management, Port.Sort.MANAGEMENT, 1_000);
            add(34, management + ".0", Port.Sort.MANAGEMENT, 1_000);
            add(next++, router, Port.Sort.VLAN, 1_000);
            for (int leg = 0; leg < legs; leg++) {
                add(next++, router + "." + (10 + leg), Port.Sort.VLAN, 1_000);
            }
            return this;
        }

        private void add(int index, String name, Port.Sort sort, int megabits) {
            ports.add(new Port(index, name, sort, megabits, ports.size(), -1, -1));
        }

        Maker sockets(String prefix, int count, int megabits, int member) {
            for (int n = 0; n < count; n++) {
                int place = ports.size();
                ports.add(new Port(next++, prefix + n, Port.Sort.SOCKET, megabits, place, member, n));
                ports.add(new Port(next++, prefix + n + ".0", Port.Sort.UNIT, megabits, place, member, -1));
            }
            return this;
        }

        Maker bundles(List<String> names) {
            for (String name : names) {
                int place = ports.size();
                ports.add(new Port(next++, name, Port.Sort.BUNDLE, 0, place, -1, -1));
                ports.add(new Port(next++, name + ".0", Port.Sort.BUNDLE_UNIT, 0, place, -1, -1));
            }
            return this;
        }

        Layout make(int seats) {
            return new Layout(ports, seats, routerName);
        }
    }
}

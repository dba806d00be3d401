package vor.lab.box;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vor.lab.agent.Rows;
import vor.model.Device;

/**
 * One box as it is now. Not safe for threads: {@link World} guards all of them with one lock. Times are seconds of the
 * practice network, negative before it began.
 */
public final class Box {
    static final double PORTS_UP_AFTER = 25;

    private static final double SHARE_OF_SEATS_TAKEN = 0.75;
    private static final int DAY = 86_400;

    /** What was built. */
    enum Kind {
        /** EX2200-48T. */
        ACCESS,
        /** Three EX3300-48T. */
        STACK,
        /** MX480. */
        ROUTER
    }

    private final int number;
    private final Device device;
    private final Kind kind;
    private final Layout layout;
    private final Hardware hardware;
    private final List<Leg> legs;
    private final long seed;
    private final Map<Integer, Jack> jacks = new TreeMap<>();
    private final Map<Integer, Bundle> bundles = new TreeMap<>();
    private final Map<Integer, Meter> meters = new HashMap<>();
    private final Map<Integer, Double> changes = new HashMap<>();
    private final Map<Integer, Double> joined = new HashMap<>();
    private double bootedAt;
    private Inside inside = Inside.WELL;
    private @Nullable Known known;
    private Stacking stacking;

    Box(int number, Device device, Kind kind, Layout layout, Hardware hardware, List<Leg> legs) {
        this.legs = List.copyOf(legs);
        this.number = number;
        this.device = device;
        this.kind = kind;
        this.layout = layout;
        this.hardware = hardware;
        seed = Hash.of(number, 7);
        stacking = Stacking.NONE;
        bootedAt = -2 * DAY - Hash.share(seed, 3) * 20 * DAY;
    }

    /** What is wrong inside, as its own agent would tell. */
    record Inside(boolean hot, boolean visitorsGone, Set<String> lostPorts, Set<Integer> lostMembers) {
        static final Inside WELL = new Inside(false, false, Set.of(), Set.of());

        Inside {
            lostPorts = Set.copyOf(lostPorts);
            lostMembers = Set.copyOf(lostMembers);
        }
    }

    /** From 0, in the order of the inventory. */
    int number() {
        return number;
    }

    public Device device() {
        return device;
    }

    Kind kind() {
        return kind;
    }

    Layout layout() {
        return layout;
    }

    Hardware hardware() {
        return hardware;
    }

    /** Its networks; the first one is where its own addresses are. */
    List<Leg> legs() {
        return legs;
    }

    /** By IPv4 address. */
    List<Own> addresses4() {
        return Rows.sorted(
                legs.stream().flatMap(l -> l.addresses().stream().filter(a -> a.getAddress().length == 4).map(a -> new Own(l, a))).toList(),
                o -> Values.parts(o.address()));
    }

    /** One of its own addresses. */
    record Own(Leg leg, InetAddress address) {}

    Rows addressRows4() {
        return Rows.of(addresses4().stream().map(o -> Values.parts(o.address())).toList());
    }

    /** Its networks by their VLAN. */
    List<Leg> vlans() {
        return Rows.sorted(legs, l -> new int[] {l.vlan()});
    }

    /** Of dot1qVlanCurrentTable. */
    Rows vlanRows() {
        return Rows.of(vlans().stream().map(l -> new int[] {0, l.vlan()}).toList());
    }

    Rows staticVlanRows() {
        return Rows.of(vlans().stream().map(l -> new int[] {l.vlan()}).toList());
    }

    /** What a person has written on the port. */
    String alias(int place) {
        int parent = layout.port(place).parent();
        Jack jack = jacks.get(parent);
        Bundle bundle = bundles.get(parent);
        return jack != null ? jack.alias : bundle != null ? bundle.jacks.getFirst().alias : "";
    }

    Stacking stacking() {
        return stacking;
    }

    /** Once, when all cables are in. */
    void stacking(Stacking made) {
        stacking = made;
    }

    long seed() {
        return seed;
    }

    double bootedAt() {
        return bootedAt;
    }

    Inside inside() {
        return inside;
    }

    Map<Integer, Jack> jacks() {
        return jacks;
    }

    Map<Integer, Bundle> bundles() {
        return bundles;
    }

    /** What it has learned from its neighbours; worked out when first asked for. */
    Known known() {
        Known there = known;
        if (there == null) {
            there = new Known(this);
            known = there;
        }
        return there;
    }

    /** A neighbour has come or gone. */
    void forget() {
        known = null;
    }

    /** Of the box itself; its sockets' lie behind it. */
    long mac() {
        return 0x02d0_0000_0000L | (long) number << 16;
    }

    long mac(int place) {
        return mac() + 1 + layout.port(place).parent();
    }

    /** Starts anew at that second: counters from zero. */
    void boot(double now) {
        bootedAt = now;
        meters.clear();
        changes.clear();
        joined.clear();
        jacks.values().forEach(j -> {
            j.meter.reset(now);
            j.changedAt = now;
        });
        bundles.values().forEach(b -> b.changedAt = now);
        forget();
    }

    /** The seats' ports go on from now on like this; where cables end is for the world to say. */
    void become(Inside next, double now) {
        Inside before = inside;
        if (before.equals(next)) {
            return;
        }
        boolean[] was = new boolean[layout.size()];
        for (int place : layout.sockets()) {
            was[place] = up(place);
        }
        inside = next;
        layout.sockets().stream().filter(p -> !jacks.containsKey(p) && was[p] != up(p)).forEach(p -> settle(p, now));
        before.lostMembers().stream().filter(m -> !next.lostMembers().contains(m)).forEach(m -> joined.put(m, now));
        forget();
    }

    private void settle(int place, double now) {
        int seat = layout.seat(place);
        boolean runs = up(place);
        meters.computeIfAbsent(place, p -> new Meter(bootedAt, !runs, fromSeat(seat), toSeat(seat)))
                .change(now, runs, fromSeat(seat), toSeat(seat));
        changes.put(place, now);
    }

    /** Whether its stack member (or line card) is there. */
    boolean present(int place) {
        int member = layout.port(place).member();
        return member < 0 || !inside.lostMembers().contains(member);
    }

    /** Whether the stack member that the part belongs to is there. */
    boolean present(Hardware.Part part) {
        return part.member() < 0 || !inside.lostMembers().contains(part.member());
    }

    /** Made up, and always the same for the same part. */
    String serial(int part) {
        return String.format("VL%010d", Math.floorMod(Hash.of(seed, 9_000L + part), 10_000_000_000L));
    }

    boolean adminUp(int place) {
        Jack jack = jacks.get(layout.port(place).parent());
        return jack == null || jack.adminUp;
    }

    boolean up(int place) {
        Port port = layout.port(place);
        return switch (port.sort()) {
            case SOCKET, UNIT -> socketUp(port.parent());
            case BUNDLE, BUNDLE_UNIT -> bundleUp(port.parent());
            case LOOPBACK, VLAN -> true;
            case MANAGEMENT -> false;
        };
    }

    private boolean socketUp(int place) {
        Jack jack = jacks.get(place);
        return jack != null ? jack.up : taken(layout.seat(place)) && seatUp(place);
    }

    private boolean seatUp(int place) {
        return !inside.visitorsGone() && !inside.lostPorts().contains(layout.port(place).name()) && present(place);
    }

    private boolean bundleUp(int place) {
        Bundle bundle = bundles.get(place);
        return bundle != null && bundle.up;
    }

    /** When the port last went up or down. */
    double changedAt(int place) {
        int parent = layout.port(place).parent();
        Jack jack = jacks.get(parent);
        Bundle bundle = bundles.get(parent);
        if (jack != null) {
            return jack.changedAt;
        }
        return bundle != null ? bundle.changedAt : changes.getOrDefault(parent, bootedAt + PORTS_UP_AFTER);
    }

    int megabits(int place) {
        Port port = layout.port(place);
        Bundle bundle = bundles.get(port.parent());
        return bundle != null ? bundle.megabits() : layout.port(port.parent()).megabits();
    }

    long octets(int place, boolean in, double now) {
        Port port = layout.port(place);
        return switch (port.sort()) {
            case SOCKET, UNIT -> socketOctets(port.parent(), in, now);
            case BUNDLE, BUNDLE_UNIT -> bundleOctets(port.parent(), in, now);
            case LOOPBACK, VLAN, MANAGEMENT -> 0;
        };
    }

    private long socketOctets(int place, boolean in, double now) {
        Jack jack = jacks.get(place);
        Meter meter = jack != null ? jack.meter : meters.get(place);
        if (meter != null) {
            return in ? meter.in(now) : meter.out(now);
        }
        int seat = layout.seat(place);
        if (!taken(seat)) {
            return 0;
        }
        Wave wave = in ? fromSeat(seat) : toSeat(seat);
        return (long) Math.max(0, wave.until(now) - wave.until(bootedAt));
    }

    private long bundleOctets(int place, boolean in, double now) {
        Bundle bundle = bundles.get(place);
        return bundle == null ? 0 : bundle.jacks.stream().mapToLong(j -> in ? j.meter.in(now) : j.meter.out(now)).sum();
    }

    /** Whether a visitor has plugged in there. */
    private boolean taken(int seat) {
        return seat >= 0 && Hash.share(seed, 100L + seat) < SHARE_OF_SEATS_TAKEN;
    }

    /** Whether a visitor sends there now. */
    boolean live(int seat) {
        return taken(seat) && seatUp(layout.seatPlace(seat));
    }

    /** What the visitor sends. */
    Wave fromSeat(int seat) {
        return Wave.around(2_000 + 90_000 * cubed(Hash.share(seed, 200L + seat)), Hash.of(seed, 300L + seat));
    }

    /** What the visitor gets. */
    Wave toSeat(int seat) {
        return Wave.around(5_000 + 900_000 * cubed(Hash.share(seed, 400L + seat)), Hash.of(seed, 500L + seat));
    }

    private static double cubed(double share) {
        return share * share * share;
    }

    /** A number of its own for each part, 0 to 1, always the same. */
    double trait(long salt) {
        return Hash.share(seed, 1000 + salt);
    }

    /** Since when that stack member or line card has been up. */
    double memberSince(int member) {
        return joined.getOrDefault(member, bootedAt);
    }
}

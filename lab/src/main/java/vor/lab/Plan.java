package vor.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Network;
import vor.model.Placement;
import vor.model.Uplink;

/**
 * What the practice network looks like: The Gathering's, with its sizes as parameters. Pure and immutable; the same size
 * gives the same plan.
 *
 * <p>Names: {@code core}, {@code ring}, {@code distro1} …, and {@code e1-1} … {@code e45-4} (row, place in the row).
 * Every device has one IPv4 and one IPv6 address.
 */
public final class Plan {
    /** Opens every agent for reading, in versions 1 and 2c. */
    public static final String COMMUNITY = "public";

    /** Opens every agent for reading in version 3, with SHA-256 and AES-128. */
    public static final String USER = "vor";

    /** For authentication and for privacy. */
    public static final String USER_PASSWORD = "practice-network";

    private static final int ROWS_PER_DISTRO = LabSize.PER_DISTRO / LabSize.PER_ROW;
    private static final int VLANS = 3900;

    private final LabSize size;
    private final Addressing addressing;
    private final HallDrawing hall;
    private final NocDrawing noc;
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Network> networks = new ArrayList<>();
    private final Inventory inventory;

    private Plan(LabSize size) {
        this.size = size;
        addressing = new Addressing(size);
        hall = new HallDrawing(size);
        noc = new NocDrawing(size);
        addBackbone();
        for (int i = 0; i < size.access(); i++) {
            addAccess(i);
        }
        for (int row = 1; row <= size.rows(); row++) {
            networks.add(rowNetwork(row));
        }
        inventory = new Inventory(1, devices.values(), links, networks, List.of(hall.plan(), noc.plan()));
    }

    public static Plan of(LabSize size) {
        return new Plan(size);
    }

    public LabSize size() {
        return size;
    }

    /** Devices (core first, then ring, distribution, access), links, networks, floor plans. */
    public Inventory inventory() {
        return inventory;
    }

    /** The inventory as docs/formats/inventory.md writes it. */
    public String yaml() {
        return InventoryYaml.write(inventory);
    }

    static String accessName(int index) {
        return "e" + rowOf(index) + "-" + seatOf(index);
    }

    static int rowOf(int index) {
        return index / LabSize.PER_ROW + 1;
    }

    static int seatOf(int index) {
        return index % LabSize.PER_ROW + 1;
    }

    private void addBackbone() {
        networks.add(new Network(1, "backbone", OptionalInt.of(10), List.of(Addressing.BACKBONE4, Addressing.BACKBONE6),
                List.of(Addressing.GATEWAY4, Addressing.GATEWAY6), Optional.of(new DeviceId(1)), Set.of("backbone"), ""));
        add("core", List.of(Addressing.core4(), Addressing.core6()), List.of(), "backbone", Set.of("core"));
        add("ring", List.of(Addressing.ring4(), Addressing.ring6()), ringWays(), "backbone", Set.of("ring"));
        for (int i = 1; i <= size.distros(); i++) {
            add("distro" + i, List.of(Addressing.distro4(i), Addressing.distro6(i)), distroWays(i), "backbone",
                    Set.of("distro", "phase:l" + ((i - 1) % 3 + 1)));
        }
    }

    private List<Way> ringWays() {
        return List.of(new Way("et-0/1/0", "core", "et-0/1/0", "ae0", 100_000),
                new Way("et-0/1/1", "core", "et-0/1/1", "ae0", 100_000));
    }

    private List<Way> distroWays(int distro) {
        int card = (distro - 1) / 48 * 2;
        String place = "/2/" + (distro - 1) % 48;
        String bundle = "ae" + distro;
        return List.of(new Way("xe-0/1/0", "core", "xe-" + card + place, bundle, 10_000),
                new Way("xe-1/1/0", "core", "xe-" + (card + 1) + place, bundle, 10_000),
                new Way("xe-2/1/0", "ring", "xe-" + card + place, "", 10_000));
    }

    private void addAccess(int index) {
        int row = rowOf(index);
        int seat = seatOf(index);
        String distro = "distro" + (index / LabSize.PER_DISTRO + 1);
        add(accessName(index), List.of(addressing.access4(row, seat), addressing.access6(row, seat)),
                accessWays(distro, index % LabSize.PER_DISTRO), "row" + row,
                Set.of("access", "row:e" + row, "phase:l" + ((row - 1) % 3 + 1)));
    }

    private static List<Way> accessWays(String distro, int place) {
        String bundle = "ae" + (10 + place);
        List<Way> ways = new ArrayList<>();
        for (int member = 0; member < 3; member++) {
            ways.add(new Way("ge-0/0/" + (44 + member), distro, "ge-" + member + "/0/" + place, bundle, 1_000));
        }
        return ways;
    }

    private void add(String name, List<String> addresses, List<Way> ways, String network, Set<String> tags) {
        DeviceId id = new DeviceId(devices.size() + 1L);
        List<Uplink> uplinks = ways.stream()
                .map(w -> new Uplink(w.port, idOf(w.to), w.toPort))
                .toList();
        devices.put(name, new Device(id, 1, name, "wired", addresses, uplinks, Set.of(network), tags,
                placements(name), Optional.empty(), ""));
        ways.forEach(w -> links.add(w.link(links.size() + 1L, id, idOf(w.to))));
    }

    private List<Placement> placements(String name) {
        return Stream.of(hall.box(name), noc.box(name)).flatMap(Optional::stream).map(Placement.class::cast).toList();
    }

    private DeviceId idOf(String name) {
        Device device = devices.get(name);
        if (device == null) {
            throw new IllegalStateException(name + " must be planned before what hangs below it");
        }
        return device.id();
    }

    private Network rowNetwork(int row) {
        DeviceId router = idOf("distro" + ((row - 1) / ROWS_PER_DISTRO + 1));
        return new Network(1, "row" + row, OptionalInt.of(101 + (row - 1) % VLANS),
                List.of(addressing.row4(row), addressing.row6(row)),
                List.of(addressing.gateway4(row), addressing.gateway6(row)), Optional.of(router), Set.of(), "");
    }

    /** One cable towards the core. */
    private record Way(String port, String to, String toPort, String bundle, long megabits) {
        Link link(long id, DeviceId from, DeviceId above) {
            return new Link(id, 1, new Link.End(above, toPort), new Link.End(from, port), bundle, megabits);
        }
    }
}

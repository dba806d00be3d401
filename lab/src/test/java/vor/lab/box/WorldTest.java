package vor.lab.box;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.lab.box.Grid.plug;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.lab.LabSize;
import vor.lab.Plan;
import vor.lab.agent.Tree;
import vor.model.Inventory;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

class WorldTest {
    private static final LabSize SMALL = new LabSize(2, 23);
    private static final Oid NEIGHBOUR_NAMES = Oid.of("1.0.8802.1.1.2.1.4.1.1.9");
    private static final Oid NEIGHBOUR_PORTS = Oid.of("1.0.8802.1.1.2.1.4.1.1.8");
    private static final Oid STACK = Oid.of("1.3.6.1.2.1.31.1.2.1.3");
    private static final Oid AGGREGATES = Oid.of("1.2.840.10006.300.43.1.2.1.1.13");
    private static final Oid STATIONS = Oid.of("1.3.6.1.2.1.17.7.1.2.2.1.2");
    private static final Oid BOUND = Oid.of("1.3.6.1.2.1.4.35.1.4");

    private final Grid grid = new Grid(SMALL);

    @ParameterizedTest
    @ValueSource(strings = {"core", "ring", "distro1", "distro2", "e1-1", "e6-3"})
    void everyStepOfAWalkGoesForwardAndGetAgreesWithIt(String device) {
        Tree tree = grid.tree(device);
        Oid at = Oid.of(0);
        int count = 0;
        for (Binding b = tree.next(at, 5); b != null; b = tree.next(at, 5)) {
            assertThat(b.oid()).as("after " + at).isGreaterThan(at);
            assertThat(tree.get(b.oid(), 5)).as(b.oid().toString()).isEqualTo(b.value());
            at = b.oid();
            count++;
        }
        assertThat(count).isGreaterThan(2000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "distro1", "e1-1"})
    void columnsOfPortsHaveTheSameRows(String device) {
        Set<Oid> rows = grid.column(device, Grid.NAME, 5).keySet();
        for (int column : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 16, 17, 19, 20}) {
            assertThat(grid.column(device, Oid.of("1.3.6.1.2.1.2.2.1").with(column), 5).keySet()).as("ifTable " + column).isEqualTo(rows);
        }
        for (int column = 2; column <= 19; column++) {
            assertThat(grid.column(device, Oid.of("1.3.6.1.2.1.31.1.1.1").with(column), 5).keySet()).as("ifXTable " + column).isEqualTo(rows);
        }
        List<String> names = grid.column(device, Grid.NAME, 5).values().stream().map(Grid::text).toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void lldpOfAllBoxesTellsThePlansLinksAndNoOthers() {
        Inventory inventory = Plan.of(SMALL).inventory();
        Set<String> planned = new TreeSet<>();
        inventory.links().forEach(l -> {
            String above = inventory.device(l.a().device()).orElseThrow().name();
            String below = inventory.device(l.b().device()).orElseThrow().name();
            planned.add(above + " " + l.a().port() + " - " + below + " " + l.b().port());
            planned.add(below + " " + l.b().port() + " - " + above + " " + l.a().port());
        });
        assertThat(cabling(inventory)).isEqualTo(planned);
    }

    private Set<String> cabling(Inventory inventory) {
        Set<String> found = new TreeSet<>();
        inventory.devices().forEach(d -> {
            NavigableMap<Oid, Value> ports = grid.column(d.name(), NEIGHBOUR_PORTS, 5);
            Map<Integer, String> own = names(d.name());
            grid.column(d.name(), NEIGHBOUR_NAMES, 5).forEach((row, name) -> found.add(d.name() + " " + own.get(row.part(1)) + " - "
                    + Grid.text(name) + " " + Grid.text(Objects.requireNonNull(ports.get(row)))));
        });
        return found;
    }

    private Map<Integer, String> names(String device) {
        return grid.column(device, Grid.NAME, 5).entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().part(0), e -> Grid.text(e.getValue())));
    }

    @Test
    void cutTakesAllPortsAboveDownAtOnceAndTheBundleWithThem() {
        List<Change> changes = grid.now(100, "e1-2", plug(p -> p.cut()));
        for (String port : List.of("ge-0/0/1", "ge-1/0/1", "ge-2/0/1", "ae11", "ae11.0", "ge-0/0/1.0")) {
            assertThat(grid.up("distro1", port, 100)).as(port).isFalse();
        }
        assertThat(grid.up("distro1", "ge-0/0/0", 100)).isTrue();
        assertThat(grid.up("distro1", "ae10", 100)).isTrue();
        assertThat(changes).filteredOn(c -> c.device().name().equals("distro1")).extracting(Change::port)
                .containsExactlyInAnyOrder("ge-0/0/1", "ge-1/0/1", "ge-2/0/1", "ae11");
        long changed = grid.number("distro1", Grid.LAST_CHANGE, "ge-0/0/1", 100);
        assertThat(changed).isEqualTo(Grid.number(Objects.requireNonNull(grid.tree("distro1").get(Grid.UPTIME, 100))));
        assertThat(grid.number("distro1", Grid.SPEED, "ae11", 100)).isZero();
        assertThat(members("distro1", "ae11")).isEmpty();
        assertThat(grid.heal(101)).hasSize(8).allMatch(Change::up);
        assertThat(grid.up("distro1", "ae11", 101)).isTrue();
        assertThat(members("distro1", "ae11")).containsExactlyInAnyOrder("ge-0/0/1.0", "ge-1/0/1.0", "ge-2/0/1.0");
    }

    /** As ifStackTable has it. */
    private Set<String> members(String device, String bundle) {
        Map<Integer, String> names = names(device);
        int above = grid.index(device, bundle + ".0", 5);
        int physical = grid.index(device, bundle, 5);
        return grid.column(device, STACK, 5).keySet().stream()
                .filter(o -> o.part(0) == above && o.part(1) != physical)
                .map(o -> names.get(o.part(1)))
                .collect(Collectors.toSet());
    }

    @Test
    void brokenSocketCostsABundleOneMemberAtBothEnds() {
        grid.now(100, "e1-2", plug(p -> p.losing("ge-0/0/45")));
        assertThat(grid.up("e1-2", "ge-0/0/45", 100)).isFalse();
        assertThat(grid.up("distro1", "ge-1/0/1", 100)).isFalse();
        assertThat(grid.up("distro1", "ae11", 100)).isTrue();
        assertThat(grid.number("distro1", Grid.SPEED, "ae11", 100)).isEqualTo(2000);
        assertThat(members("distro1", "ae11")).containsExactlyInAnyOrder("ge-0/0/1.0", "ge-2/0/1.0");
        int attached = grid.index("distro1", "ae11", 100);
        assertThat(grid.column("distro1", AGGREGATES, 100).values().stream().filter(v -> Grid.number(v) == attached)).hasSize(2);
    }

    @Test
    void switchedOffPortSaysSoAboveAndIsJustDownBelow() {
        grid.now(100, "e1-2", plug(p -> p.adminDown()));
        assertThat(grid.number("distro1", Grid.ADMIN, "ge-2/0/1", 100)).isEqualTo(2);
        assertThat(grid.up("distro1", "ge-2/0/1", 100)).isFalse();
        assertThat(grid.number("e1-2", Grid.ADMIN, "ge-0/0/46", 100)).isEqualTo(1);
        assertThat(grid.up("e1-2", "ge-0/0/46", 100)).isFalse();
    }

    @Test
    void boxWithoutPowerTakesPortsAboveAndBelowItDown() {
        grid.now(100, "distro1", plug(p -> p.off()));
        assertThat(grid.up("core", "xe-0/2/0", 100)).isFalse();
        assertThat(grid.up("core", "ae1", 100)).isFalse();
        assertThat(grid.up("ring", "xe-0/2/0", 100)).isFalse();
        assertThat(grid.up("e1-1", "ge-0/0/44", 100)).isFalse();
        assertThat(grid.up("core", "ae2", 100)).isTrue();
    }

    @Test
    void rebootStartsUptimeAndCountersAnew() {
        grid.now(100, "e1-2", plug(p -> p.off()));
        grid.world.boot("e1-2", 110);
        grid.heal(110);
        assertThat(Grid.number(Objects.requireNonNull(grid.tree("e1-2").get(Grid.UPTIME, 113)))).isEqualTo(300);
        assertThat(grid.number("e1-2", Grid.OUT, "ge-0/0/44", 110)).isZero();
        assertThat(grid.number("e1-2", Grid.OUT, "ge-0/0/44", 113)).isPositive();
        assertThat(Grid.number(Objects.requireNonNull(grid.tree("e1-1").get(Grid.UPTIME, 113)))).isGreaterThan(10_000_000);
    }

    @Test
    void lostStackMemberIsGoneWithItsPortsAndPartsAndTheRestGoesOn() {
        grid.now(100, "distro1", plug(p -> p.losing(1)));
        List<String> names = grid.column("distro1", Grid.NAME, 100).values().stream().map(Grid::text).toList();
        assertThat(names).contains("ge-0/0/0", "ge-2/0/0").noneMatch(n -> n.startsWith("ge-1/") || n.startsWith("xe-1/"));
        assertThat(grid.column("distro1", Oid.of("1.3.6.1.4.1.2636.3.40.1.4.1.1.1.3"), 100).keySet())
                .containsExactly(Oid.of(0), Oid.of(2));
        assertThat(grid.number("distro1", Grid.SPEED, "ae10", 100)).isEqualTo(2000);
        assertThat(grid.up("core", "xe-1/2/0", 100)).isFalse();
        assertThat(grid.number("core", Grid.SPEED, "ae1", 100)).isEqualTo(10_000);
        grid.heal(200);
        assertThat(grid.column("distro1", Oid.of("1.3.6.1.4.1.2636.3.40.1.4.1.1.1.7"), 230).values().stream().map(Grid::number).toList().get(1))
                .isEqualTo(30);
    }

    @Test
    void crossedCablesAreSeenInLldpAtAllFourEnds() {
        Inventory inventory = Plan.of(SMALL).inventory();
        Set<String> before = cabling(inventory);
        grid.now(100, "e1-2", plug(p -> p.crossed("e6-1")));
        grid.now(100, "e6-1", plug(p -> p.crossed("e1-2")));
        Set<String> after = cabling(inventory);
        assertThat(after).contains("e1-2 ge-0/0/44 - distro2 ge-0/0/0", "distro2 ge-0/0/0 - e1-2 ge-0/0/44",
                "e6-1 ge-0/0/46 - distro1 ge-2/0/1", "distro1 ge-2/0/1 - e6-1 ge-0/0/46");
        Set<String> fresh = new TreeSet<>(after);
        fresh.removeAll(before);
        assertThat(fresh).hasSize(12);
        grid.heal(101);
        assertThat(cabling(inventory)).isEqualTo(before);
    }

    @Test
    void countersOnlyGrowAndUplinksCarryWhatTheVisitorsSend() {
        List<String> uplinks = List.of("ge-0/0/44", "ge-0/0/45", "ge-0/0/46");
        long last = 0;
        for (double now = 0; now < 700; now += 0.7) {
            if (Math.abs(now - 210) < 0.01) {
                grid.now(now, "e1-2", plug(p -> p.losing("ge-0/0/45")));
            }
            long total = uplinks.stream().mapToLong(outOf("e1-2", now)).sum();
            assertThat(total).isGreaterThanOrEqualTo(last);
            last = total;
        }
        long before = uplinks.stream().mapToLong(outOf("e1-2", 700)).sum();
        long after = uplinks.stream().mapToLong(outOf("e1-2", 760)).sum();
        long sent = LongStream.range(0, 44)
                .map(n -> grid.number("e1-2", Grid.IN, "ge-0/0/" + n, 760) - grid.number("e1-2", Grid.IN, "ge-0/0/" + n, 700))
                .sum();
        assertThat(after - before).isBetween(sent - 100, sent + 100);
        assertThat(grid.number("distro1", Grid.IN, "ae11", 760) - grid.number("distro1", Grid.IN, "ae11", 700)).isBetween(sent - 100, sent + 100);
    }

    private ToLongFunction<String> outOf(String device, double now) {
        return port -> grid.number(device, Grid.OUT, port, now);
    }

    @Test
    void visitorsThatGoHomeLeaveOnlyTheUplinksUp() {
        Set<String> before = live("e1-2", 100);
        assertThat(before).hasSizeGreaterThan(20);
        grid.now(100, "e1-2", plug(p -> p.visitorsGone()));
        assertThat(live("e1-2", 100)).containsExactlyInAnyOrder("ge-0/0/44", "ge-0/0/45", "ge-0/0/46");
        assertThat(stations("e1-2")).hasSize(1);
        grid.heal(200);
        assertThat(live("e1-2", 200)).isEqualTo(before);
    }

    private Set<String> live(String device, double now) {
        Map<Integer, String> names = names(device);
        return grid.column(device, Grid.OPER, now).entrySet().stream()
                .filter(e -> Grid.number(e.getValue()) == 1)
                .map(e -> names.get(e.getKey().part(0)))
                .filter(n -> n.startsWith("ge-") && !n.endsWith(".0"))
                .collect(Collectors.toSet());
    }

    private NavigableMap<Oid, Value> stations(String device) {
        return grid.column(device, STATIONS, 100);
    }

    @Test
    void everyVisitorIsKnownBelowAndAboveWithTheSameMac() {
        List<Oid> below = new ArrayList<>(stations("e1-2").keySet());
        below.removeIf(o -> o.part(2) != 0xc1);
        assertThat(below).hasSizeGreaterThan(20);
        assertThat(stations("distro1").keySet()).containsAll(below);
        assertThat(grid.column("distro1", BOUND, 100).values().stream().distinct()).hasSizeGreaterThan(20 * 20);
        assertThat(grid.column("core", BOUND, 100)).hasSize(2 * 3);
        assertThat(stations("core")).isEmpty();
    }

    @Test
    void tenThousandBoxesAreMadeAndFollowedInNoTime() {
        long start = System.nanoTime();
        Grid large = new Grid(LabSize.ofDevices(10_000));
        long made = System.nanoTime();
        large.now(10, "e1-1", plug(p -> p.cut()));
        large.heal(20);
        long followed = System.nanoTime();
        System.gc();
        long bytes = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf("10,000 boxes: made in %d ms, follow a cut in %.1f ms, the whole process holds %d MB%n", (made - start) / 1_000_000,
                (followed - made) / 2e6, bytes >> 20);
        assertThat(large.up("distro1", "ge-0/0/0", 21)).isTrue();
        assertThat(followed - start).isLessThan(20_000_000_000L);
    }
}

package vor.lab.box;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import vor.lab.LabSize;
import vor.lab.Plan;
import vor.lab.agent.Tree;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** A world to be asked as an agent's reader would: by OIDs and ifName. */
final class Grid {
    static final Oid ADMIN = Oid.of("1.3.6.1.2.1.2.2.1.7");
    static final Oid OPER = Oid.of("1.3.6.1.2.1.2.2.1.8");
    static final Oid LAST_CHANGE = Oid.of("1.3.6.1.2.1.2.2.1.9");
    static final Oid IN = Oid.of("1.3.6.1.2.1.31.1.1.1.6");
    static final Oid OUT = Oid.of("1.3.6.1.2.1.31.1.1.1.10");
    static final Oid SPEED = Oid.of("1.3.6.1.2.1.31.1.1.1.15");
    static final Oid NAME = Oid.of("1.3.6.1.2.1.31.1.1.1.1");
    static final Oid UPTIME = Oid.of("1.3.6.1.2.1.1.3.0");

    final World world;
    private final Map<String, Plug> plugs = new TreeMap<>();

    Grid(LabSize size) {
        world = new World(Plan.of(size).inventory());
    }

    List<Change> now(double now, String device, Plug plug) {
        plugs.put(device, plug);
        return world.follow(plugs, now);
    }

    List<Change> heal(double now) {
        plugs.clear();
        return world.follow(plugs, now);
    }

    Tree tree(String device) {
        return world.tree(device);
    }

    /** Of one column, by the rest of the OID. */
    NavigableMap<Oid, Value> column(String device, Oid column, double now) {
        NavigableMap<Oid, Value> cells = new TreeMap<>();
        Tree tree = tree(device);
        for (var b = tree.next(column, now); b != null && b.oid().startsWith(column); b = tree.next(b.oid(), now)) {
            cells.put(b.oid().from(column.size()), b.value());
        }
        return cells;
    }

    int index(String device, String port, double now) {
        return column(device, NAME, now).entrySet().stream()
                .filter(e -> text(e.getValue()).equals(port))
                .mapToInt(e -> e.getKey().part(0))
                .findFirst()
                .orElseThrow(() -> new AssertionError(device + " has no " + port));
    }

    Value cell(String device, Oid column, String port, double now) {
        Value value = tree(device).get(column.with(index(device, port, now)), now);
        if (value == null) {
            throw new AssertionError(device + " " + port + " has no " + column);
        }
        return value;
    }

    /** INTEGER, gauge, counter or ticks. */
    long number(String device, Oid column, String port, double now) {
        return number(cell(device, column, port, now));
    }

    static long number(Value value) {
        return switch (value) {
            case Value.Int i -> i.value();
            case Value.Gauge g -> g.value();
            case Value.Counter c -> c.value();
            case Value.Counter64 c -> c.value();
            case Value.Ticks t -> t.hundredths();
            case Value v -> throw new AssertionError(v + " is no number");
        };
    }

    static String text(Value value) {
        return value instanceof Value.Octets o ? new String(o.bytes(), StandardCharsets.UTF_8) : String.valueOf(value);
    }

    boolean up(String device, String port, double now) {
        return number(device, OPER, port, now) == 1;
    }

    static Plug plug(UnaryOperator<PlugBuilder> how) {
        return how.apply(new PlugBuilder()).build();
    }

    /** One thing wrong at a time is what tests want. */
    static final class PlugBuilder {
        private boolean power = true;
        private boolean cut;
        private boolean adminDown;
        private boolean visitorsGone;
        private Set<String> ports = Set.of();
        private Set<Integer> members = Set.of();
        private String crossed = "";

        PlugBuilder off() {
            power = false;
            return this;
        }

        PlugBuilder cut() {
            cut = true;
            return this;
        }

        PlugBuilder adminDown() {
            adminDown = true;
            return this;
        }

        PlugBuilder visitorsGone() {
            visitorsGone = true;
            return this;
        }

        PlugBuilder losing(String port) {
            ports = Set.of(port);
            return this;
        }

        PlugBuilder losing(int member) {
            members = Set.of(member);
            return this;
        }

        PlugBuilder crossed(String with) {
            crossed = with;
            return this;
        }

        Plug build() {
            return new Plug(power, cut, adminDown, false, visitorsGone, ports, members, crossed);
        }
    }
}

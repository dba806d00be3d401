package vor.lab.agent;

import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/**
 * A recording that comes to life: sysUpTime ticks, and the counters of ports go on from what they were at the pace that
 * they had on average since the device started. What was zero stays zero; all else stays as it was recorded.
 */
public final class PlayedTree implements Tree {
    private static final Oid UPTIME = Oid.of("1.3.6.1.2.1.1.3.0");
    private static final Oid INTERFACES = Oid.of("1.3.6.1.2.1.2.2.1");
    private static final Oid MORE_INTERFACES = Oid.of("1.3.6.1.2.1.31.1.1.1");
    private static final long TWO_32 = 1L << 32;

    private final FixedTree recorded;
    private final double start;
    private final double age;

    /** @param start when it begins to play, in seconds of the practice network */
    public PlayedTree(NavigableMap<Oid, Value> objects, double start) {
        recorded = new FixedTree(objects);
        this.start = start;
        age = objects.get(UPTIME) instanceof Value.Ticks t && t.hundredths() > 6000 ? t.hundredths() / 100.0 : 86_400;
    }

    @Override
    public @Nullable Value get(Oid oid, double now) {
        Value value = recorded.get(oid, now);
        return value == null ? null : moved(oid, value, now - start);
    }

    @Override
    public @Nullable Binding next(Oid oid, double now) {
        Binding next = recorded.next(oid, now);
        return next == null ? null : new Binding(next.oid(), moved(next.oid(), next.value(), now - start));
    }

    private Value moved(Oid oid, Value value, double since) {
        return switch (value) {
            case Value.Ticks t when oid.equals(UPTIME) -> new Value.Ticks((t.hundredths() + (long) (since * 100)) % TWO_32);
            case Value.Counter c when ofAPort(oid) -> new Value.Counter((c.value() + grown(c.value(), since)) % TWO_32);
            case Value.Counter64 c when ofAPort(oid) && c.value() > 0 -> new Value.Counter64(c.value() + grown(c.value(), since));
            case Value v -> v;
        };
    }

    private static boolean ofAPort(Oid oid) {
        return oid.startsWith(MORE_INTERFACES) || oid.startsWith(INTERFACES);
    }

    private long grown(long recordedValue, double since) {
        return (long) (recordedValue / age * since);
    }
}

package vor.server.collect.snmp.facts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import vor.model.DeviceId;
import vor.model.Port;
import vor.model.Ports;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** An agent in virtual time: what it tells, and one device's memory of it. */
final class Told {
    static final Instant START = Instant.parse("2026-07-10T18:00:00Z");

    final NavigableMap<Oid, Value> objects = new TreeMap<>();
    DeviceFacts facts = new DeviceFacts(new DeviceId(1), VendorProfile.NONE);
    private double seconds;
    private long ticks = 100_000;

    static Told switchWith(int ports) {
        Told told = new Told();
        for (int i = 1; i <= ports; i++) {
            told.text(Oids.IF_NAME, i, "ge-0/0/" + (i - 1));
            told.number(Oids.IF_TYPE, i, 6);
            told.number(Oids.IF_OPER, i, 1);
            told.gauge(Oids.IF_HIGH_SPEED, i, 1000);
        }
        return told;
    }

    Told put(Oid column, Oid index, Value value) {
        objects.put(column.with(index), value);
        return this;
    }

    Told text(Oid column, int index, String text) {
        return put(column, Oid.of(index), new Value.Octets(text.getBytes(StandardCharsets.UTF_8)));
    }

    Told number(Oid column, int index, int number) {
        return put(column, Oid.of(index), new Value.Int(number));
    }

    Told gauge(Oid column, int index, long number) {
        return put(column, Oid.of(index), new Value.Gauge(number));
    }

    Told wide(int index, long in, long out) {
        put(Oids.IF_HC_IN_OCTETS, Oid.of(index), new Value.Counter64(in));
        return put(Oids.IF_HC_OUT_OCTETS, Oid.of(index), new Value.Counter64(out));
    }

    Told narrow(int index, long in, long out) {
        put(Oids.IF_IN_OCTETS, Oid.of(index), new Value.Counter(in & 0xffff_ffffL));
        return put(Oids.IF_OUT_OCTETS, Oid.of(index), new Value.Counter(out & 0xffff_ffffL));
    }

    /** Time goes on for the agent and for us. */
    Told after(double span) {
        seconds += span;
        ticks += Math.round(span * 100);
        return this;
    }

    Told uptime(long hundredths) {
        ticks = hundredths;
        return this;
    }

    Instant now() {
        return START.plusNanos((long) (seconds * 1e9));
    }

    private Mib mib() {
        objects.put(Oids.SYS_UP_TIME.with(0), new Value.Ticks(ticks & 0xffff_ffffL));
        return Mib.of(new TreeMap<>(objects));
    }

    Ports poll() {
        return facts.ports(mib(), Poll.at(now(), (long) (seconds * 1e9)), true);
    }

    Ports broken() {
        return facts.ports(mib(), Poll.at(now(), (long) (seconds * 1e9)), false);
    }

    /** The same, of which the status was asked for so many seconds ago. */
    Ports pollAsked(double ago) {
        return facts.ports(mib(), Poll.at(now(), (long) (seconds * 1e9)).asked((long) ((seconds - ago) * 1e9)), true);
    }

    Ports fast(String... names) {
        return fastAsked(0, names);
    }

    Ports fastAsked(double ago, String... names) {
        mib();
        NavigableMap<Oid, Value> some = new TreeMap<>(objects);
        some.keySet().retainAll(facts.fastObjects(List.of(names)));
        return facts.fast(Mib.of(some), Poll.at(now(), (long) (seconds * 1e9)).asked((long) ((seconds - ago) * 1e9)));
    }

    static Port port(Ports ports, String name) {
        return ports.port(name).orElseThrow(() -> new AssertionError(name + " is not in " + ports.ports().keySet()));
    }

    static double inBits(Ports ports, String name) {
        return port(ports, name).rates().map(Port.Rates::inBits).orElse(Double.NaN);
    }
}

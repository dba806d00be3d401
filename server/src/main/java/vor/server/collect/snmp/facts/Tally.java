package vor.server.collect.snmp.facts;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vor.model.Port;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** A port's counters at one moment, as they stand in the agent. */
final class Tally {
    static final int IN_OCTETS = 0;
    static final int OUT_OCTETS = 1;
    static final int IN_UCAST = 2;
    static final int OUT_UCAST = 5;
    static final int IN_ERRORS = 8;
    static final int OUT_ERRORS = 9;
    static final int IN_DISCARDS = 10;
    static final int OUT_DISCARDS = 11;
    static final int SIZE = 12;

    private static final Oid[] WIDE = {
        Oids.IF_HC_IN_OCTETS, Oids.IF_HC_OUT_OCTETS,
        Oids.IF_HC_IN_UCAST, Oids.IF_HC_IN_MCAST, Oids.IF_HC_IN_BCAST,
        Oids.IF_HC_OUT_UCAST, Oids.IF_HC_OUT_MCAST, Oids.IF_HC_OUT_BCAST
    };
    private static final Oid[] NARROW = {
        Oids.IF_IN_OCTETS, Oids.IF_OUT_OCTETS,
        Oids.IF_IN_UCAST, Oids.IF_IN_MCAST, Oids.IF_IN_BCAST,
        Oids.IF_OUT_UCAST, Oids.IF_OUT_MCAST, Oids.IF_OUT_BCAST,
        Oids.IF_IN_ERRORS, Oids.IF_OUT_ERRORS, Oids.IF_IN_DISCARDS, Oids.IF_OUT_DISCARDS
    };

    final long[] values = new long[SIZE];
    private int present;
    private int wide;

    /** The counters of all ports of a device as its agent told them. */
    static final class Columns {
        private final Column[] wide;
        private final Column[] narrow;
        private final Column inOlder;
        private final Column outOlder;

        Columns(Mib mib) {
            wide = Stream.of(WIDE).map(mib::column).toArray(Column[]::new);
            narrow = Stream.of(NARROW).map(mib::column).toArray(Column[]::new);
            inOlder = mib.column(Oids.IF_IN_NUCAST);
            outOlder = mib.column(Oids.IF_OUT_NUCAST);
        }

        Tally of(Oid row) {
            Tally t = new Tally();
            for (int i = 0; i < SIZE; i++) {
                t.read(i, i < wide.length ? wide[i].get(row) : null, narrow[i].get(row));
            }
            t.older(3, inOlder.get(row));
            t.older(6, outOlder.get(row));
            return t;
        }
    }

    /** Some agents have a wide counter that stands still at 0 beside a narrow one that counts. */
    private void read(int i, @Nullable Value large, @Nullable Value small) {
        boolean dead = raw(large) == 0 && raw(small) > 0;
        if (isCounter(large) && !dead) {
            set(i, raw(large), large instanceof Value.Counter64);
        } else if (isCounter(small)) {
            set(i, raw(small), small instanceof Value.Counter64);
        }
    }

    /** Multicast and broadcast together, as agents before RFC 1573 count them. */
    private void older(int i, @Nullable Value both) {
        if (!has(i) && !has(i + 1) && isCounter(both)) {
            set(i, raw(both), false);
        }
    }

    private void set(int i, long value, boolean large) {
        values[i] = value;
        present |= 1 << i;
        wide |= large ? 1 << i : 0;
    }

    private static boolean isCounter(@Nullable Value value) {
        return value instanceof Value.Counter || value instanceof Value.Counter64 || value instanceof Value.Gauge
                || value instanceof Value.Int i && i.value() >= 0;
    }

    private static long raw(@Nullable Value value) {
        return value instanceof Value.Counter64 c ? c.value() : Cells.number(value, 0);
    }

    boolean has(int i) {
        return (present >> i & 1) == 1;
    }

    boolean isWide(int i) {
        return (wide >> i & 1) == 1;
    }

    boolean hasAny() {
        return present != 0;
    }

    /** Whether the counters from {@code from} up to but without {@code to} stand where the others stand. */
    boolean equalTo(Tally other, int from, int to) {
        for (int i = from; i < to; i++) {
            if (values[i] != other.values[i] || has(i) != other.has(i)) {
                return false;
            }
        }
        return true;
    }

    /** Octets from here, all else from {@code rest}: after a poll that asked for octets alone. */
    Tally withRestOf(@Nullable Tally rest) {
        if (rest == null) {
            return this;
        }
        Tally both = new Tally();
        for (int i = 0; i < SIZE; i++) {
            Tally from = i <= OUT_OCTETS && has(i) ? this : rest;
            if (from.has(i)) {
                both.set(i, from.values[i], from.isWide(i));
            }
        }
        return both;
    }

    Port.Counters counters() {
        return new Port.Counters(
                total(IN_OCTETS, 1), total(OUT_OCTETS, 1), total(IN_UCAST, 3), total(OUT_UCAST, 3),
                total(IN_ERRORS, 1), total(OUT_ERRORS, 1), total(IN_DISCARDS, 1), total(OUT_DISCARDS, 1));
    }

    private long total(int from, int count) {
        long sum = -1;
        for (int i = from; i < from + count; i++) {
            if (has(i)) {
                long value = values[i] < 0 ? Long.MAX_VALUE : values[i];
                sum = sum < 0 ? value : sum > Long.MAX_VALUE - value ? Long.MAX_VALUE : sum + value;
            }
        }
        return sum;
    }
}

package vor.wire.snmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Version 1's own form of traps, read into and written from that of version 2 (RFC 3584, 3). */
final class TrapV1 {
    static final Oid UPTIME = Oid.of("1.3.6.1.2.1.1.3.0");
    static final Oid TRAP = Oid.of("1.3.6.1.6.3.1.1.4.1.0");
    private static final Oid ENTERPRISE = Oid.of("1.3.6.1.6.3.1.1.4.3.0");
    private static final Oid ADDRESS = Oid.of("1.3.6.1.6.3.18.1.3.0");
    private static final Oid GENERIC = Oid.of("1.3.6.1.6.3.1.1.5");
    private static final int SPECIFIC = 6;
    private static final int TAG = 0xa4;

    private TrapV1() {}

    /** The community, which the RFC would append as well, stays out: it is a secret. */
    static Pdu read(BerReader in) {
        Oid enterprise = in.oid("the enterprise");
        Value address = Values.read(in);
        int generic = in.int32("generic-trap");
        int specific = in.int32("specific-trap");
        long ticks = in.unsigned32(in.header(Values.TICKS, "time-stamp"));
        List<Binding> bindings = Message.bindings(in);
        List<Binding> all = new ArrayList<>(bindings.size() + 4);
        all.add(new Binding(UPTIME, new Value.Ticks(ticks)));
        all.add(new Binding(TRAP, new Value.ObjectId(name(in, enterprise, generic, specific))));
        all.addAll(bindings);
        addIfMissing(all, new Binding(ADDRESS, address));
        addIfMissing(all, new Binding(ENTERPRISE, new Value.ObjectId(enterprise)));
        return new Pdu(Pdu.Kind.TRAP, 0, 0, 0, all);
    }

    private static Oid name(BerReader in, Oid enterprise, int generic, int specific) {
        if (generic >= 0 && generic < SPECIFIC) {
            return GENERIC.with(generic + 1);
        }
        if (enterprise.size() == 0 || enterprise.size() > Oid.MOST - 2) {
            in.fail("an enterprise of " + enterprise.size() + " parts");
            return Oid.EMPTY;
        }
        return enterprise.with(0, specific);
    }

    private static void addIfMissing(List<Binding> all, Binding binding) {
        if (find(all, binding.oid()).isEmpty()) {
            all.add(binding);
        }
    }

    private static Optional<Value> find(List<Binding> all, Oid oid) {
        return all.stream().filter(b -> b.oid().equals(oid)).map(Binding::value).findFirst();
    }

    /** A trap's bindings; those that have their own fields in version 1, or can't travel in it, are left out. */
    static void write(BerWriter out, Pdu pdu) {
        List<Binding> all = pdu.bindings();
        Oid name = find(all, TRAP).orElse(Value.None.NULL) instanceof Value.ObjectId o ? o.oid() : GENERIC.with(SPECIFIC);
        boolean generic = name.size() == GENERIC.size() + 1 && name.startsWith(GENERIC) && name.part(GENERIC.size()) - 1 < SPECIFIC;
        int last = name.size() == 0 ? 0 : name.part(name.size() - 1);
        int end = out.at();
        Message.bindings(out, all.stream().filter(TrapV1::travels).toList());
        out.number(Values.TICKS, find(all, UPTIME).orElse(Value.None.NULL) instanceof Value.Ticks t ? t.hundredths() & 0xffff_ffffL : 0);
        out.number(Values.INTEGER, generic ? 0 : last);
        out.number(Values.INTEGER, generic ? last - 1 : SPECIFIC);
        Values.ip(out, find(all, ADDRESS).orElse(Value.None.NULL) instanceof Value.Ip ip ? ip.address() : 0);
        out.oid(enterprise(all, name, generic));
        out.wrap(TAG, end);
    }

    private static Oid enterprise(List<Binding> all, Oid name, boolean generic) {
        if (generic) {
            return find(all, ENTERPRISE).orElse(Value.None.NULL) instanceof Value.ObjectId o ? o.oid() : GENERIC;
        }
        int size = name.size();
        return name.first(Math.max(0, size > 1 && name.part(size - 2) == 0 ? size - 2 : size - 1));
    }

    private static boolean travels(Binding binding) {
        Oid oid = binding.oid();
        return !oid.equals(UPTIME) && !oid.equals(TRAP) && !oid.equals(ENTERPRISE) && !oid.equals(ADDRESS)
                && !(binding.value() instanceof Value.Counter64);
    }
}

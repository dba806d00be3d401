package vor.wire.snmp;

/** Values as BER: their tags. */
final class Values {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    private static final int NULL = 0x05;
    private static final int OID = 0x06;
    private static final int IP = 0x40;
    private static final int COUNTER = 0x41;
    private static final int GAUGE = 0x42;
    static final int TICKS = 0x43;
    private static final int OPAQUE = 0x44;
    private static final int NSAP = 0x45;
    private static final int COUNTER64 = 0x46;
    private static final int UNSIGNED = 0x47;
    private static final int NO_SUCH_OBJECT = 0x80;
    private static final int NO_SUCH_INSTANCE = 0x81;
    private static final int END_OF_MIB = 0x82;

    private Values() {}

    static Value read(BerReader in) {
        int tag = in.peek();
        int length = in.header(tag, "a value");
        return switch (tag) {
            case INTEGER -> integer(in.signed(length), in);
            case OCTETS, NSAP -> new Value.Octets(in.octets(length));
            case OID -> new Value.ObjectId(in.oid(length));
            case IP -> ip(in, length);
            case COUNTER -> new Value.Counter(in.unsigned32(length));
            case GAUGE, UNSIGNED -> new Value.Gauge(in.unsigned32(length));
            case TICKS -> new Value.Ticks(in.unsigned32(length));
            case OPAQUE -> new Value.Opaque(in.octets(length));
            case COUNTER64 -> new Value.Counter64(in.unsigned64(length));
            case NULL -> none(in, length, Value.None.NULL);
            case NO_SUCH_OBJECT -> none(in, length, Value.None.NO_SUCH_OBJECT);
            case NO_SUCH_INSTANCE -> none(in, length, Value.None.NO_SUCH_INSTANCE);
            case END_OF_MIB -> none(in, length, Value.None.END_OF_MIB);
            default -> unknown(in, tag);
        };
    }

    private static Value none(BerReader in, int length, Value.None none) {
        in.skip(length);
        return none;
    }

    private static Value unknown(BerReader in, int tag) {
        in.fail("no value has the tag 0x" + Integer.toHexString(tag));
        return Value.None.NULL;
    }

    /** Some agents send an INTEGER for what is unsigned. */
    private static Value integer(long value, BerReader in) {
        if (value == (int) value) {
            return new Value.Int((int) value);
        }
        if (value >>> 32 != 0) {
            in.fail("an INTEGER is too large");
        }
        return new Value.Gauge(value & 0xffff_ffffL);
    }

    /** An address that isn't of IPv4 is left as the bytes that it is. */
    private static Value ip(BerReader in, int length) {
        return length == 4 ? new Value.Ip((int) in.signed(4)) : new Value.Octets(in.octets(length));
    }

    static void write(BerWriter out, Value value) {
        switch (value) {
            case Value.Int i -> out.number(INTEGER, i.value());
            case Value.Octets o -> out.octets(OCTETS, o.bytes());
            case Value.ObjectId o -> out.oid(o.oid());
            case Value.Ip ip -> ip(out, ip.address());
            case Value.Counter c -> out.number(COUNTER, c.value() & 0xffff_ffffL);
            case Value.Gauge g -> out.number(GAUGE, g.value() & 0xffff_ffffL);
            case Value.Ticks t -> out.number(TICKS, t.hundredths() & 0xffff_ffffL);
            case Value.Opaque o -> out.octets(OPAQUE, o.bytes());
            case Value.Counter64 c -> out.unsigned64(COUNTER64, c.value());
            case Value.None none -> out.wrap(tag(none), out.at());
        }
    }

    private static int tag(Value.None none) {
        return switch (none) {
            case NULL -> NULL;
            case NO_SUCH_OBJECT -> NO_SUCH_OBJECT;
            case NO_SUCH_INSTANCE -> NO_SUCH_INSTANCE;
            case END_OF_MIB -> END_OF_MIB;
        };
    }

    static void ip(BerWriter out, int address) {
        byte[] four = {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
        out.octets(IP, four);
    }
}

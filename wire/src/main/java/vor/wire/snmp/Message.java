package vor.wire.snmp;

import java.util.ArrayList;
import java.util.List;

/** The PDU in a message (RFC 3416, 3), and what messages of all versions share. */
final class Message {
    /** What UDP over IPv4 carries. */
    static final int MOST_BYTES = 65_507;
    static final int MOST_BINDINGS = 4096;
    static final int SEQUENCE = 0x30;

    private static final int CONSTRUCTED = 0xa0;
    private static final Pdu.Kind[] KINDS = Pdu.Kind.values();
    static final Pdu NOTHING = new Pdu(Pdu.Kind.REPORT, 0, 0, 0, List.of());

    private Message() {}

    /** A reader of what came, already damaged if no message can have this length. */
    static BerReader reader(byte[] bytes, int length) {
        BerReader in = new BerReader(bytes, 0, Math.clamp(length, 0, Math.min(bytes.length, MOST_BYTES)));
        if (length > MOST_BYTES || length > bytes.length) {
            in.fail("a message of " + length + " bytes");
        }
        return in;
    }

    static BerWriter writer(byte[] to) {
        return new BerWriter(to, MOST_BYTES);
    }

    static Pdu read(BerReader in) {
        int tag = in.peek();
        if (tag < CONSTRUCTED || tag >= CONSTRUCTED + KINDS.length) {
            in.fail(tag < 0 ? "truncated: the PDU is missing" : "no PDU has the tag 0x" + Integer.toHexString(tag));
            return NOTHING;
        }
        int outer = in.enter(tag, "a PDU");
        Pdu.Kind kind = KINDS[tag - CONSTRUCTED];
        Pdu pdu = kind == Pdu.Kind.TRAP_V1 ? TrapV1.read(in) : read(in, kind);
        in.leave(outer);
        return pdu;
    }

    private static Pdu read(BerReader in, Pdu.Kind kind) {
        int id = in.int32("request id");
        int first = in.int32("error status");
        int second = in.int32("error index");
        return new Pdu(kind, id, first, second, bindings(in));
    }

    static List<Binding> bindings(BerReader in) {
        List<Binding> bindings = new ArrayList<>(Math.min(64, (in.end() - in.at()) / 8 + 1));
        int outer = in.enter(SEQUENCE, "the bindings");
        while (in.more()) {
            int whole = in.enter(SEQUENCE, "a binding");
            bindings.add(new Binding(in.oid("an OID"), Values.read(in)));
            in.leave(whole);
            if (bindings.size() > MOST_BINDINGS) {
                in.fail("more than " + MOST_BINDINGS + " bindings");
            }
        }
        in.leave(outer);
        return bindings;
    }

    static void write(BerWriter out, Pdu pdu) {
        int end = out.at();
        bindings(out, pdu.bindings());
        out.number(Values.INTEGER, pdu.second());
        out.number(Values.INTEGER, pdu.first());
        out.number(Values.INTEGER, pdu.id());
        out.wrap(pdu.kind().tag, end);
    }

    static void bindings(BerWriter out, List<Binding> bindings) {
        int end = out.at();
        for (int i = bindings.size() - 1; i >= 0 && out.fits(); i--) {
            int whole = out.at();
            Values.write(out, bindings.get(i).value());
            out.oid(bindings.get(i).oid());
            out.wrap(SEQUENCE, whole);
        }
        out.wrap(SEQUENCE, end);
    }
}

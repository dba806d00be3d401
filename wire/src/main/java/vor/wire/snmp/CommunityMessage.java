package vor.wire.snmp;

import java.util.ArrayList;
import java.util.List;

/** Messages of versions 1 and 2c (RFC 1157, 4; RFC 1901, 3): version, community, PDU. */
final class CommunityMessage {
    private static final int NO_SUCH_NAME = 2;

    private CommunityMessage() {}

    static int write(Credential.Community as, Pdu pdu, byte[] to) {
        BerWriter out = Message.writer(to);
        int end = out.at();
        if (as.version() == Version.V1 && pdu.kind() == Pdu.Kind.TRAP) {
            TrapV1.write(out, pdu);
        } else {
            Message.write(out, as.version() == Version.V1 ? old(pdu) : pdu);
        }
        out.octets(Values.OCTETS, as.community().utf8());
        out.number(Values.INTEGER, as.version().number);
        out.wrap(Message.SEQUENCE, end);
        return out.finish();
    }

    /** As version 1 can say it (RFC 3584, 4): no bulk, and nothing stands for a value that isn't there. */
    private static Pdu old(Pdu pdu) {
        if (pdu.kind() == Pdu.Kind.GET_BULK) {
            return new Pdu(Pdu.Kind.GET_NEXT, pdu.id(), 0, 0, pdu.bindings());
        }
        int missing = pdu.kind() == Pdu.Kind.RESPONSE ? missing(pdu.bindings()) : -1;
        return missing < 0 ? pdu : Pdu.response(pdu.id(), NO_SUCH_NAME, missing + 1, emptied(pdu.bindings()));
    }

    private static int missing(List<Binding> bindings) {
        for (int i = 0; i < bindings.size(); i++) {
            Value value = bindings.get(i).value();
            if ((value instanceof Value.None none && none != Value.None.NULL) || value instanceof Value.Counter64) {
                return i;
            }
        }
        return -1;
    }

    private static List<Binding> emptied(List<Binding> bindings) {
        List<Binding> empty = new ArrayList<>(bindings.size());
        bindings.forEach(b -> empty.add(new Binding(b.oid(), Value.None.NULL)));
        return empty;
    }

    /** Goes into a message that must fill the datagram. @return the number of its version, -1 when there is none */
    static int version(BerReader in) {
        int datagram = in.end();
        in.enter(Message.SEQUENCE, "a message");
        if (in.end() != datagram) {
            in.fail("rubbish behind the message");
        }
        int version = in.int32("version");
        return in.damage().isEmpty() ? version : -1;
    }

    /** Reads a response, the reader standing behind the version. */
    static Heard read(BerReader in, Credential.Community as) {
        boolean ours = in.same(in.header(Values.OCTETS, "community"), as.community().utf8());
        if (in.damage().isEmpty() && !ours) {
            return new Heard.Damage("another community than the one that asked");
        }
        Pdu pdu = Message.read(in);
        end(in);
        if (!in.damage().isEmpty()) {
            return new Heard.Damage(in.damage());
        }
        return pdu.kind() == Pdu.Kind.RESPONSE ? new Heard.Answer(pdu) : new Heard.Damage(pdu.kind() + " where an answer was expected");
    }

    /** Nothing may follow within the message. */
    static void end(BerReader in) {
        if (in.more()) {
            in.fail("rubbish behind the PDU");
        }
    }
}

package vor.wire.snmp;

import java.util.List;

/**
 * What is asked or said, in whatever version it travels (RFC 3416, 3).
 *
 * @param id pairs an answer with its request
 * @param first error-status, or non-repeaters of {@link Kind#GET_BULK}
 * @param second error-index from 1, or max-repetitions of {@link Kind#GET_BULK}
 */
public record Pdu(Kind kind, int id, int first, int second, List<Binding> bindings) {
    public Pdu {
        bindings = List.copyOf(bindings);
    }

    /** By their tags, 0xa0 and following; the trap of version 1 is read into {@link #TRAP} by RFC 3584, 3.1. */
    public enum Kind {
        GET(0xa0),
        GET_NEXT(0xa1),
        RESPONSE(0xa2),
        SET(0xa3),
        TRAP_V1(0xa4),
        GET_BULK(0xa5),
        INFORM(0xa6),
        TRAP(0xa7),
        REPORT(0xa8);

        final int tag;

        Kind(int tag) {
            this.tag = tag;
        }
    }

    public static Pdu get(int id, List<Oid> oids) {
        return new Pdu(Kind.GET, id, 0, 0, asking(oids));
    }

    public static Pdu getNext(int id, List<Oid> oids) {
        return new Pdu(Kind.GET_NEXT, id, 0, 0, asking(oids));
    }

    /** @param repetitions rows wanted of every OID */
    public static Pdu getBulk(int id, int repetitions, List<Oid> oids) {
        return new Pdu(Kind.GET_BULK, id, 0, repetitions, asking(oids));
    }

    public static Pdu response(int id, int status, int index, List<Binding> bindings) {
        return new Pdu(Kind.RESPONSE, id, status, index, bindings);
    }

    private static List<Binding> asking(List<Oid> oids) {
        return oids.stream().map(o -> new Binding(o, Value.None.NULL)).toList();
    }
}

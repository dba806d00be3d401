package vor.lab.agent;

import java.util.ArrayList;
import java.util.List;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Value;

/** Answers GET, GETNEXT and GETBULK from a tree (RFC 3416, 4.2). Pure. */
final class Answerer {
    private static final int NO_SUCH_NAME = 2;
    private static final int READ_ONLY = 4;
    private static final int NOT_WRITABLE = 17;

    private final Tree tree;
    private final boolean first;
    private final int mostBytes;
    private final double now;

    /**
     * @param first version 1: one missing object spoils the whole answer, and there are no 64 bit counters
     * @param mostBytes of all bindings together, about
     */
    Answerer(Tree tree, boolean first, int mostBytes, double now) {
        this.tree = tree;
        this.first = first;
        this.mostBytes = mostBytes;
        this.now = now;
    }

    Pdu answer(Pdu asked) {
        return switch (asked.kind()) {
            case GET -> all(asked, false);
            case GET_NEXT -> all(asked, true);
            case GET_BULK -> bulk(asked);
            case SET -> Pdu.response(asked.id(), first ? READ_ONLY : NOT_WRITABLE, 1, asked.bindings());
            case RESPONSE, TRAP_V1, INFORM, TRAP, REPORT -> throw new IllegalArgumentException("no request: " + asked.kind());
        };
    }

    private Pdu all(Pdu asked, boolean next) {
        List<Binding> found = new ArrayList<>(asked.bindings().size());
        for (Binding b : asked.bindings()) {
            Binding one = next ? next(b.oid()) : get(b.oid());
            if (first && one.value() instanceof Value.None) {
                return Pdu.response(asked.id(), NO_SUCH_NAME, found.size() + 1, asked.bindings());
            }
            found.add(one);
        }
        return Pdu.response(asked.id(), 0, 0, found);
    }

    private Binding get(Oid oid) {
        Value value = tree.get(oid, now);
        return new Binding(oid, value == null || first && value instanceof Value.Counter64 ? Value.None.NO_SUCH_INSTANCE : value);
    }

    private Binding next(Oid oid) {
        Binding next = tree.next(oid, now);
        while (first && next != null && next.value() instanceof Value.Counter64) {
            next = tree.next(next.oid(), now);
        }
        return next == null ? new Binding(oid, Value.None.END_OF_MIB) : next;
    }

    private Pdu bulk(Pdu asked) {
        List<Binding> found = new ArrayList<>();
        int single = Math.clamp(asked.first(), 0, asked.bindings().size());
        int bytes = 0;
        for (Binding b : asked.bindings().subList(0, single)) {
            Binding one = next(b.oid());
            bytes += size(one);
            found.add(one);
        }
        List<Oid> at = new ArrayList<>(asked.bindings().subList(single, asked.bindings().size()).stream().map(Binding::oid).toList());
        for (int turn = 0; turn < asked.second() && !at.isEmpty() && bytes < mostBytes; turn++) {
            boolean more = false;
            for (int i = 0; i < at.size() && (bytes < mostBytes || turn == 0); i++) {
                Binding one = next(at.get(i));
                bytes += size(one);
                found.add(one);
                at.set(i, one.oid());
                more |= one.value() != Value.None.END_OF_MIB;
            }
            if (!more) {
                break;
            }
        }
        return Pdu.response(asked.id(), 0, 0, found);
    }

    private static int size(Binding b) {
        int value = switch (b.value()) {
            case Value.Octets o -> o.bytes().length;
            case Value.Opaque o -> o.bytes().length;
            case Value.ObjectId o -> o.oid().size();
            case Value v -> 5;
        };
        return b.oid().size() + 10 + value;
    }
}

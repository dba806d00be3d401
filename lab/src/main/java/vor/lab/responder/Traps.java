package vor.lab.responder;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import vor.lab.box.Change;
import vor.lab.kernel.Ends;
import vor.lab.kernel.UdpSocket;
import vor.wire.snmp.AgentSide;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Value;
import vor.wire.snmp.Version;

/**
 * Sends linkDown and linkUp (IF-MIB, version 2c), each from the address of the device whose port it is, and remembers the
 * newest {@value #MOST_KEPT}. For one thread.
 */
public final class Traps {
    static final int MOST_KEPT = 4096;

    private static final Oid UPTIME = Oid.of("1.3.6.1.2.1.1.3.0");
    private static final Oid TRAP = Oid.of("1.3.6.1.6.3.1.1.4.1.0");
    private static final Value DOWN = new Value.ObjectId(Oid.of("1.3.6.1.6.3.1.1.5.3"));
    private static final Value UP = new Value.ObjectId(Oid.of("1.3.6.1.6.3.1.1.5.4"));

    private final UdpSocket.Sender sender;
    private final AgentSide side;
    private final AtomicInteger ids = new AtomicInteger();
    private final LongAdder sent = new LongAdder();
    private final byte[] bytes = new byte[UdpSocket.LONGEST];
    private final Deque<Sent> kept = new ArrayDeque<>();

    /** @param at just before it left */
    public record Sent(String device, String port, boolean up, Instant at) {}

    public Traps(UdpSocket socket, Secret community) {
        sender = socket.sender();
        side = new AgentSide(List.of(new Credential.Community(Version.V2C, community)));
    }

    /**
     * One trap for each, all at once.
     *
     * @param at now
     * @param nanos monotonic, of the same moment
     */
    public void send(List<Change> changes, InetAddress to, int port, Instant at, long nanos) {
        for (Change change : changes) {
            int length = side.writeTrap(0, trap(change), bytes, nanos);
            sender.add(Ends.of(from(change, to), to, port), bytes, length);
            sent.increment();
            keep(new Sent(change.device().name(), change.port(), change.up(), at));
        }
        sender.flush();
    }

    private void keep(Sent trap) {
        kept.add(trap);
        if (kept.size() > MOST_KEPT) {
            kept.remove();
        }
    }

    /** The newest ones, oldest first. */
    public List<Sent> kept() {
        return List.copyOf(kept);
    }

    private Pdu trap(Change change) {
        List<Binding> bindings = new ArrayList<>();
        bindings.add(new Binding(UPTIME, new Value.Ticks(change.uptime() & 0xffff_ffffL)));
        bindings.add(new Binding(TRAP, change.up() ? UP : DOWN));
        bindings.addAll(change.bindings());
        return new Pdu(Pdu.Kind.TRAP, ids.incrementAndGet(), 0, 0, bindings);
    }

    /** Of the same family as where it goes. */
    private static InetAddress from(Change change, InetAddress to) {
        int bytes = to.getAddress().length;
        return change.device().addresses().stream()
                .map(InetAddress::ofLiteral)
                .filter(a -> a.getAddress().length == bytes)
                .findFirst()
                .orElseThrow();
    }

    /** For people. */
    public String counts() {
        return "traps " + sent;
    }
}

package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import vor.lab.Plan;
import vor.lab.Site;
import vor.lab.TrapTarget;
import vor.lab.kernel.Ends;
import vor.lab.kernel.Namespaces;
import vor.lab.kernel.UdpSocket;
import vor.model.Device;
import vor.model.Inventory;
import vor.model.Uplink;
import vor.outside.Deadline;
import vor.wire.snmp.AgentSide;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Value;
import vor.wire.snmp.Version;

/**
 * Datagrams, one for each uplink of an inventory, sent over and over at a rate to the monitor, on a thread of its own. Each
 * comes from the address of the device that it speaks of, so that nobody can tell it from that device's own.
 */
final class Flood implements AutoCloseable {
    /** The monitor's end of the practice network's cable. */
    static final String MONITOR = TrapTarget.USUAL.address();

    private static final Duration TICK = Duration.ofMillis(5);
    private static final Duration END = Duration.ofSeconds(5);

    private final List<Forged> datagrams;
    private final int perSecond;
    private final UdpSocket socket;
    private final LongAdder sent = new LongAdder();
    private final Thread thread;
    private volatile boolean over;

    private record Forged(Ends ends, byte[] bytes) {}

    private Flood(String name, List<Forged> datagrams, int perSecond) {
        this.datagrams = datagrams;
        this.perSecond = perSecond;
        socket = Namespaces.inside(Site.DEFAULT.namespace(), () -> UdpSocket.open(0));
        thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /** linkDown of version 2c; with the port above by ifName. */
    static Flood ofTraps(Inventory inventory, int port, int perSecond) {
        AgentSide side = new AgentSide(List.of(new Credential.Community(Version.V2C, Secret.of(Plan.COMMUNITY))));
        List<Forged> all = new ArrayList<>();
        for (Place place : places(inventory)) {
            byte[] out = new byte[1000];
            int length = side.writeTrap(0, linkDown(place), out, 0);
            all.add(forged(place, port, Arrays.copyOf(out, length)));
        }
        return new Flood("trap-flood", all, perSecond);
    }

    /** As Junos says it, by RFC 3164. */
    static Flood ofSyslog(Inventory inventory, int port, int perSecond) {
        List<Forged> all = places(inventory).stream().map(p -> forged(p, port, line(p).getBytes(StandardCharsets.UTF_8))).toList();
        return new Flood("syslog-flood", all, perSecond);
    }

    private static String line(Place place) {
        return "<28>Nov 22 06:00:00 " + place.above().name()
                + " mib2d[1234]: SNMP_TRAP_LINK_DOWN: ifIndex 530, ifAdminStatus up(1), ifOperStatus down(2), ifName " + place.port();
    }

    private static Forged forged(Place place, int port, byte[] bytes) {
        return new Forged(Ends.of(address(place.above()), InetAddress.ofLiteral(MONITOR), port), bytes);
    }

    /** A port that something hangs on. */
    private record Place(Device above, String port) {}

    private static List<Place> places(Inventory inventory) {
        List<Place> all = new ArrayList<>();
        for (Device device : inventory.devices()) {
            for (Uplink uplink : device.uplinks()) {
                inventory.device(uplink.above()).ifPresent(above -> all.add(new Place(above, uplink.abovePort())));
            }
        }
        return all;
    }

    private static Pdu linkDown(Place place) {
        return new Pdu(Pdu.Kind.TRAP, 1, 0, 0, List.of(
                new Binding(Oid.of("1.3.6.1.2.1.1.3.0"), new Value.Ticks(1)),
                new Binding(Oid.of("1.3.6.1.6.3.1.1.4.1.0"), new Value.ObjectId(Oid.of("1.3.6.1.6.3.1.1.5.3"))),
                new Binding(Oid.of("1.3.6.1.2.1.31.1.1.1.1.530"), new Value.Octets(place.port().getBytes(StandardCharsets.UTF_8)))));
    }

    private static InetAddress address(Device device) {
        return InetAddress.ofLiteral(device.addresses().getFirst());
    }

    /** A UDP port that nobody uses at the moment, as far as TCP tells. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        thread.start();
    }

    long sent() {
        return sent.sum();
    }

    private void run() {
        UdpSocket.Sender sender = socket.sender();
        long began = System.nanoTime();
        int next = 0;
        while (!over) {
            long due = (long) ((System.nanoTime() - began) / 1e9 * perSecond) - sent.sum();
            for (long i = 0; i < due && !over; i++) {
                Forged one = datagrams.get(next);
                sender.add(one.ends(), one.bytes(), one.bytes().length);
                next = (next + 1) % datagrams.size();
            }
            sender.flush();
            sent.add(Math.max(0, due));
            Deadline.pause(TICK);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.close();
    }
}

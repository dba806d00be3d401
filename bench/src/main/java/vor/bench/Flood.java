package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import vor.lab.Plan;
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

/** Datagrams, one for each uplink of an inventory, sent over and over at a rate to a port of this machine; on a thread of its own. */
final class Flood implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(5);
    private static final Duration END = Duration.ofSeconds(5);

    private final List<ByteBuffer> datagrams;
    private final int perSecond;
    private final DatagramChannel channel;
    private final LongAdder sent = new LongAdder();
    private final Thread thread;
    private volatile boolean over;

    private Flood(String name, List<byte[]> datagrams, int port, int perSecond) {
        this.datagrams = datagrams.stream().map(ByteBuffer::wrap).toList();
        this.perSecond = perSecond;
        try {
            channel = DatagramChannel.open().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /** linkDown of version 2c; each names the device above by its address, as a relay would, and the port by ifName. */
    static Flood ofTraps(Inventory inventory, int port, int perSecond) {
        AgentSide side = new AgentSide(List.of(new Credential.Community(Version.V2C, Secret.of(Plan.COMMUNITY))));
        List<byte[]> all = new ArrayList<>();
        for (Place place : places(inventory)) {
            byte[] out = new byte[1000];
            int length = side.writeTrap(0, linkDown(place), out, 0);
            all.add(Arrays.copyOf(out, length));
        }
        return new Flood("trap-flood", all, port, perSecond);
    }

    /** As Junos says it, by RFC 3164. */
    static Flood ofSyslog(Inventory inventory, int port, int perSecond) {
        List<byte[]> all = places(inventory).stream()
                .map(p -> "<28>Nov 22 06:00:00 " + p.above().name()
                        + " mib2d[1234]: SNMP_TRAP_LINK_DOWN: ifIndex 530, ifAdminStatus up(1), ifOperStatus down(2), ifName " + p.port())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        return new Flood("syslog-flood", all, port, perSecond);
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
                new Binding(Oid.of("1.3.6.1.2.1.31.1.1.1.1.530"), new Value.Octets(place.port().getBytes(StandardCharsets.UTF_8))),
                new Binding(Oid.of("1.3.6.1.6.3.18.1.3.0"), new Value.Ip(address(place.above())))));
    }

    private static int address(Device device) {
        try {
            return ByteBuffer.wrap(InetAddress.getByName(device.addresses().getFirst()).getAddress()).getInt();
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
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
        long began = System.nanoTime();
        int next = 0;
        while (!over) {
            long due = (long) ((System.nanoTime() - began) / 1e9 * perSecond);
            while (sent.sum() < due && !over) {
                send(datagrams.get(next).duplicate());
                next = (next + 1) % datagrams.size();
            }
            Deadline.pause(TICK);
        }
    }

    private void send(ByteBuffer datagram) {
        try {
            channel.write(datagram);
        } catch (PortUnreachableException e) {
            throw new IllegalStateException("nobody listens at " + channel, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sent.increment();
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(END);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package vor.server.receive.traps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vor.model.Clock;
import vor.model.Collector;
import vor.model.DeviceId;
import vor.model.Observation;
import vor.model.Sight;
import vor.server.receive.hints.Heard;
import vor.server.receive.hints.Hints;
import vor.server.receive.hints.Upstream;
import vor.server.receive.hints.Word;
import vor.testkit.Devices;
import vor.testkit.Pictures;
import vor.testkit.PortsOf;
import vor.wire.snmp.AgentSide;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Value;
import vor.wire.snmp.Version;

class TrapsTest {
    private static final byte[] ENGINE = {(byte) 0x80, 0, 0, 0, 5, 1, 2, 3};
    private static final Oid LINK_DOWN = Oid.of("1.3.6.1.6.3.1.1.5.3");
    private static final Oid LINK_UP = Oid.of("1.3.6.1.6.3.1.1.5.4");
    private static final Oid COLD_START = Oid.of("1.3.6.1.6.3.1.1.5.1");
    private static final Binding INDEX = new Binding(Oid.of("1.3.6.1.2.1.2.2.1.1.512"), new Value.Int(512));
    private static final Binding STATUS = new Binding(Oid.of("1.3.6.1.2.1.2.2.1.8.512"), new Value.Int(2));
    private static final Binding NAME =
            new Binding(Oid.of("1.3.6.1.2.1.31.1.1.1.1.512"), new Value.Octets("ge-0/0/12".getBytes(StandardCharsets.UTF_8)));

    private final TrapDoor door = door(0);

    private static TrapDoor door(int port) {
        return new TrapDoor("127.0.0.1", port, List.of(community(Version.V2C)), ENGINE, 1, Clock.system(), new Random(1));
    }

    private static Credential.Community community(Version version) {
        return new Credential.Community(version, Secret.of("public"));
    }

    private static byte[] trap(Version version, Oid name, Binding... bindings) {
        List<Binding> all = new ArrayList<>(List.of(
                new Binding(Oid.of("1.3.6.1.2.1.1.3.0"), new Value.Ticks(1)),
                new Binding(Oid.of("1.3.6.1.6.3.1.1.4.1.0"), new Value.ObjectId(name))));
        all.addAll(List.of(bindings));
        byte[] out = new byte[2000];
        int length = new AgentSide(List.of(community(version))).writeTrap(0, new Pdu(Pdu.Kind.TRAP, 1, 0, 0, all), out, 0);
        return Arrays.copyOf(out, length);
    }

    private Heard read(byte[] bytes) {
        return door.read(bytes, bytes.length, 0);
    }

    private Word word(byte[] bytes) {
        return ((Heard.Link) read(bytes)).word();
    }

    @Test
    void readsThePortByNameAndIndex() {
        assertThat(word(trap(Version.V2C, LINK_DOWN, INDEX, STATUS, NAME)))
                .isEqualTo(new Word(false, "ge-0/0/12", OptionalInt.of(512), "", "trap"));
        assertThat(word(trap(Version.V2C, LINK_UP, INDEX)).up()).isTrue();
        assertThat(word(trap(Version.V2C, LINK_UP, STATUS)).index()).hasValue(512);
        assertThat(word(trap(Version.V2C, LINK_UP)).index()).isEmpty();
    }

    @Test
    void aTrapOfVersion1NamesItsAgent() {
        Binding agent = new Binding(Oid.of("1.3.6.1.6.3.18.1.3.0"), new Value.Ip(0xc6120401));
        assertThat(word(trap(Version.V1, LINK_DOWN, INDEX, agent)).host()).isEqualTo("198.18.4.1");
    }

    @Test
    void othersAreInOrderAndTellOfNoPort() {
        assertThat(read(trap(Version.V2C, COLD_START))).isInstanceOf(Heard.Other.class);
        assertThat(read(new byte[] {1, 2, 3})).isInstanceOf(Heard.Bad.class);
        byte[] wrong = trap(Version.V2C, LINK_DOWN, INDEX);
        wrong[8] ^= 1;
        assertThat(read(wrong)).isInstanceOf(Heard.Bad.class);
    }

    @Test
    void aTrapOnTheWireHasTheDeviceBehindProbed() throws Exception {
        Instant now = Instant.parse("2026-04-01T12:00:00Z");
        Pictures picture = Pictures.of(
                        now,
                        Devices.device(4, "distro4").addresses("127.0.0.1").build(),
                        Devices.device(7, "e7-2").addresses("127.0.0.7").below(4, "ge-0/0/12").build())
                .with(PortsOf.device(4, now).up("ge-0/0/12").build());
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        try (Hints hints = new Hints(Clock.system(), List.of(door), () -> picture, new Noting(seen));
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            hints.start(new Telling(seen));
            send(socket, hints.port("traps").orElseThrow(), trap(Version.V2C, LINK_DOWN, INDEX, NAME));
            List<Object> three = List.of(next(seen), next(seen), next(seen));
            assertThat(three).contains(Set.of("ge-0/0/12"), Set.of(new DeviceId(7)));
            assertThat(three.toString()).contains("linkDown trap", "ge-0/0/12 (ifIndex 512)");
            assertThat(hints.trouble()).isEmpty();
            assertThat(hints.readings()).anyMatch(r -> r.name().equals("vor_traps_hints_total") && r.value().getAsDouble() == 1);
        }
    }

    @Test
    void aPortThatSomebodyElseHoldsIsATroubleAndNotTheEnd() throws IOException {
        try (DatagramSocket held = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Hints hints = new Hints(
                        Clock.system(), List.of(door(held.getLocalPort())), () -> Pictures.empty(Instant.EPOCH),
                        new Noting(new LinkedBlockingQueue<>()))) {
            hints.start(new Telling(new LinkedBlockingQueue<>()));
            assertThat(hints.trouble().orElseThrow())
                    .startsWith("cannot listen for traps on 127.0.0.1 port " + held.getLocalPort())
                    .contains("another program listens there");
        }
    }

    private static Object next(BlockingQueue<Object> seen) throws InterruptedException {
        return seen.poll(10, TimeUnit.SECONDS);
    }

    private static void send(DatagramSocket socket, int port, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    private record Noting(BlockingQueue<Object> seen) implements Upstream {
        @Override
        public void probe(Set<DeviceId> devices) {
            seen.add(devices);
        }

        @Override
        public void look(DeviceId device, Set<String> ports) {
            seen.add(ports);
        }
    }

    private record Telling(BlockingQueue<Object> seen) implements Collector.Sink {
        @Override
        public void observed(List<? extends Observation> all) {
            seen.addAll(all);
        }

        @Override
        public void sight(Sight sight) {}
    }
}

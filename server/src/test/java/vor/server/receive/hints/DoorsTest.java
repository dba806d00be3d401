package vor.server.receive.hints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vor.model.Clock;
import vor.model.Collector;
import vor.model.DeviceId;
import vor.model.Observation;
import vor.model.Sight;
import vor.testkit.Pictures;

/** Other doors while it listens: all of them or none. */
class DoorsTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Hints hints = new Hints(Clock.system(), List.of(), () -> Pictures.empty(Instant.EPOCH), new Nobody());

    private record Nobody() implements Upstream {
        @Override
        public void probe(Set<DeviceId> devices) {}

        @Override
        public void look(DeviceId device, Set<String> ports) {}
    }

    private record Nowhere() implements Collector.Sink {
        @Override
        public void observed(List<? extends Observation> observations) {}

        @Override
        public void sight(Sight sight) {}
    }

    private Door door(String name, String host, int port, String word) {
        return new Door() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String host() {
                return host;
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public Heard read(byte[] bytes, int length, long nanos) {
                heard.add(word + " " + new String(bytes, 0, length, StandardCharsets.UTF_8));
                return new Heard.Bad("it is a test");
            }
        };
    }

    private void say(int port, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress("127.0.0.1", port)));
        }
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
    }

    private int port(String name) {
        return hints.port(name).orElseThrow();
    }

    private static int free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void end() {
        hints.close();
    }

    @Test
    void theFirstDoorMayComeAfterTheStart() throws Exception {
        hints.start(new Nowhere());
        assertThat(hints.port("traps")).isEmpty();
        hints.doors(List.of(door("traps", "127.0.0.1", 0, "a")));
        say(port("traps"), "hello");
        assertThat(next()).isEqualTo("a hello");
    }

    @Test
    void aDoorThatStaysKeepsItsSocketAndReadsAsTheNewOneDoes() throws Exception {
        int port = free();
        hints.start(new Nowhere());
        hints.doors(List.of(door("traps", "127.0.0.1", port, "a")));
        say(port, "1");
        assertThat(next()).isEqualTo("a 1");
        hints.doors(List.of(door("traps", "127.0.0.1", port, "b"), door("syslog", "127.0.0.1", 0, "s")));
        say(port, "2");
        assertThat(next()).isEqualTo("b 2");
        say(port("syslog"), "3");
        assertThat(next()).isEqualTo("s 3");
        hints.doors(List.of());
        assertThat(hints.port("traps")).isEmpty();
        new DatagramSocket(port, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void aDoorMayMoveToAnotherAddressWithTheSamePort() throws Exception {
        int port = free();
        hints.start(new Nowhere());
        hints.doors(List.of(door("traps", "127.0.0.1", port, "a")));
        hints.doors(List.of(door("traps", "0.0.0.0", port, "b")));
        say(port, "1");
        assertThat(next()).isEqualTo("b 1");
        assertThat(hints.trouble()).isEmpty();
    }

    @Test
    void whenOneCannotBeOpenedAllStayAsTheyWere() throws Exception {
        int port = free();
        hints.start(new Nowhere());
        hints.doors(List.of(door("traps", "127.0.0.1", port, "a")));
        try (DatagramSocket held = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            List<Door> next = List.of(
                    door("traps", "0.0.0.0", port, "b"), door("syslog", "127.0.0.1", held.getLocalPort(), "s"));
            assertThatThrownBy(() -> hints.doors(next)).isInstanceOf(IOException.class).hasMessageContaining("another program listens there");
        }
        say(port, "1");
        assertThat(next()).isEqualTo("a 1");
        assertThat(hints.port("syslog")).isEmpty();
        assertThat(hints.trouble()).isEmpty();
    }

    @Test
    void aDoorThatWasATroubleBeforeKeepsNobodyFromChangingTheRest() throws Exception {
        try (DatagramSocket held = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Hints troubled = new Hints(
                        Clock.system(), List.of(door("traps", "127.0.0.1", held.getLocalPort(), "a")), () -> Pictures.empty(Instant.EPOCH), new Nobody())) {
            troubled.start(new Nowhere());
            assertThat(troubled.trouble()).isPresent();
            List<Door> next = List.of(door("traps", "127.0.0.1", held.getLocalPort(), "a"), door("syslog", "127.0.0.1", 0, "s"));
            troubled.doors(next);
            assertThat(troubled.port("syslog")).isPresent();
            assertThat(troubled.trouble()).isPresent();
            held.close();
            troubled.doors(next);
            assertThat(troubled.trouble()).isEmpty();
            assertThat(troubled.port("traps")).isPresent();
        }
    }
}

package vor.server.receive.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vor.model.Event;
import vor.testkit.ManualClock;
import vor.wire.collectd.SecurityLevel;

/** What Debian's collectd itself sends, plain, signed and encrypted. */
class CollectdServerTest {
    private static final Path COLLECTD = Path.of("/usr/sbin/collectd");
    private static final Path TYPES = Path.of("/usr/share/collectd/types.db");

    @TempDir
    Path folder = Path.of("");

    private final ManualClock clock = new ManualClock();
    private final BlockingQueue<Event> taken = new LinkedBlockingQueue<>();
    private final CollectdServer server = new CollectdServer(clock, taken::addAll);

    @AfterEach
    void end() {
        server.close();
    }

    private void listen(SecurityLevel level, String password) throws IOException {
        server.settings(Optional.of(new CollectdSettings("127.0.0.1", 0, level, Map.of("bob", password), Files.exists(TYPES) ? Files.readString(TYPES) : "")));
    }

    private Process collectd(SecurityLevel level) throws IOException {
        assumeTrue(Files.exists(COLLECTD), "Debian's collectd is not here");
        String security = level == SecurityLevel.NONE ? "" : "SecurityLevel %s\nUsername \"bob\"\nPassword \"builder\"".formatted(level == SecurityLevel.SIGN ? "Sign" : "Encrypt");
        Path conf = Files.writeString(
                folder.resolve("collectd.conf"),
                """
                Hostname "gate.example.org"
                FQDNLookup false
                Interval 0.1
                PIDFile "%1$s/pid"
                BaseDir "%1$s"
                TypesDB "/usr/share/collectd/types.db"
                LoadPlugin load
                LoadPlugin network
                <Plugin network>
                  MaxPacketSize 1024
                  <Server "127.0.0.1" "%2$d">
                    %3$s
                  </Server>
                </Plugin>
                """.formatted(folder, server.port().orElseThrow(), security));
        return new ProcessBuilder(COLLECTD.toString(), "-f", "-C", conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @ParameterizedTest
    @EnumSource(SecurityLevel.class)
    void collectdItselfIsHeard(SecurityLevel level) throws IOException, InterruptedException {
        listen(level, "builder");
        Process collectd = collectd(level);
        try {
            Event event = Optional.ofNullable(taken.poll(30, TimeUnit.SECONDS)).orElseThrow();
            assertThat(event.host()).isEqualTo("gate.example.org");
            assertThat(event.service()).isEqualTo("load/load/shortterm");
            assertThat(event.attributes()).containsEntry("plugin", "load").containsEntry("ds_name", "shortterm");
            assertThat(event.ttl().orElseThrow().toMillis()).isBetween(190L, 210L);
        } finally {
            collectd.destroyForcibly().waitFor(); // asked nicely it may wait for ever for its own threads
        }
        assertThat(server.lastBad()).isEmpty();
    }

    @Test
    void collectdWithAnotherPasswordIsNotLetIn() throws IOException, InterruptedException {
        listen(SecurityLevel.SIGN, "plumber");
        Process collectd = collectd(SecurityLevel.ENCRYPT);
        try {
            awaitBad();
        } finally {
            collectd.destroyForcibly().waitFor(); // asked nicely it may wait for ever for its own threads
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void nonsenseIsCountedAndKeptToLookAt() throws IOException {
        listen(SecurityLevel.NONE, "builder");
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[] {0, 0, 0, 99, 1}, 5, InetAddress.getLoopbackAddress(), server.port().orElseThrow()));
        }
        List<?> bad = awaitBad();
        assertThat(bad).isNotEmpty();
        assertThat(taken).isEmpty();
    }

    private List<?> awaitBad() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (server.lastBad().isEmpty() && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        assertThat(server.lastBad()).isNotEmpty();
        return server.lastBad();
    }
}

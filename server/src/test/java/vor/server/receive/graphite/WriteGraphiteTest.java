package vor.server.receive.graphite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.Event;
import vor.testkit.ManualClock;

/** Debian's collectd sends to us as to Graphite. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WriteGraphiteTest {
    private static final Path COLLECTD = Path.of("/usr/sbin/collectd");
    private static final Path PLUGIN = Path.of("/usr/lib/collectd/write_graphite.so");

    @TempDir
    Path folder = Path.of("");

    private final BlockingQueue<Event> taken = new LinkedBlockingQueue<>();
    private final GraphiteServer server = new GraphiteServer(new ManualClock(), taken::addAll);

    @AfterEach
    void end() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp", "tags"})
    void itsValuesComeIn(String how) throws Exception {
        assumeTrue(Files.exists(COLLECTD) && Files.exists(PLUGIN), "Debian's collectd with write_graphite is not here");
        server.settings(Optional.of(new GraphiteSettings("127.0.0.1", 0, true, -1, 3, Duration.ofMinutes(3))));
        boolean tags = how.equals("tags");
        Path conf = Files.writeString(
                folder.resolve("collectd.conf"),
                """
                Hostname "gate.example.org"
                FQDNLookup false
                Interval 1
                PIDFile "%1$s/pid"
                BaseDir "%1$s"
                TypesDB "/usr/share/collectd/types.db"
                LoadPlugin load
                LoadPlugin write_graphite
                <Plugin write_graphite>
                  <Node "vor">
                    Host "127.0.0.1"
                    Port "%2$d"
                    Protocol "%3$s"
                    Prefix "collectd."
                    UseTags %4$s
                  </Node>
                </Plugin>
                """.formatted(folder, server.ports().getFirst().number(), tags ? "tcp" : how, tags));
        Process collectd = new ProcessBuilder(COLLECTD.toString(), "-f", "-C", conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            Set<String> services = new TreeSet<>();
            while (services.size() < 3) {
                Event event = Optional.ofNullable(taken.poll(60, TimeUnit.SECONDS)).orElseThrow();
                assertThat(event.metric()).isPresent();
                assertThat(event.host()).isEqualTo(tags ? "gate.example.org" : "");
                services.add(event.service());
            }
            assertThat(services).allMatch(s -> s.contains("load")).anyMatch(s -> s.contains("shortterm"));
        } finally {
            collectd.destroyForcibly().waitFor(); // asked nicely it may wait for ever for a thread of its own
        }
        assertThat(server.lastBad()).isEmpty();
    }
}

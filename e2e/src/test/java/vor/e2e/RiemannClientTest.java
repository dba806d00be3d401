package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.outside.Api;
import vor.outside.Deadline;
import vor.outside.VorServer;

/** Debian's riemann-client and collectd, with nothing of ours between them and the product. */
class RiemannClientTest {
    private static final Path CLIENT = Path.of("/usr/bin/riemann-client");
    private static final Path COLLECTD = Path.of("/usr/sbin/collectd");
    private static final Path PLUGIN = Path.of("/usr/lib/collectd/write_riemann.so");

    @TempDir
    Path folder = Path.of("");

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static VorServer hearing(Path folder, int port) {
        return VorServer.in(folder, "Events", "").with("receive:", "  riemann: {listen: \"127.0.0.1:" + port + "\"}", "events: {own: off}");
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String client(int port, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(CLIENT.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("127.0.0.1", Integer.toString(port)));
        return run(command);
    }

    private static JsonNode events(Api api, String query) {
        String body = api.raw("GET", "/api/v1/events?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), null).body();
        return new JsonMapper().readTree(body).get("events");
    }

    @Test
    void eventsOfTheRealClientComeInAndItsQueriesAreAnswered() throws Exception {
        assumeTrue(Files.exists(CLIENT), "Debian's riemann-client is not here");
        int port = free();
        try (VorServer server = hearing(folder, port)) {
            server.start();
            try (Api api = server.api()) {
                client(port, "send", "-h", "web1", "-S", "load", "-s", "ok", "-d", "0.75", "-t", "prod", "-t", "web", "-a", "rack=b3", "-L", "300", "-D", "one minute");
                client(port, "send", "--udp", "-h", "web2", "-S", "disk /var", "-s", "critical", "-i", "93", "-L", "300");
                Deadline.until(Duration.ofSeconds(10), () -> "two events: " + events(api, ""), () -> events(api, "").size() == 2);
                JsonNode load = events(api, "tagged \"prod\" and metric > 0.7").get(0);
                assertThat(load.get("host").asString()).isEqualTo("web1");
                assertThat(load.get("description").asString()).isEqualTo("one minute");
                assertThat(load.at("/attributes/rack").asString()).isEqualTo("b3");
                assertThat(events(api, "metric = 93").get(0).get("service").asString()).isEqualTo("disk /var");
                assertThat(client(port, "query", "state = \"critical\"")).contains("disk /var").doesNotContain("load");
            }
        }
    }

    @Test
    void collectdsWriteRiemannIsHeard() throws Exception {
        assumeTrue(Files.exists(COLLECTD) && Files.exists(PLUGIN), "Debian's collectd with write_riemann is not here");
        int port = free();
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
                LoadPlugin write_riemann
                <Plugin write_riemann>
                  <Node "vor">
                    Host "127.0.0.1"
                    Port %2$d
                    Protocol TCP
                    Batch false
                  </Node>
                  Tag "collected"
                </Plugin>
                """.formatted(folder, port));
        try (VorServer server = hearing(folder.resolve("site"), port)) {
            server.start();
            Process collectd = new ProcessBuilder(COLLECTD.toString(), "-f", "-C", conf.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("collectd.log").toFile())
                    .start();
            try (Api api = server.api()) {
                Deadline.until(Duration.ofSeconds(30), () -> "three loads: " + events(api, ""), () -> events(api, "service =~ \"load/load/%\"").size() == 3);
                JsonNode shortterm = events(api, "service = \"load/load/shortterm\" and tagged \"collected\"").get(0);
                assertThat(shortterm.get("host").asString()).isEqualTo("gate.example.org");
                assertThat(shortterm.get("ttl").asDouble()).isEqualTo(2);
                assertThat(shortterm.at("/attributes/plugin").asString()).isEqualTo("load");
                assertThat(shortterm.get("metric").isNumber()).isTrue();
            } finally {
                collectd.destroyForcibly().waitFor(); // asked nicely it may wait for ever for a thread of write_riemann
            }
        }
    }
}

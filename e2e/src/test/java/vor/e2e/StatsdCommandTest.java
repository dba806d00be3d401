package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.outside.Checkout;
import vor.outside.Deadline;

/** The command that takes the place of npm's statsd: started by statsd's own file, fed, told another file, ended by TERM. */
class StatsdCommandTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Queue<String> carbonHeard = new ConcurrentLinkedQueue<>();

    private static String conf(int port, int carbon, String own) {
        return """
                /* as statsd's own exampleConfig.js */
                { port: %d, mgmt_port: 0, address: '127.0.0.1',
                  graphiteHost: "127.0.0.1", graphitePort: %d,
                  backends: ["./backends/graphite"], // and nothing else
                  flushInterval: 200, prefixStats: "%s", graphite: { legacyNamespace: false, globalPrefix: "one" }, }
                """.formatted(port, carbon, own);
    }

    private static void read(Process process, Queue<String> lines) {
        Thread.ofVirtual().start(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
            } catch (IOException e) {
                lines.add(e.toString());
            }
        });
    }

    /** Takes what is told to Graphite until it is closed. */
    private void hear(ServerSocket carbon) {
        Thread.ofVirtual().start(() -> {
            while (!carbon.isClosed()) {
                try (Socket one = carbon.accept(); BufferedReader in = new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.UTF_8))) {
                    in.lines().forEach(carbonHeard::add);
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static int free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void send(int port, String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        }
    }

    @Test
    void itRunsByStatsdsOwnFileFollowsItAndEndsWhenItIsTold() throws Exception {
        int port = free();
        try (ServerSocket carbon = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            hear(carbon);
            Path file = Files.writeString(folder.resolve("config.js"), conf(port, carbon.getLocalPort(), "statsd"));
            Process process = new ProcessBuilder(Checkout.launcher().toString(), "statsd", file.toString()).redirectErrorStream(true).start();
            try {
                read(process, said);
                Deadline.until(SOON, () -> "\"server is up\": " + said, () -> said.stream().anyMatch(l -> l.contains("server is up")));
                send(port, "logins:3|c\nlogins:4|c");
                Deadline.until(SOON, () -> "seven logins: " + carbonHeard, () -> carbonHeard.stream().anyMatch(l -> l.startsWith("one.counters.logins.count 7 ")));

                Files.writeString(file, conf(port, carbon.getLocalPort(), "two"));
                Deadline.until(SOON, () -> "its own counters under the other name: " + carbonHeard, () -> carbonHeard.stream().anyMatch(l -> l.startsWith("one.counters.two.packets_received.count ")));
                Files.writeString(file, "{ port: require('x') }");
                Deadline.until(SOON, () -> "the fault: " + said, () -> said.stream().anyMatch(l -> l.contains("config.js:1:9")));
                assertThat(process.isAlive()).isTrue();

                process.destroy();
                assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).as(said.toString()).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void aFileThatIsNoneSaysWhere() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.js"), "{\n  port: 8125,\n  backends: [process.env.X]\n}\n");
        Process process = new ProcessBuilder(Checkout.launcher().toString(), "statsd", file.toString()).redirectErrorStream(true).start();
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(all).contains("bad.js:3:");
    }
}

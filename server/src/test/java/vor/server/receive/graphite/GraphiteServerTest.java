package vor.server.receive.graphite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.Event;
import vor.model.Metric;
import vor.testkit.ManualClock;

class GraphiteServerTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private final ManualClock clock = new ManualClock();
    private final BlockingQueue<Event> taken = new LinkedBlockingQueue<>();
    private final GraphiteServer server = new GraphiteServer(clock, taken::addAll);

    @BeforeEach
    void begin() throws IOException {
        server.settings(Optional.of(new GraphiteSettings("127.0.0.1", 0, true, 0, 3, Duration.ofMinutes(3))));
    }

    @AfterEach
    void end() {
        server.close();
    }

    private int port(int which) {
        return server.ports().get(which).number();
    }

    private Event next() throws InterruptedException {
        return Optional.ofNullable(taken.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    private double reading(String name) {
        return server.readings().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow().value().getAsDouble();
    }

    private Socket lines(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(0));
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void linesArePointsAndBadOnesHurtNoOther() throws IOException, InterruptedException {
        try (Socket socket = lines("web1.cpu 0.5 1700000000\nnonsense\nweb1.mem;host=web2;kind=rss 7 -1\r\n" + "x".repeat(5_000) + "\nlast 1 1700000001\n")) {
            Event cpu = next();
            assertThat(cpu.service()).isEqualTo("web1.cpu");
            assertThat(cpu.metric()).contains(new Metric.Real(0.5));
            assertThat(cpu.time()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
            assertThat(cpu.ttl()).contains(Duration.ofMinutes(3));
            Event memory = next();
            assertThat(memory.host()).isEqualTo("web2");
            assertThat(memory.service()).isEqualTo("web1.mem;kind=rss");
            assertThat(memory.time()).isEqualTo(clock.now());
            assertThat(next().service()).isEqualTo("last");
        }
        assertThat(server.lastBad()).hasSize(2).extracting(b -> b.what().length()).containsExactly(200, 8);
        assertThat(reading("vor_graphite_bad_total")).isEqualTo(2);
        assertThat(reading("vor_graphite_points_total")).isEqualTo(3);
    }

    @Test
    void aLastLineWithoutAnEndCountsWhenItsSenderGoes() throws IOException, InterruptedException {
        lines("web1.cpu 1 1700000000").close();
        assertThat(next().service()).isEqualTo("web1.cpu");
    }

    @Test
    void datagramsHoldLinesToo() throws IOException, InterruptedException {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] bytes = "a 1 1700000000\nb 2 1700000000".getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port(1)));
            assertThat(List.of(next().service(), next().service())).containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void picklesOfPythonAreTaken(int protocol) throws IOException, InterruptedException {
        assumeTrue(Files.exists(PYTHON), "python3 is not here");
        String script = """
                import pickle, socket, struct
                body = pickle.dumps([("web1.cpu", (1700000000, 0.5)), ("web1.mem", ("1700000001", "7"))], %d)
                s = socket.create_connection(("127.0.0.1", %d))
                s.sendall(struct.pack("!L", len(body)) + body)
                s.close()
                """.formatted(protocol, port(2));
        Process python = new ProcessBuilder(PYTHON.toString(), "-c", script).inheritIO().start();
        assertThat(python.waitFor()).isZero();
        assertThat(next().metric()).contains(new Metric.Real(0.5));
        assertThat(next().metric()).contains(new Metric.Real(7));
    }

    @Test
    void aPickleThatWouldRunCodeIsRefusedAndTheConnectionGoesOn() throws IOException, InterruptedException {
        byte[] evil = "cos\nsystem\n(S'true'\ntR.".getBytes(StandardCharsets.ISO_8859_1);
        byte[] good = "(lp0\n(S'a'\n(I1700000000\nF1.0\nttta.".replace("ttta", "tta").getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(2))) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            for (byte[] body : List.of(evil, good)) {
                out.writeInt(body.length);
                out.write(body);
            }
            out.flush();
            assertThat(next().service()).isEqualTo("a");
        }
        assertThat(server.lastBad()).singleElement().satisfies(b -> assertThat(b.why()).contains("would run code"));
    }

    @Test
    void aPickleThatIsTooLongEndsTheConnection() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(2))) {
            socket.setSoTimeout(10_000);
            new DataOutputStream(socket.getOutputStream()).writeInt(Integer.MAX_VALUE);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(server.lastBad()).singleElement().satisfies(b -> assertThat(b.why()).contains("at most 1048576 are taken"));
    }
}

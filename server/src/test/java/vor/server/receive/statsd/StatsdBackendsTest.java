package vor.server.receive.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Clock;
import vor.model.Reading;
import vor.server.receive.statsd.Outlet.Graphite;
import vor.server.receive.statsd.Outlet.Target;

/** Carbon, files and other statsds that are there, are not, or come back. */
class StatsdBackendsTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @TempDir
    Path folder = Path.of("");

    private static Flush flush(String lines) {
        return Feed.standard().send(lines).flush();
    }

    private static void await(BooleanSupplier there) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!there.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(2_000_000);
        }
        assertThat(there.getAsBoolean()).isTrue();
    }

    private static double reading(Backend backend, String name) {
        return backend.readings().stream().filter(r -> r.name().equals(name)).map(Reading::value).findFirst().orElseThrow().getAsDouble();
    }

    private static ServerSocket carbon(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] connection(ServerSocket carbon) throws IOException {
        try (Socket one = carbon.accept()) {
            return one.getInputStream().readAllBytes();
        }
    }

    private static String text(ServerSocket carbon) throws IOException {
        return new String(connection(carbon), StandardCharsets.UTF_8);
    }

    private static GraphiteBackend graphite(int port, boolean pickle, long buffer) {
        return new GraphiteBackend(new Graphite("127.0.0.1", port, pickle, Names.standard(), buffer), INTERVAL, Clock.system());
    }

    @Test
    void eachFlushIsAConnectionOfItsOwn() throws IOException {
        try (ServerSocket carbon = carbon(0);
                GraphiteBackend graphite = graphite(carbon.getLocalPort(), false, 1 << 20)) {
            graphite.flush(flush("hits:3|c"), 0);
            assertThat(text(carbon)).contains("stats_counts.hits 3 1700000000\n").contains("stats.statsd.graphiteStats.flush_length 0 ").endsWith("\n");
            graphite.flush(flush("hits:4|c"), 0);
            assertThat(text(carbon)).contains("stats_counts.hits 4 1700000000\n").doesNotContain("flush_length 0 ");
        }
    }

    @Test
    void flushesWaitWhileCarbonIsAwayAndComeInTheirOrder() throws IOException {
        ServerSocket away = carbon(0);
        int port = away.getLocalPort();
        away.close();
        try (GraphiteBackend graphite = graphite(port, false, 1 << 20)) {
            for (int i = 1; i <= 5; i++) {
                graphite.flush(flush("hits:" + i + "|c"), 0);
            }
            assertThat(reading(graphite, "vor_statsd_graphite_waiting_flushes")).isEqualTo(5);
            try (ServerSocket carbon = carbon(port)) {
                for (int i = 1; i <= 5; i++) {
                    assertThat(text(carbon)).contains("stats_counts.hits " + i + " ");
                }
            }
            await(() -> reading(graphite, "vor_statsd_graphite_waiting_flushes") == 0);
            assertThat(reading(graphite, "vor_statsd_graphite_dropped_flushes_total")).isZero();
            assertThat(reading(graphite, "vor_statsd_graphite_flushes_total")).isEqualTo(5);
        }
    }

    @Test
    void theOldestGiveWayWhereThereIsNoRoomAndAreCounted() throws IOException {
        ServerSocket away = carbon(0);
        int port = away.getLocalPort();
        away.close();
        try (GraphiteBackend graphite = graphite(port, false, 2_500)) {
            for (int i = 1; i <= 9; i++) {
                graphite.flush(flush("hits:" + i + "|c"), 0);
            }
            double waiting = reading(graphite, "vor_statsd_graphite_waiting_flushes");
            assertThat(waiting).isBetween(2.0, 8.0);
            assertThat(reading(graphite, "vor_statsd_graphite_dropped_flushes_total")).isEqualTo(9 - waiting);
            try (ServerSocket carbon = carbon(port)) {
                assertThat(text(carbon)).contains("stats_counts.hits " + (10 - (int) waiting) + " ");
            }
        }
    }

    @Test
    void aConnectionThatBreaksOffIsMadeAgain() throws IOException {
        try (ServerSocket carbon = carbon(0);
                GraphiteBackend graphite = graphite(carbon.getLocalPort(), false, 1 << 20)) {
            graphite.flush(flush("hits:3|c"), 0);
            try (Socket one = carbon.accept()) {
                one.setSoLinger(true, 0); // reset
            }
            assertThat(text(carbon)).contains("stats_counts.hits 3 ");
        }
    }

    @Test
    void picklesAreWhatCarbonReads() throws IOException {
        try (ServerSocket carbon = carbon(0);
                GraphiteBackend graphite = graphite(carbon.getLocalPort(), true, 1 << 20)) {
            graphite.flush(flush("hits:3|c"), 0);
            byte[] all = connection(carbon);
            String text = new String(all, 4, all.length - 4, StandardCharsets.UTF_8);
            assertThat(text).startsWith("(l(S'stats.statsd.bad_lines_seen'\n(L1700000000L\nS'0'\ntta").contains("(S'stats_counts.hits'\n(L1700000000L\nS'3'\ntta");
        }
    }

    @Test
    void aFileGetsALineForEachKeyAndIsOpenedAnewWhenItWasMoved() throws IOException {
        Path path = folder.resolve("flushes");
        try (FileBackend file = new FileBackend(path)) {
            file.flush(flush("hits:3|c\nload:0.5|g\nrender:20|ms\nrender:10|ms\nusers:bob|s\nusers:ann|s"), 0);
            await(() -> Files.exists(path) && path.toFile().length() > 0);
            assertThat(Files.readAllLines(path)).contains("c\thits\t3", "g\tload\t0.5", "t\trender\t10;20", "s\tusers\tbob;ann");
            Files.move(path, folder.resolve("flushes.1"));
            file.flush(flush("hits:4|c"), 0);
            await(() -> Files.exists(path) && path.toFile().length() > 0);
            assertThat(Files.readAllLines(path)).contains("c\thits\t4").doesNotContain("c\thits\t3");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsCounted() {
        try (FileBackend file = new FileBackend(folder.resolve("no/such/folder/flushes"))) {
            file.flush(flush("hits:3|c"), 0);
            await(() -> reading(file, "vor_statsd_file_failed_total") == 1);
        }
    }

    @Test
    void packetsArePassedOnAsTheyCame() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            other.setSoTimeout(20_000);
            Outlet.Repeat settings = new Outlet.Repeat(List.of(new Target("127.0.0.1", other.getLocalPort())), Outlet.Way.UDP4);
            try (RepeatBackend repeat = new RepeatBackend(settings, Clock.system())) {
                byte[] bytes = "xxhits:1|c\n\u00e6".getBytes(StandardCharsets.UTF_8);
                repeat.packet(bytes, 2, bytes.length - 2);
                DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                other.receive(packet);
                assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)).isEqualTo("hits:1|c\n\u00e6");
            }
        }
    }

    @Test
    void overTcpAnEndOfLineStandsBehindEachPacket() throws IOException {
        List<byte[]> got = new ArrayList<>();
        try (ServerSocket other = carbon(0)) {
            Outlet.Repeat settings = new Outlet.Repeat(List.of(new Target("127.0.0.1", other.getLocalPort())), Outlet.Way.TCP);
            try (RepeatBackend repeat = new RepeatBackend(settings, Clock.system())) {
                repeat.packet("a:1|c".getBytes(StandardCharsets.UTF_8), 0, 5);
                repeat.packet("b:1|c".getBytes(StandardCharsets.UTF_8), 0, 5);
                try (Socket one = other.accept()) {
                    one.setSoTimeout(20_000);
                    got.add(one.getInputStream().readNBytes(12));
                }
            }
        }
        assertThat(new String(got.getFirst(), StandardCharsets.UTF_8)).isEqualTo("a:1|c\nb:1|c\n");
    }

    @Test
    void whoTakesNothingHoldsNobodyUp() {
        Outlet.Repeat settings = new Outlet.Repeat(List.of(new Target("host.invalid", 1)), Outlet.Way.UDP4);
        try (RepeatBackend repeat = new RepeatBackend(settings, Clock.system())) {
            for (int i = 0; i < 20_100; i++) {
                repeat.packet(new byte[] {'x'}, 0, 1);
            }
            assertThat(reading(repeat, "vor_statsd_repeat_dropped_total")).isGreaterThanOrEqualTo(99);
        }
    }
}

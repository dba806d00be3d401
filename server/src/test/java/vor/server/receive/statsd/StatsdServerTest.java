package vor.server.receive.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Event;
import vor.model.Metric;
import vor.testkit.ManualClock;

class StatsdServerTest {
    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1_700_000_003));
    private final Map<String, Event> told = new ConcurrentHashMap<>();
    private final StatsdServer server = new StatsdServer(clock, events -> events.forEach(e -> told.put(e.service(), e)));

    private static StatsdSettings settings(Duration flush) {
        Adding usual = Adding.standard();
        return new StatsdSettings(
                List.of(new Ear.Udp("127.0.0.1", 0), new Ear.Tcp("127.0.0.1", 0)), 3, 1 << 20, true,
                new Adding(flush, List.of(90.0), usual.histograms(), usual.timerNumbers(), Adding.Idle.DROP, usual.prefixStats(), usual.limits()),
                List.of(), Optional.empty(), StatsdSettings.Watching.NOTHING);
    }

    @BeforeEach
    void begin() throws IOException {
        server.settings(Optional.of(settings(Duration.ofSeconds(10))));
    }

    @AfterEach
    void end() {
        server.close();
    }

    private void send(String text) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), server.port().orElseThrow()));
        }
    }

    private void awaitLines(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (reading("vor_statsd_lines_total") < count && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(reading("vor_statsd_lines_total")).isEqualTo(count);
    }

    private double reading(String name) {
        return server.readings().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow().value().getAsDouble();
    }

    private double value(String service) {
        return Optional.ofNullable(told.get(service)).orElseThrow(() -> new AssertionError("no " + service + " among " + told.keySet())).metric().orElseThrow().value();
    }

    @Test
    void whatCameIsToldWhenTheClockIsAtAMultipleOfTheInterval() throws IOException {
        send("hits:1|c\nhits:2|c|@0.5\nload:0.7|g\nusers:ann|s\nusers:bob|s\nusers:ann|s\nrender:10|ms\nrender:20|ms");
        awaitLines(8);
        clock.advance(Duration.ofMillis(6_999));
        server.chore();
        assertThat(told).isEmpty();
        clock.advance(Duration.ofMillis(1));
        server.chore();
        assertThat(value("hits.count")).isEqualTo(5);
        assertThat(value("hits.rate")).isEqualTo(0.5);
        assertThat(value("load")).isEqualTo(0.7);
        assertThat(value("users.count")).isEqualTo(2);
        assertThat(value("render.upper_90")).isEqualTo(20);
        assertThat(value("render.mean")).isEqualTo(15);
        Event hits = Optional.ofNullable(told.get("hits.count")).orElseThrow();
        assertThat(hits.metric()).contains(new Metric.Whole(5));
        assertThat(hits.time()).isEqualTo(Instant.ofEpochSecond(1_700_000_010));
        assertThat(hits.ttl()).contains(Duration.ofSeconds(30));
        assertThat(hits.tags()).containsExactly("statsd");
    }

    @Test
    void whatIsIdleIsToldNoMoreAndRunsOutOfTheIndexByItself() throws IOException {
        send("hits:1|c");
        awaitLines(1);
        clock.advance(Duration.ofSeconds(10));
        server.chore();
        told.clear();
        clock.advance(Duration.ofSeconds(10));
        server.chore();
        assertThat(told).doesNotContainKey("hits.count").containsKey("statsd.packets_received.count");
    }

    @Test
    void tagsAreAttributesAndTheTagHostIsTheHost() throws IOException {
        send("hits:1|c|#host:web1,zone:a");
        awaitLines(1);
        clock.advance(Duration.ofSeconds(10));
        server.chore();
        Event hits = Optional.ofNullable(told.get("hits.count;zone=a")).orElseThrow();
        assertThat(hits.host()).isEqualTo("web1");
        assertThat(hits.attributes()).containsEntry("zone", "a").containsEntry("statsd", "counter");
    }

    @Test
    void linesComeOverTcpTooAndBadOnesAreKeptToLookAt() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.ports().get(1).number())) {
            socket.getOutputStream().write("hits:1|c\nnonsense\nhits:1|c\n".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            awaitLines(3);
        }
        clock.advance(Duration.ofSeconds(10));
        server.chore();
        assertThat(value("hits.count")).isEqualTo(2);
        assertThat(server.lastBad()).singleElement().satisfies(b -> assertThat(b.what()).isEqualTo("nonsense"));
    }

    @Test
    void whatHasComeIsNotLostWhenSettingsChange() throws IOException {
        send("hits:3|c");
        awaitLines(1);
        server.settings(Optional.of(settings(Duration.ofSeconds(60))));
        assertThat(value("hits.count")).isEqualTo(3);
        told.clear();
        send("hits:4|c");
        awaitLines(2);
        server.close();
        assertThat(value("hits.count")).isEqualTo(4);
    }

    @Test
    void aLineThatDidNotEndDoesNotCount() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.ports().get(1).number())) {
            socket.getOutputStream().write("hits:1|c\nhits:1".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            awaitLines(1);
            socket.getOutputStream().write("2|c\nhits:4|c".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            awaitLines(2);
        }
        clock.advance(Duration.ofSeconds(10));
        server.chore();
        assertThat(value("hits.count")).isEqualTo(13);
    }

    @Test
    void linesComeAtASocketInTheFileSystemWhichGoesWhenItEnds(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("statsd.sock");
        StatsdSettings usual = settings(Duration.ofSeconds(10));
        StatsdSettings here = new StatsdSettings(
                List.of(new Ear.Unix(path, Optional.of(PosixFilePermissions.fromString("rw-rw----")))), 3, 1 << 20, true, usual.adding(), List.of(), Optional.empty(),
                StatsdSettings.Watching.NOTHING);
        server.settings(Optional.of(here));
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            channel.write(ByteBuffer.wrap("hits:7|c\n".getBytes(StandardCharsets.UTF_8)));
            awaitLines(1);
        }
        clock.advance(Duration.ofSeconds(10));
        server.chore();
        assertThat(value("hits.count")).isEqualTo(7);
        server.close();
        assertThat(path).doesNotExist();
    }

    @Test
    void theManagementPortAnswersAndEachOfSeveralCommandsIsAnswered() throws IOException {
        StatsdSettings usual = settings(Duration.ofSeconds(10));
        server.settings(Optional.of(new StatsdSettings(
                usual.ears(), 3, 1 << 20, true, usual.adding(), List.of(), Optional.of(new StatsdSettings.Management("127.0.0.1", 0, true, List.of("port: 8125"), List.of())),
                StatsdSettings.Watching.NOTHING)));
        send("hits:1|c");
        awaitLines(1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.ports().get(2).number())) {
            socket.getOutputStream().write("health down\nhealth\nconfig\ndelcounters hits nobody\nx\nquit\n".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("health: down\nhealth: down\n\nport: 8125\ndeleted: hits\nmetric nobody not found\nEND\n\nERROR\n");
        }
    }

    @Test
    void theReceiveBufferIsToldAndEveryDatagramOfManyCounts() throws IOException {
        assertThat(reading("vor_statsd_receive_buffer_bytes")).isPositive();
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] bytes = "hits:1|c\nload:2|g".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000; i++) {
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), server.port().orElseThrow()));
            }
        }
        awaitLines(2_000);
        assertThat(reading("vor_statsd_datagrams_total")).isEqualTo(1_000);
        clock.advance(Duration.ofSeconds(10));
        server.chore();
        assertThat(value("hits.count")).isEqualTo(1_000);
    }

    @Test
    void whoSentABadLineIsNamed() throws IOException {
        send("nonsense");
        awaitLines(1);
        assertThat(server.lastBad()).singleElement().satisfies(b -> assertThat(b.sender()).startsWith("127.0.0.1:"));
    }

    @Test
    void debiansPerlClientIsHeard() throws IOException, InterruptedException {
        Process perl = new ProcessBuilder("perl", "-MNet::Statsd", "-e", """
                $Net::Statsd::HOST = '127.0.0.1'; $Net::Statsd::PORT = %d;
                Net::Statsd::increment('logins'); Net::Statsd::update_stats('logins', 4); Net::Statsd::gauge('load' => 3); Net::Statsd::timing('render', 250);
                """.formatted(server.port().orElseThrow())).redirectErrorStream(true).start();
        String said = new String(perl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(perl.waitFor() == 0, "Debian's libnet-statsd-perl is not here: " + said);
        awaitLines(4);
        clock.advance(Duration.ofSeconds(10));
        server.chore();
        assertThat(value("logins.count")).isEqualTo(5);
        assertThat(value("load")).isEqualTo(3);
        assertThat(value("render.upper")).isEqualTo(250);
    }
}

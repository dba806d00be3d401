package vor.server.receive.riemann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.Event;
import vor.model.Metric;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RiemannWebTest {
    private static final Path CURL = Path.of("/usr/bin/curl");
    private static final Path NODE = Path.of("/usr/bin/node");
    private static final Path NO_INPUT = Path.of("none");
    private static final String HEADS = " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    @TempDir
    Path folder = Path.of("");

    private final Fixture on = new Fixture(new Channels(10_000));

    @BeforeEach
    void begin() throws IOException {
        on.web();
    }

    @AfterEach
    void end() {
        on.close();
    }

    /** A client of the JDK; closes are told as {@code close CODE REASON}. */
    private static final class Client implements WebSocket.Listener, AutoCloseable {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final HttpClient http = HttpClient.newHttpClient();
        final WebSocket socket;

        Client(int port, String path) {
            socket = http.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + port + path), this).join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("close " + code + " " + reason);
            return null;
        }

        String next() throws InterruptedException {
            return Optional.ofNullable(heard.poll(20, TimeUnit.SECONDS)).orElseThrow();
        }

        @Override
        public void close() {
            socket.abort();
            http.shutdownNow();
        }
    }

    private Client client(String path) {
        return new Client(on.websocket(), path);
    }

    private String curl(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(CURL.toString(), "-s", "-S", "--max-time", "20"));
        command.addAll(List.of(words));
        return Fixture.run(NO_INPUT, command.toArray(String[]::new));
    }

    private String http(String path) {
        return "http://127.0.0.1:" + on.websocket() + path;
    }

    @Test
    void theIndexIsDumpedAsAnEventAMessageAndThenItIsOver() throws InterruptedException {
        on.index.addAll(List.of(on.event("load"), on.event("disk"), on.event("load 2")));
        try (Client client = client("/index?query=load")) {
            assertThat(List.of(client.next(), client.next())).allMatch(m -> m.startsWith("{\"host\":\"web1\",\"service\":\"load"));
            assertThat(client.next()).isEqualTo("close 1000 ");
        }
        Fixture.until(() -> on.reading("readers") == 0);
    }

    @Test
    void whoSubscribesGetsWhatIsThereAndThenWhatComes() throws InterruptedException {
        on.index.add(on.event("load"));
        try (Client client = client("/index/?query=load&subscribe=true")) {
            assertThat(client.next()).contains("\"load\"");
            on.publish("disk", "load 2");
            assertThat(client.next()).contains("\"load 2\"");
            on.publish("load 3");
            assertThat(client.next()).contains("\"load 3\"");
            assertThat(on.reading("readers")).isEqualTo(1);
        }
        Fixture.until(() -> on.reading("readers") == 0);
        assertThat(on.channels.isRead(Channels.INDEX)).isFalse();
    }

    @Test
    void aChannelHasWhatIsPublishedThereAndNothingElse() throws InterruptedException {
        on.index.add(on.event("load"));
        try (Client client = client("/pubsub/pager?query=true")) {
            Fixture.until(() -> on.channels.isRead("pager"));
            on.publish("load");
            on.channels.publish("pager", List.of(on.event("door")));
            assertThat(client.next()).contains("\"door\"");
        }
    }

    @Test
    void eventsComeInAsMessagesAndEachIsAnswered() throws InterruptedException {
        try (Client client = client("/events")) {
            client.socket.sendText("{\"host\":\"web1\",\"service\":\"load\",", false).join();
            client.socket.sendText("\"metric\":0.7,\"time\":\"2026-11-22T20:15:00Z\"}", true).join();
            assertThat(client.next()).isEqualTo("{}");
            client.socket.sendText("{\"metric\":[]}", true).join();
            assertThat(client.next()).isEqualTo("{\"error\":\"metric is no number\"}");
            client.socket.sendText("{\"service\":\"disk\"}", true).join();
            assertThat(client.next()).isEqualTo("{}");
        }
        assertThat(on.next()).isEqualTo(new Event(
                "web1", "load", "", Optional.of(new Metric.Real(0.7)), Instant.parse("2026-11-22T20:15:00Z"), Optional.empty(), "", List.of(), java.util.Map.of()));
        assertThat(on.next().service()).isEqualTo("disk");
        assertThat(on.server.lastBad()).singleElement().satisfies(b -> assertThat(b.what()).isEqualTo("{\"metric\":[]}"));
    }

    @Test
    void curlSendsEventsALineEachWithAnyMethodAndGetsAnAnswerToEach() throws Exception {
        assumeTrue(Files.exists(CURL), "curl is not here");
        Path lines = Files.writeString(folder.resolve("events"), "{\"service\":\"a\"}\nnonsense\n\n{\"service\":\"b\",\"metric\":1}");
        assertThat(curl("--data-binary", "@" + lines, http("/events"))).isEqualTo("{}\n{\"error\":\"this is not JSON at character 1: expected a value\"}\n{}\n");
        assertThat(curl("-X", "PUT", "-H", "Transfer-Encoding: chunked", "--data-binary", "@" + lines, http("/events/"))).hasLineCount(3);
        assertThat(curl("--http1.0", "--data-binary", "@" + lines, http("/events"))).hasLineCount(3);
        assertThat(curl("-X", "GET", http("/events"))).isEmpty();
        assertThat(on.taken).extracting(Event::service).containsExactly("a", "b", "a", "b", "a", "b");
    }

    @Test
    void aLargeBodyOfCurlIsTakenAsItComes() throws Exception {
        assumeTrue(Files.exists(CURL), "curl is not here");
        Path lines = Files.writeString(folder.resolve("events"), "{\"service\":\"a\",\"description\":\"some words\"}\n".repeat(50_000));
        assertThat(curl("-H", "Expect: 100-continue", "--data-binary", "@" + lines, http("/events"))).hasSize(3 * 50_000);
        assertThat(on.taken).hasSize(50_000);
    }

    @Test
    void oneConnectionMayAskAgain() throws Exception {
        assumeTrue(Files.exists(CURL), "curl is not here");
        String said = curl("-v", "-d", "{\"service\":\"a\"}", http("/events"), "--next", "-s", "-d", "{\"service\":\"b\"}", http("/events"));
        assertThat(said).contains("Re-using existing connection");
        assertThat(on.taken).hasSize(2);
    }

    @Test
    void aLineThatIsTooLongIsAnsweredAndHurtsNoOther() throws Exception {
        String body = "{\"service\":\"" + "x".repeat(70_000) + "\"}\n{\"service\":\"b\"}\n";
        String said = Fixture.asked(on.websocket(), "POST /events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(said).contains("{\"error\":\"a line of more than 65536 bytes\"}\n", "{}\n");
        assertThat(on.next().service()).isEqualTo("b");
    }

    @Test
    void curlReadsServerSentEventsAllThatIsThereAndThenWhatComes() throws Exception {
        assumeTrue(Files.exists(CURL), "curl is not here");
        on.index.add(on.event("load"));
        Process curl = new ProcessBuilder(CURL.toString(), "-sN", "--max-time", "20", "http://127.0.0.1:" + on.sse() + "/index?query=load").start();
        try {
            InputStream in = curl.getInputStream();
            assertThat(Fixture.upTo(in, "\n\n")).startsWith("data: {\"host\":\"web1\",\"service\":\"load\"").endsWith("}\n\n");
            on.publish("disk", "load 2");
            assertThat(Fixture.upTo(in, "\n\n")).contains("\"load 2\"");
        } finally {
            curl.destroyForcibly().waitFor();
        }
        Fixture.until(() -> on.reading("readers") == 0);
    }

    @Test
    void nodesWebSocketReadsAndSends() throws Exception {
        assumeTrue(Files.exists(NODE), "node is not here");
        on.index.add(on.event("load"));
        String script = """
                const reader = new WebSocket("ws://127.0.0.1:%1$d/index?subscribe=true&query=load");
                reader.onmessage = m => {
                    console.log("got " + JSON.parse(m.data).service);
                    if (JSON.parse(m.data).service === "load") {
                        const sender = new WebSocket("ws://127.0.0.1:%1$d/events");
                        sender.onopen = () => sender.send(JSON.stringify({host: "node", service: "load of node", metric: 1.5, description: "å".repeat(20000)}));
                        sender.onmessage = a => { console.log("answer " + a.data); sender.close(); };
                    } else { reader.close(); }
                };
                reader.onclose = c => console.log("close " + c.code + " " + c.wasClean);
                """.formatted(on.websocket());
        Process node = new ProcessBuilder(NODE.toString(), "--no-warnings", "--experimental-websocket", "-e", script).redirectErrorStream(true).start();
        try {
            on.channels.publish(Channels.INDEX, List.of(on.next()));
            assertThat(new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                    .contains("got load", "answer {}", "got load of node", "close 1000 true");
        } finally {
            node.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatIsNotThereIsSaidNotToBe() throws IOException {
        String close = " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
        assertThat(Fixture.asked(on.websocket(), "GET /" + close)).startsWith("HTTP/1.1 404 ");
        assertThat(Fixture.asked(on.websocket(), "GET /pubsub/a/b" + close)).startsWith("HTTP/1.1 404 ");
        assertThat(Fixture.asked(on.websocket(), "GET /index" + close)).startsWith("HTTP/1.1 426 ").contains("Sec-WebSocket-Version: 13");
        assertThat(Fixture.asked(on.websocket(), "GET /index?query=bad" + HEADS + "\r\n")).startsWith("HTTP/1.1 400 ").contains("parse error: no query");
        assertThat(Fixture.asked(on.sse(), "GET /events" + close)).startsWith("HTTP/1.1 404 ");
        assertThat(Fixture.asked(on.sse(), "POST /index" + close)).startsWith("HTTP/1.1 405 ");
        assertThat(Fixture.asked(on.sse(), "GET /index?query=bad" + close)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void whoIsRefusedWhileItStillSendsIsToldWhy() throws Exception {
        assumeTrue(Files.exists(CURL), "curl is not here");
        Path large = Files.writeString(folder.resolve("large"), "x".repeat(3_000_000));
        assertThat(curl("-H", "Expect:", "-w", "%{http_code}", "--data-binary", "@" + large, http("/elsewhere"))).contains("there are /index").endsWith("404");
    }

    @Test
    void aPageOfAnotherSiteNeitherReadsNorSends() throws IOException {
        for (int port : new int[] {on.websocket(), on.sse()}) {
            assertThat(Fixture.asked(port, "GET /index" + HEADS + "Origin: http://evil.example.com\r\n\r\n")).startsWith("HTTP/1.1 403 ");
            assertThat(Fixture.asked(port, "GET /index HTTP/1.1\r\nHost: evil.example.com\r\n\r\n")).startsWith("HTTP/1.1 421 ");
        }
        assertThat(Fixture.asked(on.websocket(), "POST /events HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://evil.example.com\r\nContent-Length: 15\r\n\r\n{\"service\":\"a\"}")).startsWith("HTTP/1.1 403 ");
        assertThat(on.taken).isEmpty();
        assertThat(on.reading("bad_total")).isEqualTo(5);
    }

    @Test
    void aReaderThatDoesNotReadIsEndedAndMemoryDoesNotGrow() throws Exception {
        for (int port : new int[] {on.websocket(), on.sse()}) {
            double ended = on.reading("stalled_total") + on.reading("readers_too_slow_total");
            try (Socket socket = Fixture.client(port)) {
                socket.getOutputStream().write(("GET /index?subscribe=true" + HEADS + "\r\n").getBytes(StandardCharsets.UTF_8));
                Fixture.until(() -> on.channels.isRead(Channels.INDEX));
                Event large = new Event("a", "b", "", Optional.empty(), on.clock.now(), Optional.empty(), "x".repeat(100_000), List.of(), java.util.Map.of());
                Fixture.until(() -> {
                    on.channels.publish(Channels.INDEX, List.of(large));
                    on.clock.advance(Duration.ofSeconds(1));
                    on.server.chore();
                    return on.reading("readers") == 0;
                });
            }
            assertThat(on.reading("stalled_total") + on.reading("readers_too_slow_total")).isGreaterThan(ended);
        }
    }

    @Test
    void aReaderThatHasLostEventsIsToldSoAndEnded() throws Exception {
        try (Client client = client("/pubsub/index?query=none")) {
            Fixture.until(() -> on.channels.isRead(Channels.INDEX));
            List<Event> many = java.util.stream.IntStream.range(0, 50_000).mapToObj(i -> on.event("s" + i)).toList();
            on.channels.publish(Channels.INDEX, many);
            assertThat(client.next()).startsWith("close 1013 too slow: ");
        }
        assertThat(on.reading("readers_too_slow_total")).isEqualTo(1);
    }

    @Test
    void whoIsSilentGetsPingsAndWhoAnswersNoneIsGone() throws Exception {
        try (Socket socket = Fixture.client(on.websocket())) {
            socket.getOutputStream().write(("GET /pubsub/index" + HEADS + "\r\n").getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            Fixture.upTo(in, "\r\n\r\n");
            Fixture.until(() -> on.channels.isRead(Channels.INDEX));
            on.publish("load");
            assertThat(Fixture.upTo(in, "}")).as("it is told what comes, so its clock runs").contains("load");
            on.clock.advance(Duration.ofSeconds(15));
            Fixture.until(() -> {
                on.server.chore();
                return available(in) > 0;
            });
            assertThat(in.readNBytes(2)).containsExactly(0x89, 0);
            on.clock.advance(SocketSession.GONE);
            Fixture.until(() -> {
                on.server.chore();
                return on.reading("readers") == 0;
            });
        }
    }

    private static int available(InputStream in) {
        try {
            return in.available();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void readersAreBoundedInNumber() throws Exception {
        List<Socket> readers = new ArrayList<>();
        try {
            for (int i = 0; i < WebParts.MOST_READERS; i++) {
                Socket socket = Fixture.client(on.sse());
                readers.add(socket);
                socket.getOutputStream().write("GET /index HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(Fixture.upTo(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 200 ");
            }
            assertThat(Fixture.asked(on.websocket(), "GET /index" + HEADS + "\r\n")).startsWith("HTTP/1.1 503 ").contains("at most 100 may read at once");
            assertThat(on.reading("readers_refused_total")).isEqualTo(1);
        } finally {
            for (Socket socket : readers) {
                socket.close();
            }
        }
        Fixture.until(() -> on.reading("readers") == 0);
    }

    @Test
    void aRequestThatDripsInIsEnded() throws Exception {
        try (Socket socket = Fixture.client(on.websocket())) {
            socket.getOutputStream().write("GET /ind".getBytes(StandardCharsets.UTF_8));
            Fixture.until(() -> on.reading("connections") == 1);
            Fixture.until(() -> {
                on.clock.advance(Duration.ofSeconds(2));
                on.server.chore();
                return on.reading("connections") == 0;
            });
            assertThat(on.reading("stalled_total")).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoFrameIsCountedAndTheClientIsToldWhy() throws Exception {
        try (Socket socket = Fixture.client(on.websocket())) {
            socket.getOutputStream().write(("GET /events" + HEADS + "\r\n").getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            assertThat(Fixture.upTo(in, "\r\n\r\n")).startsWith("HTTP/1.1 101 ").contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            socket.getOutputStream().write(new byte[] {(byte) 0x81, 1, 'a'});
            assertThat(in.readNBytes(4)).startsWith(0x88).endsWith(3, 0xea);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a frame of a client must be masked");
        }
        assertThat(on.server.lastBad()).singleElement().satisfies(b -> assertThat(b.why()).contains("must be masked"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyBytesEndTheirOwnConnectionAtMost(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> good = List.of(
                "GET /index?query=a&subscribe=true" + HEADS + "\r\n\u0081\u0082\u0001\u0002\u0003\u0004ab", "GET /events" + HEADS + "\r\n\u0081\u0082\u0001\u0002\u0003\u0004ab\u0088\u0080\u0001\u0002\u0003\u0004",
                "POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 15\r\n\r\n{\"service\":\"a\"}", "PUT /events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"service\":\"a\"}\n\r\n0\r\n\r\n",
                "GET /index?query=a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        for (int i = 0; i < 150; i++) {
            byte[] bytes = good.get(random.nextInt(good.size())).getBytes(StandardCharsets.ISO_8859_1);
            for (int n = random.nextInt(5); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try (Socket socket = Fixture.client(random.nextBoolean() ? on.websocket() : on.sse())) {
                socket.getOutputStream().write(bytes, 0, 1 + random.nextInt(bytes.length));
                socket.shutdownOutput();
                assertThat(socket.getInputStream().readAllBytes().length).as("seed " + seed + ", round " + i).isLessThan(10_000);
            } catch (java.net.SocketException e) {
                assertThat(e).as("seed " + seed + ", round " + i).hasMessageContaining("reset"); // we closed with something unread
            }
        }
        Fixture.until(() -> on.reading("readers") == 0 && on.reading("connections") == 0);
    }

    @Test
    void allPortsMoveOrNone() throws Exception {
        int port = on.websocket();
        try (Socket taken = Fixture.client(port)) {
            Optional<RiemannSettings> impossible = Optional.of(Fixture.settings(Optional.empty(), Optional.of(Fixture.ANY), Optional.of(new RiemannSettings.At("127.0.0.1", port))));
            on.server.settings(impossible);
            assertThat(on.sse()).as("what was the WebSocket's port is free for another").isEqualTo(port);
            assertThat(taken.getInputStream().read()).isEqualTo(-1);
        }
        int sse = on.sse();
        try (java.net.ServerSocket other = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            RiemannSettings.At busy = new RiemannSettings.At("127.0.0.1", other.getLocalPort());
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> on.server.settings(Optional.of(Fixture.settings(Optional.empty(), Optional.of(busy), Optional.empty()))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen for riemann.websocket on 127.0.0.1 port " + other.getLocalPort())
                    .hasMessageContaining("under receive.riemann.websocket");
        }
        assertThat(on.sse()).isEqualTo(sse);
        assertThat(Fixture.asked(sse, "GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 404 ");
    }
}

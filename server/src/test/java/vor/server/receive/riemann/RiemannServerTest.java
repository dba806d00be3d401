package vor.server.receive.riemann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.testkit.ManualClock;
import vor.wire.riemann.Heard;
import vor.wire.riemann.RiemannReader;
import vor.wire.riemann.RiemannWriter;

class RiemannServerTest {
    private static final byte[] OK = {0, 0, 0, 2, 0x10, 1};

    private final ManualClock clock = new ManualClock();
    private final BlockingQueue<Event> taken = new LinkedBlockingQueue<>();
    private final RiemannServer server = new RiemannServer(
            clock, taken::addAll, new RiemannServer.Finder() {
                @Override
                public Predicate<Event> query(String text) throws RiemannServer.BadQuery {
                    if (text.equals("bad")) {
                        throw new RiemannServer.BadQuery("no query");
                    }
                    return event -> event.service().equals(text);
                }

                @Override
                public List<Event> find(Predicate<Event> query) {
                    return Stream.concat(Stream.of("all"), IntStream.range(0, 500).mapToObj(i -> "q" + i)).map(s -> event(s)).filter(query).toList();
                }
            }, new Channels());

    private static RiemannSettings settings(int port, int connections, int bytes) {
        return new RiemannSettings("127.0.0.1", port, true, connections, bytes);
    }

    private Event event(String service) {
        return Event.of("web1", service, clock.now());
    }

    @BeforeEach
    void begin() throws IOException {
        server.settings(Optional.of(settings(0, 5, 100_000)));
    }

    @AfterEach
    void end() {
        server.close();
    }

    private Socket client() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port().orElseThrow());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, byte[] message) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(message.length);
        out.write(message);
        out.flush();
    }

    private Heard.Message answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] bytes = in.readNBytes(in.readInt());
        return (Heard.Message) new RiemannReader(10).read(bytes, 0, bytes.length, clock.now());
    }

    /** What a client asks for; protocol buffers: field 5 with field 1 within. */
    private static byte[] query(String text) {
        byte[] bytes = new byte[4 + text.length()];
        bytes[0] = 5 << 3 | 2;
        bytes[1] = (byte) (text.length() + 2);
        bytes[2] = 1 << 3 | 2;
        bytes[3] = (byte) text.length();
        System.arraycopy(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, bytes, 4, text.length());
        return bytes;
    }

    private double reading(String name) {
        return server.readings().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow().value().getAsDouble();
    }

    @Test
    void aMessageIsTakenAndAnsweredAsRiemannDoes() throws IOException, InterruptedException {
        try (Socket socket = client()) {
            send(socket, RiemannWriter.message(List.of(event("load"), event("disk"))));
            assertThat(socket.getInputStream().readNBytes(6)).isEqualTo(OK);
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(event("load"));
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(event("disk"));
        }
    }

    @Test
    void manyMessagesAtOnceAreAnsweredInOrder() throws IOException {
        try (Socket socket = client()) {
            byte[] message = RiemannWriter.message(List.of(event("load")));
            for (int i = 0; i < 500; i++) {
                send(socket, i % 100 == 99 ? query("q" + i) : message);
            }
            for (int i = 0; i < 500; i++) {
                assertThat(answer(socket).events()).hasSize(i % 100 == 99 ? 1 : 0);
            }
            assertThat(taken).hasSize(495);
        }
    }

    @Test
    void anEmptyMessageIsFine() throws IOException {
        try (Socket socket = client()) {
            send(socket, new byte[0]);
            assertThat(socket.getInputStream().readNBytes(6)).isEqualTo(OK);
        }
    }

    @Test
    void aQueryIsAnsweredWithEventsOrWithWhatIsWrongWithIt() throws IOException {
        try (Socket socket = client()) {
            send(socket, query("all"));
            assertThat(answer(socket)).satisfies(a -> {
                assertThat(a.ok()).contains(true);
                assertThat(a.events()).containsExactly(event("all"));
            });
            send(socket, query("bad"));
            assertThat(answer(socket)).satisfies(a -> {
                assertThat(a.ok()).contains(false);
                assertThat(a.error()).isEqualTo("parse error: no query");
            });
        }
    }

    @Test
    void whatIsNoMessageIsToldToItsSenderAndKeptToLookAtAndTheConnectionGoesOn() throws IOException {
        try (Socket socket = client()) {
            send(socket, new byte[] {6 << 3 | 2, 50, 1});
            assertThat(answer(socket)).satisfies(a -> {
                assertThat(a.ok()).contains(false);
                assertThat(a.error()).startsWith("this is no message: a field of 50 bytes where 1 are left");
            });
            send(socket, RiemannWriter.message(List.of(event("load"))));
            assertThat(answer(socket).ok()).contains(true);
        }
        assertThat(server.lastBad()).singleElement().satisfies(b -> {
            assertThat(b.sender()).contains("127.0.0.1");
            assertThat(b.why()).contains("a field of 50 bytes");
        });
        assertThat(reading("vor_riemann_bad_total")).isEqualTo(1);
    }

    @Test
    void aLengthThatNobodyMeansEndsTheConnectionWithoutTakingMemory() throws IOException {
        for (int length : new int[] {100_001, Integer.MAX_VALUE, -1, 0x47455420}) {
            try (Socket socket = client()) {
                new DataOutputStream(socket.getOutputStream()).writeInt(length);
                assertThat(answer(socket).error()).contains("at most 100000 are taken");
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aLargeMessageThatIsAllowedIsTakenWhole() throws IOException {
        try (Socket socket = client()) {
            List<Event> many = java.util.stream.IntStream.range(0, 1_000).mapToObj(i -> event("service " + i)).toList();
            byte[] message = RiemannWriter.message(many);
            assertThat(message.length).isBetween(30_000, 100_000);
            send(socket, message);
            assertThat(answer(socket).ok()).contains(true);
            assertThat(taken).containsExactlyElementsOf(many);
        }
    }

    @Test
    void aMessageThatComesByteByByteIsTaken() throws IOException {
        try (Socket socket = client()) {
            socket.setTcpNoDelay(true);
            byte[] message = RiemannWriter.message(List.of(event("load")));
            byte[] all = java.nio.ByteBuffer.allocate(4 + message.length).putInt(message.length).put(message).array();
            for (byte b : all) {
                socket.getOutputStream().write(b);
                socket.getOutputStream().flush();
            }
            assertThat(answer(socket).ok()).contains(true);
            assertThat(taken).containsExactly(event("load"));
        }
    }

    @Test
    void tooManyConnectionsAreRefusedAndCounted() throws IOException {
        List<Socket> all = new java.util.ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                Socket socket = client();
                all.add(socket);
                send(socket, new byte[0]);
                assertThat(answer(socket).ok()).contains(true);
            }
            try (Socket sixth = client()) {
                assertThat(sixth.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(reading("vor_riemann_refused_total")).isEqualTo(1);
            assertThat(reading("vor_riemann_connections")).isEqualTo(5);
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    @Test
    void datagramsAreTakenWithoutAnAnswer() throws IOException, InterruptedException {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] message = RiemannWriter.message(List.of(event("load")));
            InetAddress host = InetAddress.getLoopbackAddress();
            int port = server.port().orElseThrow();
            socket.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, host, port));
            socket.send(new DatagramPacket(new byte[16_385], 16_385, host, port));
            socket.send(new DatagramPacket(message, message.length, host, port));
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(event("load"));
            assertThat(server.lastBad()).hasSize(2).anyMatch(b -> b.why().contains("more than 16384 bytes"));
        }
    }

    // ---- configuration

    @Test
    void anotherPortIsListenedOnAndTheOldOneIsFree() throws IOException {
        int before = server.port().orElseThrow();
        try (Socket socket = client()) {
            send(socket, new byte[0]);
            assertThat(answer(socket).ok()).contains(true);
            server.settings(Optional.of(settings(0, 6, 100_000)));
            assertThat(server.port().orElseThrow()).isNotEqualTo(before);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new java.net.InetSocketAddress("127.0.0.1", before));
        }
        server.settings(Optional.empty());
        assertThat(server.port()).isEmpty();
    }

    @Test
    void aPortThatIsTakenChangesNothing() throws IOException {
        int before = server.port().orElseThrow();
        server.settings(Optional.of(settings(before, 5, 100_000)));
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> server.settings(Optional.of(settings(other.getLocalPort(), 5, 100))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen for riemann on 127.0.0.1 port " + other.getLocalPort());
        }
        assertThat(server.port()).contains(before);
        try (Socket socket = client()) {
            send(socket, new byte[0]);
            assertThat(answer(socket).ok()).contains(true);
        }
    }
}

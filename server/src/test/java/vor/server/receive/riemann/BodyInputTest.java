package vor.server.receive.riemann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.server.receive.net.TimeLimits;
import vor.testkit.ManualClock;
import vor.wire.http.Head;
import vor.wire.http.RequestHead;
import vor.wire.http.RequestHead.Body;

class BodyInputTest {
    private final TimeLimits.Limit limit = new TimeLimits(new ManualClock()).of(new Socket());

    private Incoming incoming(String text) {
        return new Incoming(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), limit);
    }

    private String read(Incoming in, Body body) throws IOException {
        return new String(new BodyInput(in, limit, body).readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aBodyEndsWhereItIsSaidToEndAndTheNextRequestIsBehindIt() throws IOException {
        Incoming in = incoming("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
        RequestHead first = (RequestHead) in.head().orElseThrow();
        assertThat(read(in, first.body())).isEqualTo("hello");
        assertThat(((RequestHead) in.head().orElseThrow()).path()).isEqualTo("/b");
        assertThat(in.head()).isEmpty();
    }

    @Test
    void chunksAreJoinedAndWhatStandsBehindThemIsPassedOver() throws IOException {
        Incoming in = incoming("5;name=x\r\nhello\r\n00B\r\n, wonderland\r\n0\r\nTrailer: x\r\n\r\nrest".replace("00B", "00C"));
        assertThat(read(in, new Body.Chunked())).isEqualTo("hello, wonderland");
        assertThat(in.readAllBytes()).isEqualTo("rest".getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5\r\nhel", "5\r\nhelloo\r\n0\r\n\r\n", "x\r\n", "-1\r\n", "\r\n", "ffffffffffffffff\r\na", "5\r\nhello\r\n0\r\n", "0\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\na\r\n\r\n"})
    void chunksThatAreNoneEndTheConnection(String text) {
        assertThatThrownBy(() -> read(incoming(text), new Body.Chunked())).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aBodyThatIsCutOffIsTold() {
        assertThatThrownBy(() -> read(incoming("hel"), new Body.Length(5))).isInstanceOf(ProtocolException.class).hasMessageContaining("within a body");
    }

    @Test
    void aHeadThatIsTooLongIsToldWithoutTakingMemory() throws IOException {
        Incoming in = incoming("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000));
        assertThat(in.head()).hasValueSatisfying(h -> assertThat(((Head.Damage) h).status()).isEqualTo(431));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inWhateverPiecesHeadsComeTheyReadTheSame(long seed) throws IOException {
        Random random = new Random(seed);
        String text = "\r\nGET /a?query=x HTTP/1.1\r\nHost: a\r\n\r\nPUT /b HTTP/1.1\nHost: b\n\n";
        for (int i = 0; i < 500; i++) {
            Incoming in = new Incoming(new Dripping(text, random), limit);
            assertThat(((RequestHead) in.head().orElseThrow()).path()).as("seed " + seed).isEqualTo("/a");
            assertThat(((RequestHead) in.head().orElseThrow()).method()).as("seed " + seed).isEqualTo("PUT");
            assertThat(in.head()).isEmpty();
        }
    }

    /** Gives a few bytes at a time. */
    private static final class Dripping extends InputStream {
        private final InputStream in;
        private final Random random;

        Dripping(String text, Random random) {
            in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            byte[] few = new byte[Math.min(length, 1 + random.nextInt(7))];
            int read = in.read(few);
            if (read > 0) {
                System.arraycopy(Arrays.copyOf(few, read), 0, bytes, at, read);
            }
            return read;
        }
    }
}

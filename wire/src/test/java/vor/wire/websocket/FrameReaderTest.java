package vor.wire.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final int LAST = 0x80;
    private static final byte[] MASK = {1, (byte) 0x82, 3, (byte) 0xff};

    /** A frame of a client. */
    static byte[] frame(int first, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(payload.length + 14).put((byte) first);
        if (payload.length < 126) {
            out.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            out.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        out.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.put((byte) (payload[i] ^ MASK[i & 3]));
        }
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static List<Frame> read(byte[] bytes) {
        List<Frame> frames = new ArrayList<>();
        new FrameReader(70_000).read(bytes, 0, bytes.length, frames::add);
        return frames;
    }

    private static List<String> words(byte[] bytes) {
        return words(read(bytes));
    }

    private static List<String> words(List<Frame> frames) {
        return frames.stream().map(f -> switch (f) {
            case Frame.Text(String text) -> "text " + text;
            case Frame.Binary(byte[] b) -> "binary " + b.length;
            case Frame.Ping(byte[] b) -> "ping " + new String(b, StandardCharsets.UTF_8);
            case Frame.Pong(byte[] b) -> "pong " + new String(b, StandardCharsets.UTF_8);
            case Frame.Close(int code, String reason) -> "close " + code + " " + reason;
            case Frame.Damage(int code, String why) -> "damage " + code;
        }).toList();
    }

    @Test
    void messagesOfAnyLengthAreTaken() {
        for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, 70_000}) {
            String text = "x".repeat(length);
            assertThat(words(joined(frame(LAST | 1, utf8(text)), frame(LAST | 2, utf8(text))))).containsExactly("text " + text, "binary " + length);
        }
    }

    @Test
    void aMessageInFragmentsIsOneAndAPingMayStandBetween() {
        assertThat(words(joined(frame(1, utf8("a")), frame(LAST | 9, utf8("!")), frame(0, utf8("")), frame(LAST, utf8("b")), frame(LAST | 10, new byte[0]))))
                .containsExactly("ping !", "text ab", "pong ");
    }

    @Test
    void aCharacterMayBeCutInTwoByFragments() {
        byte[] text = utf8("å");
        assertThat(words(joined(frame(1, new byte[] {text[0]}), frame(LAST, new byte[] {text[1]})))).containsExactly("text å");
    }

    @Test
    void aCloseIsTheLastThing() {
        assertThat(words(joined(frame(LAST | 8, new byte[] {3, (byte) 0xe8, 'b', 'y', 'e'}), frame(LAST | 1, utf8("a"))))).containsExactly("close 1000 bye");
        assertThat(words(frame(LAST | 8, new byte[0]))).containsExactly("close 1005 ");
    }

    @Test
    void whatBreaksTheProtocolIsDamageAndTheLastThing() {
        byte[] good = frame(LAST | 1, utf8("a"));
        assertThat(words(joined(new byte[] {(byte) (LAST | 1), 1, 'a'}, good))).as("no mask").containsExactly("damage 1002");
        assertThat(words(joined(frame(LAST | 0x40 | 1, utf8("a")), good))).as("a reserved bit").containsExactly("damage 1002");
        assertThat(words(joined(frame(LAST | 3, utf8("a")), good))).as("an unknown kind").containsExactly("damage 1002");
        assertThat(words(joined(frame(LAST, utf8("a")), good))).as("goes on with nothing").containsExactly("damage 1002");
        assertThat(words(joined(frame(1, utf8("a")), good))).as("begins within another").containsExactly("damage 1002");
        assertThat(words(joined(frame(9, utf8("a")), good))).as("a ping in fragments").containsExactly("damage 1002");
        assertThat(words(joined(frame(LAST | 9, new byte[126]), good))).as("a long ping").containsExactly("damage 1002");
        assertThat(words(joined(frame(LAST | 8, new byte[] {3}), good))).as("half a code").containsExactly("damage 1002");
        assertThat(words(joined(frame(LAST | 8, new byte[] {3, (byte) 0xed}), good))).as("1005 on the wire").containsExactly("damage 1002");
        assertThat(words(joined(frame(LAST | 8, new byte[] {3, (byte) 0xe8, (byte) 0xff}), good))).as("a reason in no letters").containsExactly("damage 1007");
        assertThat(words(joined(frame(LAST | 1, new byte[] {(byte) 0xff}), good))).as("no UTF-8").containsExactly("damage 1007");
    }

    @Test
    void aLengthThatIsTooLongIsRefusedBeforeAByteOfItHasCome() {
        assertThat(words(new byte[] {(byte) (LAST | 1), (byte) 0xff, 0, 0, 0, 0, 0, 1, 0x11, 0x71, 0, 0, 0, 0})).containsExactly("damage 1009");
        assertThat(words(new byte[] {(byte) (LAST | 1), (byte) 0xff, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})).containsExactly("damage 1002");
        assertThat(words(new byte[] {(byte) (LAST | 1), (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0})).containsExactly("damage 1009");
        assertThat(words(joined(frame(1, new byte[70_000]), frame(LAST, new byte[1])))).as("all fragments together").containsExactly("damage 1009");
    }

    @Test
    void itRestsOnlyBetweenMessages() {
        FrameReader reader = new FrameReader(100);
        byte[] one = joined(frame(1, utf8("ab")), frame(LAST, utf8("c")));
        assertThat(reader.rests()).isTrue();
        for (int i = 0; i < one.length; i++) {
            reader.read(one, i, 1, f -> {});
            assertThat(reader.rests()).as("after byte " + i).isEqualTo(i == one.length - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inWhateverPiecesBytesComeTheyReadTheSame(long seed) {
        Random random = new Random(seed);
        int[] firsts = {1, 0, LAST, LAST | 1, LAST | 2, LAST | 9, LAST | 10, LAST | 8, LAST | 5};
        for (int round = 0; round < 500; round++) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = random.nextInt(6); i >= 0; i--) {
                byte[] payload = new byte[random.nextInt(200)];
                java.util.Arrays.fill(payload, (byte) 'a');
                byte[] one = frame(firsts[random.nextInt(firsts.length)], payload);
                if (random.nextInt(4) == 0) {
                    one[random.nextInt(one.length)] ^= (byte) (1 << random.nextInt(8));
                }
                all.writeBytes(one);
            }
            byte[] bytes = all.toByteArray();
            FrameReader pieces = new FrameReader(300);
            List<Frame> heard = new ArrayList<>();
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(20));
                pieces.read(bytes, at, count, heard::add);
                at += count;
            }
            List<Frame> whole = new ArrayList<>();
            new FrameReader(300).read(bytes, 0, bytes.length, whole::add);
            assertThat(words(heard)).as("seed " + seed + ", round " + round).isEqualTo(words(whole));
        }
    }

    @Test
    void whatAServerSendsHasItsLengthAndNoMask() {
        assertThat(Frames.text(utf8("ab"))).containsExactly(0x81, 2, 'a', 'b');
        assertThat(Frames.text(new byte[126])).startsWith(0x81, 126, 0, 126).hasSize(130);
        assertThat(Frames.text(new byte[65_536])).startsWith(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0).hasSize(65_546);
        assertThat(Frames.close(1013, "å".repeat(100))).hasSize(2 + 2 + 122);
    }

    @Test
    void theKeyOfTheStandardGetsTheAnswerOfTheStandard() {
        assertThat(Handshake.isKey("dGhlIHNhbXBsZSBub25jZQ==")).isTrue();
        assertThat(Handshake.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(Handshake.isKey("dGhlIHNhbXBsZSBub25jZQ=")).isFalse();
    }
}

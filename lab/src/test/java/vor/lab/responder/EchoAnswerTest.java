package vor.lab.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vor.lab.responder.EchoAnswer.Kind;

class EchoAnswerTest {
    /** An echo request from 198.18.0.2 to 198.18.64.2, identifier 0x1234, sequence 1, three bytes of payload. */
    private static final byte[] REQUEST4 = request4("414243");

    private static final byte[] REQUEST6 = request6("414243");

    @Test
    void replyIsAnEchoReplyWithAddressesSwappedAndThePayloadKept() {
        byte[] reply = EchoAnswer.reply(REQUEST4, REQUEST4.length, Kind.ECHO4);
        assertThat(reply[20]).isZero();
        assertThat(Arrays.copyOfRange(reply, 12, 16)).isEqualTo(new byte[] {(byte) 198, 18, 64, 2});
        assertThat(Arrays.copyOfRange(reply, 16, 20)).isEqualTo(new byte[] {(byte) 198, 18, 0, 2});
        assertThat(Arrays.copyOfRange(reply, 24, 31)).isEqualTo(Arrays.copyOfRange(REQUEST4, 24, 31));
        assertThat(checksumOver(reply, 0, 20, 0)).isEqualTo(0xffff);
        assertThat(checksumOver(reply, 20, reply.length, 0)).isEqualTo(0xffff);
    }

    @Test
    void replyOfVersion6HasAChecksumOverThePseudoHeader() {
        byte[] reply = EchoAnswer.reply(REQUEST6, REQUEST6.length, Kind.ECHO6);
        assertThat(reply[40] & 255).isEqualTo(129);
        assertThat(Arrays.copyOfRange(reply, 8, 24)).isEqualTo(Arrays.copyOfRange(REQUEST6, 24, 40));
        assertThat(Arrays.copyOfRange(reply, 24, 40)).isEqualTo(Arrays.copyOfRange(REQUEST6, 8, 24));
        assertThat(checksumOver(reply, 8, reply.length, reply.length - 40 + 58)).isEqualTo(0xffff);
    }

    @Test
    void optionsOfTheRequestAreLeftOut() {
        byte[] p = new byte[REQUEST4.length + 4];
        System.arraycopy(REQUEST4, 0, p, 0, 20);
        System.arraycopy(REQUEST4, 20, p, 24, REQUEST4.length - 20);
        p[0] = 0x46;
        p[3] = (byte) p.length;
        Arrays.fill(p, 20, 24, (byte) 1);
        finishHeader4(p, 24);
        assertThat(EchoAnswer.kind(p, p.length)).isEqualTo(Kind.ECHO4);
        byte[] reply = EchoAnswer.reply(p, p.length, Kind.ECHO4);
        assertThat(reply).hasSize(REQUEST4.length);
        assertThat(checksumOver(reply, 0, 20, 0)).isEqualTo(0xffff);
    }

    @Test
    void askedIsTheDestination() {
        assertThat(EchoAnswer.asked(REQUEST4, Kind.ECHO4)).isEqualTo(new byte[] {(byte) 198, 18, 64, 2});
        assertThat(EchoAnswer.asked(REQUEST6, Kind.ECHO6)).hasSize(16).endsWith(2);
    }

    @Test
    void everyOtherPacketIsLeftAlone() {
        assertThat(EchoAnswer.kind(new byte[0], 0)).isEqualTo(Kind.OTHER);
        assertThat(EchoAnswer.kind(new byte[100], 100)).isEqualTo(Kind.OTHER);
        byte[] reply4 = EchoAnswer.reply(REQUEST4, REQUEST4.length, Kind.ECHO4);
        byte[] reply6 = EchoAnswer.reply(REQUEST6, REQUEST6.length, Kind.ECHO6);
        assertThat(EchoAnswer.kind(reply4, reply4.length)).isEqualTo(Kind.OTHER);
        assertThat(EchoAnswer.kind(reply6, reply6.length)).isEqualTo(Kind.OTHER);
        byte[] fragment = REQUEST4.clone();
        fragment[6] = 0x20;
        finishHeader4(fragment, 20);
        assertThat(EchoAnswer.kind(fragment, fragment.length)).isEqualTo(Kind.OTHER);
    }

    @Test
    void packetsThatAreTooShortOrTooLongAreLeftAlone() {
        for (byte[] whole : new byte[][] {REQUEST4, REQUEST6}) {
            for (int length = 0; length < whole.length; length++) {
                assertThat(EchoAnswer.kind(whole, length)).isEqualTo(Kind.OTHER);
            }
            byte[] longer = Arrays.copyOf(whole, whole.length + 5);
            assertThat(EchoAnswer.kind(longer, longer.length)).isEqualTo(Kind.OTHER);
            assertThat(EchoAnswer.kind(whole, whole.length + 1)).isEqualTo(Kind.OTHER);
        }
    }

    @Test
    void everySingleDamagedBitIsNoticed() {
        for (int i = 0; i < REQUEST4.length * 8; i++) {
            byte[] damaged = REQUEST4.clone();
            damaged[i / 8] ^= (byte) (1 << i % 8);
            assertThat(EchoAnswer.kind(damaged, damaged.length)).as("bit %d", i).isEqualTo(Kind.OTHER);
        }
        for (int i = 40 * 8; i < REQUEST6.length * 8; i++) {
            byte[] damaged = REQUEST6.clone();
            damaged[i / 8] ^= (byte) (1 << i % 8);
            assertThat(EchoAnswer.kind(damaged, damaged.length)).as("bit %d", i).isEqualTo(Kind.OTHER);
        }
    }

    @Test
    void randomBytesNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            byte[] packet = i % 2 == 0 ? damaged(random) : noise(random);
            Kind kind = EchoAnswer.kind(packet, packet.length);
            if (kind != Kind.OTHER) {
                assertThat(EchoAnswer.reply(packet, packet.length, kind)).as("seed %d", seed).isNotEmpty();
            }
        }
    }

    private static byte[] noise(Random random) {
        byte[] packet = new byte[random.nextInt(100)];
        random.nextBytes(packet);
        return packet;
    }

    private static byte[] damaged(Random random) {
        byte[] packet = (random.nextBoolean() ? REQUEST4 : REQUEST6).clone();
        packet[random.nextInt(packet.length)] = (byte) random.nextInt();
        return Arrays.copyOf(packet, random.nextInt(packet.length * 2));
    }

    private static byte[] request4(String payload) {
        byte[] p = HexFormat.of().parseHex("4500001f000100004001" + "0000" + "c6120002" + "c6124002" + "08000000" + "12340001" + payload);
        finishHeader4(p, 20);
        int sum = ~EchoAnswer.fold(EchoAnswer.sum(p, 20, p.length, 0));
        p[22] = (byte) (sum >> 8);
        p[23] = (byte) sum;
        return p;
    }

    private static byte[] request6(String payload) {
        byte[] p = HexFormat.of().parseHex("60000000000b3a40" + "fd9a7c1e5b0000000000000000000002"
                + "fd9a7c1e5b0010010000000000000002" + "80000000" + "12340001" + payload);
        int sum = ~EchoAnswer.fold(EchoAnswer.sum(p, 8, p.length, p.length - 40 + 58));
        p[42] = (byte) (sum >> 8);
        p[43] = (byte) sum;
        return p;
    }

    private static void finishHeader4(byte[] p, int header) {
        p[10] = 0;
        p[11] = 0;
        int sum = ~EchoAnswer.fold(EchoAnswer.sum(p, 0, header, 0));
        p[10] = (byte) (sum >> 8);
        p[11] = (byte) sum;
    }

    /** RFC 1071, written another way than the code under test: one's complement addition, word by word. */
    private static int checksumOver(byte[] p, int from, int to, int start) {
        int sum = start;
        for (int i = from; i < to; i++) {
            sum += (p[i] & 255) << ((i - from) % 2 == 0 ? 8 : 0);
            sum = sum > 0xffff ? sum - 0xffff : sum;
        }
        return sum;
    }
}

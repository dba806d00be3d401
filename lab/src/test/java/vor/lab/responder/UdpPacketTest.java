package vor.lab.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vor.lab.kernel.Ends;

class UdpPacketTest {
    /** From 198.18.0.2 port 5000 to 198.18.64.3 port 161: three bytes. */
    private static final byte[] FOUR = bytes("4500001f 00000000 40110000 c6120002 c6124003 138800a1 000b0000 010203");

    private static final byte[] SIX = bytes("60000000 000b1140 fd9a7c1e5b0000000000000000000002 fd9a7c1e5b0010010000000000000003"
            + " 138800a1 000b0000 010203");

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void datagramOfEitherFamilyIsReadWithItsEnds() {
        assertThat(UdpPacket.to(161, FOUR, FOUR.length)).hasValueSatisfying(p -> {
            assertThat(p.data()).containsExactly(1, 2, 3);
            assertThat(p.ends()).isEqualTo(Ends.of(InetAddress.ofLiteral("198.18.64.3"), InetAddress.ofLiteral("198.18.0.2"), 5000));
        });
        assertThat(UdpPacket.to(161, SIX, SIX.length)).hasValueSatisfying(p -> {
            assertThat(p.data()).containsExactly(1, 2, 3);
            assertThat(p.ends()).isEqualTo(
                    Ends.of(InetAddress.ofLiteral("fd9a:7c1e:5b00:1001::3"), InetAddress.ofLiteral("fd9a:7c1e:5b00::2"), 5000));
        });
    }

    @Test
    void otherPortsFragmentsAndShortPacketsAreNone() {
        assertThat(UdpPacket.to(162, FOUR, FOUR.length)).isEmpty();
        byte[] fragment = FOUR.clone();
        fragment[6] = 0x20;
        assertThat(UdpPacket.to(161, fragment, fragment.length)).isEmpty();
        for (int length = 0; length < FOUR.length; length++) {
            assertThat(UdpPacket.to(161, FOUR, length)).isEmpty();
        }
    }

    @Test
    void anyBytesAreReadWithoutHarm() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] packet = Arrays.copyOf(random.nextBoolean() ? FOUR : SIX, random.nextInt(64));
            for (int n = random.nextInt(4); n > 0 && packet.length > 0; n--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            }
            UdpPacket.to(161, packet, packet.length);
        }
        assertThat(seed).isNotZero();
    }
}

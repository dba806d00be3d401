package vor.server.receive.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vor.server.receive.net.Framed.Next;

class FramedTest {
    private static final int MOST = 1 << 20;

    private final Allowance allowance = new Allowance(1 << 20);
    private Socket sender = new Socket();
    private Socket receiver = new Socket();

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            sender = new Socket(InetAddress.getLoopbackAddress(), door.getLocalPort());
            receiver = door.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        sender.close();
        receiver.close();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private void sendInBackground(int... lengths) {
        Thread.startVirtualThread(() -> {
            try {
                DataOutputStream out = new DataOutputStream(sender.getOutputStream());
                for (int length : lengths) {
                    out.writeInt(length);
                    out.write(noise(Math.clamp(length, 0, MOST)));
                }
                out.flush();
                sender.shutdownOutput();
            } catch (IOException e) {
                // the receiver had enough
            }
        });
    }

    private static byte[] message(Framed framed) {
        return Arrays.copyOfRange(framed.bytes(), framed.from(), framed.from() + framed.length());
    }

    @Test
    void messagesOfAllSizesComeInOrderAndWhole() throws IOException {
        int[] lengths = {0, 1, 0, 16_379, 16_380, 16_381, 300_000, 5, 0, 70_000, 1};
        sendInBackground(lengths);
        try (Framed framed = new Framed(receiver, MOST, allowance, () -> {})) {
            for (int length : lengths) {
                assertThat(framed.next()).isEqualTo(Next.MESSAGE);
                assertThat(message(framed)).isEqualTo(noise(length));
            }
            assertThat(framed.next()).isEqualTo(Next.END);
        }
        assertThat(allowance.taken()).isZero();
    }

    @Test
    void whatALargeOneTookIsGivenBackBeforeTheNextIsWaitedFor() throws IOException {
        sendInBackground(500_000, 3);
        try (Framed framed = new Framed(receiver, MOST, allowance, () -> {})) {
            framed.next();
            assertThat(allowance.taken()).isBetween(480_000L, 1L << 20);
            framed.next();
            assertThat(message(framed)).isEqualTo(noise(3));
            assertThat(framed.next()).isEqualTo(Next.END);
            assertThat(allowance.taken()).isZero();
        }
    }

    @Test
    void manyLargeOnesAtOnceFindNoRoom() throws IOException {
        allowance.take(900_000);
        sendInBackground(400_000);
        try (Framed framed = new Framed(receiver, MOST, allowance, () -> {})) {
            assertThat(framed.next()).isEqualTo(Next.NO_ROOM);
        }
        assertThat(allowance.taken()).isEqualTo(900_000);
    }

    @Test
    void aLengthThatIsToldTakesNoMemory() throws IOException {
        DataOutputStream out = new DataOutputStream(sender.getOutputStream());
        out.writeInt(MOST);
        out.write(1);
        out.flush();
        sender.shutdownOutput();
        try (Framed framed = new Framed(receiver, MOST, allowance, () -> {})) {
            assertThat(framed.next()).isEqualTo(Next.CUT);
            assertThat(allowance.taken()).isZero();
        }
    }

    @Test
    void lengthsThatAreNotAllowedAreTold() throws IOException {
        sendInBackground(MOST + 1);
        try (Framed framed = new Framed(receiver, MOST, allowance, () -> {})) {
            assertThat(framed.next()).isEqualTo(Next.TOO_LONG);
            assertThat(framed.length()).isEqualTo(MOST + 1);
        }
    }
}

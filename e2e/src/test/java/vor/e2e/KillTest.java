package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vor.outside.Deadline;
import vor.outside.VorServer;

/** Ten rounds in every test run; {@code -Dvor.kill.rounds=100} for the long form. Needs neither root nor a network. */
final class KillTest {
    private static final int ROUNDS = Integer.getInteger("vor.kill.rounds", 10);
    private static final int LONGEST_LIFE_MS = 2_500;

    @Test
    void whatWasAcknowledgedIsThereHoweverOftenTheServerIsKilledWhileItIsWrittenTo() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed + ", rounds " + ROUNDS);
        Random random = new Random(seed);
        VorServer server = VorServer.in(Ground.folder("kill"), "Killed", "");
        Writer writer = new Writer(server.url());
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                server.launch();
                Deadline.pause(Duration.ofMillis(300 + random.nextInt(LONGEST_LIFE_MS)));
                server.kill();
                writer.serverGone();
            }
            writer.stop();
            server.start();
            assertThat(writer.compare(server)).isEmpty();
            assertThat(writer.acknowledged()).isGreaterThan(ROUNDS);
        } finally {
            writer.stop();
            server.kill();
        }
    }
}

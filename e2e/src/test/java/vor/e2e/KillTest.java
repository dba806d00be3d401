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
    private static final int LONGEST_START_MS = 2_000;
    private static final int LONGEST_LIFE_MS = 800;
    private static final int ONE_IN_THE_START = 4;

    @Test
    void whatWasAcknowledgedIsThereHoweverOftenTheServerIsKilledWhileItIsWrittenTo() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed + ", rounds " + ROUNDS);
        Random random = new Random(seed);
        VorServer server = VorServer.in(Ground.folder("kill"), "Killed", "");
        Writer writer = new Writer(server.url());
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                live(server, writer, random);
                server.kill();
            }
            server.start();
            writer.stop();
            assertThat(writer.compare(server)).isEmpty();
            assertThat(writer.acknowledged()).isGreaterThan(ROUNDS / 2);
            System.out.println("acknowledged " + writer.acknowledged());
        } finally {
            writer.stop();
            server.kill();
        }
    }

    /** From its start to a random moment: within the start, or when it has begun to acknowledge. */
    private static void live(VorServer server, Writer writer, Random random) {
        int before = writer.acknowledged();
        server.launch();
        if (random.nextInt(ONE_IN_THE_START) == 0) {
            Deadline.pause(Duration.ofMillis(random.nextInt(LONGEST_START_MS)));
            return;
        }
        Deadline.until(Ground.START, () -> "a write is acknowledged; " + writer.refusals() + server.log(), () -> writer.acknowledged() > before);
        Deadline.pause(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MS)));
    }
}

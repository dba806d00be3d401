package vor.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Clock;
import vor.model.Event;
import vor.model.Metric;
import vor.model.Reading;
import vor.server.journal.JournalReader.Batch;

/** The journal with its thread, on the machine's own time. */
@Timeout(120)
class JournalThreadTest {
    @TempDir
    Path temporary = Path.of("");

    private static void await(BooleanSupplier what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!what.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(what.getAsBoolean()).isTrue();
    }

    private static double reading(Journal journal, String name) {
        return journal.readings().stream().filter(r -> r.name().equals("vor_journal_" + name)).map(Reading::value).findFirst().orElseThrow().getAsDouble();
    }

    private static List<Event> plain(int from, int to) {
        return IntStream.range(from, to).mapToObj(Events::plain).toList();
    }

    @Test
    void whatCameIsOnDiskWithinASecondThoughNobodyClosesIt() throws IOException {
        Path folder = temporary.resolve("journal");
        try (Journal journal = Journal.open(folder, JournalSettings.DEFAULT, Clock.system())) {
            journal.append(Clock.system().millis(), plain(0, 3));
            long began = System.nanoTime();
            await(() -> reading(journal, "events_total") == 3);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(5_000); // a machine that is shared
            try (JournalReader reader = JournalReader.open(folder, Instant.EPOCH)) {
                assertThat(reader.next().orElseThrow().events()).isEqualTo(plain(0, 3));
            }
            assertThat(journal.trouble()).isEmpty();
        }
    }

    /** Each sender's events are in the order in which it told them. */
    @Test
    void aReaderFollowsWhileManyWrite() throws Exception {
        Path folder = temporary.resolve("journal");
        int senders = 4;
        int each = 30_000;
        Journal journal = Journal.open(folder, new JournalSettings(true, JournalSettings.DEFAULT.keep(), 30_000_000), Clock.system());
        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < senders; s++) {
            int base = s * each;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i += 10) {
                    journal.append(1_700_000_000_000L, plain(base + i, base + i + 10));
                }
            }));
        }
        await(() -> Files.isDirectory(folder));
        int[] next = IntStream.range(0, senders).map(s -> s * each).toArray();
        int seen = 0;
        try (JournalReader reader = JournalReader.open(folder, Instant.EPOCH)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (seen < senders * each && System.nanoTime() < end) {
                Optional<Batch> batch = reader.next();
                for (Event event : batch.map(Batch::events).orElse(List.of())) {
                    int number = (int) ((Metric.Whole) event.metric().orElseThrow()).number();
                    assertThat(number).isEqualTo(next[number / each]++);
                    seen++;
                }
            }
            assertThat(reader.damaged()).isZero();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        journal.close();
        assertThat(seen).isEqualTo(senders * each);
        assertThat(reading(journal, "dropped_total")).isZero();
    }

    @Test
    void whatDoesNotFitTheQueueIsCountedAndNobodyWaits() throws IOException {
        try (Journal journal = Journal.open(temporary.resolve("journal"), JournalSettings.DEFAULT, Clock.system())) {
            List<Event> most = plain(0, Journal.MOST_WAITING);
            journal.append(1, plain(0, Journal.MOST_WAITING + 1));
            assertThat(reading(journal, "dropped_total")).isEqualTo(Journal.MOST_WAITING + 1);
            journal.append(1, most);
            await(() -> reading(journal, "events_total") == Journal.MOST_WAITING);
            assertThat(reading(journal, "waiting")).isZero();
        }
    }

    @Test
    void offWritesNothingAndOnWritesAgain() throws IOException {
        Path folder = temporary.resolve("journal");
        try (Journal journal = Journal.open(folder, JournalSettings.OFF, Clock.system())) {
            journal.append(1, plain(0, 1));
            assertThat(reading(journal, "waiting")).isZero();
            assertThat(folder).doesNotExist();
            journal.settings(JournalSettings.DEFAULT);
            journal.append(1, plain(1, 2));
        }
        try (JournalReader reader = JournalReader.open(folder, Instant.EPOCH)) {
            assertThat(reader.next().orElseThrow().events()).isEqualTo(plain(1, 2));
        }
    }

    @Test
    void aFileWhereTheFolderShouldBeIsSaidAtOnce() throws IOException {
        Path folder = Files.createFile(temporary.resolve("journal"));
        assertThatThrownBy(() -> Journal.open(folder, JournalSettings.DEFAULT, Clock.system())).isInstanceOf(IOException.class).hasMessageContaining("is no folder");
    }
}

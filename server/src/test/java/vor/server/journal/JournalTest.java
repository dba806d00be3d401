package vor.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Event;
import vor.server.journal.JournalReader.Batch;
import vor.testkit.ManualClock;

/** What was written down is read again, whatever happened meanwhile; without a thread, on virtual time. */
@Timeout(120)
class JournalTest {
    @TempDir
    Path temporary = Path.of("");

    private final ManualClock clock = new ManualClock();
    private Path folder = Path.of("");

    @BeforeEach
    void begin() {
        folder = temporary.resolve("journal");
    }

    private JournalWriter writer(JournalSettings settings) {
        JournalWriter writer = new JournalWriter(folder, settings, clock);
        writer.chore();
        return writer;
    }

    private JournalWriter writer() {
        return writer(JournalSettings.DEFAULT);
    }

    private static List<Batch> all(JournalReader reader) throws IOException {
        List<Batch> all = new ArrayList<>();
        for (Optional<Batch> next = reader.next(); next.isPresent(); next = reader.next()) {
            all.add(next.get());
        }
        return all;
    }

    private List<Batch> all() throws IOException {
        try (JournalReader reader = JournalReader.open(folder, Instant.EPOCH)) {
            List<Batch> all = all(reader);
            assertThat(reader.damaged()).isZero();
            return all;
        }
    }

    private static List<Event> events(List<Batch> batches) {
        return batches.stream().flatMap(b -> b.events().stream()).toList();
    }

    private static List<Event> plain(int from, int to) {
        return IntStream.range(from, to).mapToObj(Events::plain).toList();
    }

    /** A block of its own for each. */
    private void write(JournalWriter writer, int from, int to) {
        for (int i = from; i < to; i++) {
            writer.add(clock.millis(), List.of(Events.plain(i)));
            writer.flush();
        }
    }

    @Test
    void whateverAnEventSaysIsReadAgain() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Batch> told = new ArrayList<>();
        try (JournalWriter writer = writer()) {
            for (int i = 0; i < 2_000; i++) {
                Batch batch = new Batch(clock.millis() + i, random.ints(1 + random.nextInt(5)).mapToObj(n -> Events.any(random)).toList());
                told.add(batch);
                writer.add(batch.atMillis(), batch.events());
            }
        }
        assertThat(all()).as("seed " + seed).isEqualTo(told);
    }

    @Test
    void batchesOfAnySizeKeepTheirOrder() throws IOException {
        List<Event> many = plain(0, 50_000);
        try (JournalWriter writer = writer()) {
            writer.add(clock.millis(), List.of(Events.plain(-1)));
            writer.add(clock.millis(), many);
            writer.add(clock.millis(), List.of());
            writer.add(clock.millis(), List.of(Events.plain(-2)));
            assertThat(writer.written.sum()).isPositive();
        }
        List<Event> told = new ArrayList<>(List.of(Events.plain(-1)));
        told.addAll(many);
        told.add(Events.plain(-2));
        assertThat(events(all())).isEqualTo(told);
    }

    @Test
    void anEventThatIsTooLargeIsCountedAndTheOthersAreKept() throws IOException {
        Event huge = Event.of("h", "x".repeat(2 << 20), clock.now());
        Event large = Event.of("h", "\u20ac".repeat(300_000), clock.now());
        try (JournalWriter writer = writer()) {
            writer.add(clock.millis(), List.of(Events.plain(1), huge, Events.plain(2)));
            for (int i = 0; i < 20; i++) {
                writer.add(clock.millis(), List.of(large, Events.plain(3)));
            }
            assertThat(writer.huge.sum()).isEqualTo(1);
        }
        assertThat(events(all())).hasSize(42).startsWith(Events.plain(1), Events.plain(2), large).endsWith(large, Events.plain(3));
    }

    @Test
    void aWriterThatBeginsAgainGoesOnBehindWhatIsThere() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (JournalWriter writer = writer()) {
                write(writer, i, i + 1);
            }
        }
        assertThat(events(all())).isEqualTo(plain(0, 3));
        assertThat(Segment.all(folder)).hasSize(3);
    }

    @Test
    void aReaderBeginsWhereItIsWanted() throws IOException {
        Instant middle = clock.now().plusSeconds(50);
        try (JournalWriter writer = writer()) {
            for (int i = 0; i < 100; i++) {
                writer.add(clock.millis(), List.of(Events.plain(i)));
                if (i % 30 == 0) {
                    writer.flush();
                }
                clock.advance(Duration.ofSeconds(1));
            }
        }
        try (JournalReader reader = JournalReader.open(folder, middle)) {
            assertThat(events(all(reader))).isEqualTo(plain(50, 100));
        }
    }

    /** As after a kill in the middle of writing. */
    @Test
    void aBlockThatWasCutAnywhereIsPassedOverAndWhatCameBeforeIsThere() throws IOException {
        Path file;
        int before;
        try (JournalWriter writer = writer()) {
            write(writer, 0, 3);
            file = Segment.all(folder).getFirst();
            before = (int) Files.size(file);
            write(writer, 3, 4);
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = before; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            try (JournalReader reader = JournalReader.open(folder, Instant.EPOCH)) {
                assertThat(events(all(reader))).as("cut at " + length).isEqualTo(plain(0, 3));
                assertThat(reader.damaged()).isEqualTo(length == before ? 0 : 1);
                Files.write(file, whole);
                assertThat(events(all(reader))).as("and whole after that").isEqualTo(plain(3, 4));
                assertThat(reader.damaged()).isZero();
            }
        }
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        try (JournalWriter writer = writer()) {
            write(writer, 5, 6);
        }
        try (JournalReader reader = JournalReader.open(folder, Instant.EPOCH)) {
            assertThat(events(all(reader))).containsExactly(Events.plain(0), Events.plain(1), Events.plain(2), Events.plain(5));
            assertThat(reader.damaged()).isEqualTo(1);
        }
    }

    @Test
    void aBlockOfWhichOneByteIsWrongIsPassedOverAndTheOthersAreThere() throws IOException {
        Path file;
        int before;
        int behind;
        try (JournalWriter writer = writer()) {
            write(writer, 0, 1);
            file = Segment.all(folder).getFirst();
            before = (int) Files.size(file);
            write(writer, 1, 2);
            behind = (int) Files.size(file);
            write(writer, 2, 4);
        }
        byte[] whole = Files.readAllBytes(file);
        for (int at = before; at < behind; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 0x10;
            Files.write(file, wrong);
            try (JournalReader reader = JournalReader.open(folder, Instant.EPOCH)) {
                assertThat(events(all(reader))).as("byte " + at).containsExactly(Events.plain(0), Events.plain(2), Events.plain(3));
                assertThat(reader.damaged()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsMoreThanTheBoundLeavesOldestFirst() throws IOException {
        long bound = 400_000;
        Random random = new Random(1);
        int count = 0;
        try (JournalWriter writer = writer(new JournalSettings(true, Duration.ofDays(1), bound))) {
            while (writer.removed.sum() < 50) {
                byte[] noise = new byte[500];
                random.nextBytes(noise);
                writer.add(clock.millis(), List.of(Event.of("h", count++ + new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1), clock.now())));
                writer.flush();
                assertThat(size()).isLessThanOrEqualTo(bound);
                assertThat(writer.bytes).isEqualTo(size());
            }
        }
        List<Event> left = events(all());
        assertThat(left.getLast().service()).startsWith(String.valueOf(count - 1));
        assertThat(left).hasSizeGreaterThan(300);
    }

    private long size() throws IOException {
        long size = 0;
        for (Path file : Segment.all(folder)) {
            size += Files.size(file);
        }
        return size;
    }

    @Test
    void whatIsTooOldLeavesAlsoWhenNothingIsWritten() throws IOException {
        JournalSettings settings = new JournalSettings(true, Duration.ofHours(1), 1_000_000);
        try (JournalWriter writer = writer(settings)) {
            for (int i = 0; i < 180; i++) {
                write(writer, i, i + 1);
                clock.advance(Duration.ofMinutes(1));
            }
            assertThat(events(all()).size()).isBetween(60, 66);
        }
        clock.advance(Duration.ofMinutes(30));
        try (JournalWriter writer = writer(settings)) {
            assertThat(events(all()).size()).isBetween(30, 36);
            clock.advance(Duration.ofHours(1));
            writer.chore();
            assertThat(all()).isEmpty();
            assertThat(writer.bytes).isZero();
        }
    }

    @Test
    void aClockThatJumpsBackChangesNoOrderAndKeepsNothingForEver() throws IOException {
        JournalSettings settings = new JournalSettings(true, Duration.ofHours(1), 1_000_000);
        try (JournalWriter writer = writer(settings)) {
            write(writer, 0, 5);
            clock.step(Duration.ofDays(-30));
            write(writer, 5, 10);
            assertThat(events(all())).isEqualTo(plain(0, 10));
        }
        try (JournalWriter writer = writer(settings)) {
            write(writer, 10, 12);
            assertThat(events(all())).isEqualTo(plain(0, 12));
            clock.advance(Duration.ofMinutes(70));
            writer.chore();
            assertThat(events(all()).size()).isLessThanOrEqualTo(2);
            write(writer, 12, 13);
            clock.advance(Duration.ofMinutes(70));
            writer.chore();
            clock.advance(Duration.ofMinutes(5));
            write(writer, 13, 14);
            assertThat(events(all()).getLast()).isEqualTo(Events.plain(13));
            assertThat(events(all()).size()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsATroubleAndRecovers() throws IOException {
        Files.createFile(folder);
        try (JournalWriter writer = writer()) {
            write(writer, 0, 2);
            assertThat(writer.trouble()).hasValueSatisfying(t -> assertThat(t).contains("not written down").contains("no folder"));
            assertThat(writer.lost.sum()).isEqualTo(2);
            Files.delete(folder);
            write(writer, 2, 4);
            assertThat(writer.trouble()).isEmpty();
            assertThat(events(all())).isEqualTo(plain(2, 4));
            for (Path file : Segment.all(folder)) {
                Files.delete(file);
            }
            Files.delete(folder);
            writer.chore();
            write(writer, 4, 5);
            assertThat(events(all())).isEqualTo(plain(4, 5));
        }
    }

    @Test
    void aReaderIsNotHeldUpByFilesThatLeave() throws IOException {
        try (JournalWriter writer = writer()) {
            write(writer, 0, 1);
            clock.advance(Duration.ofHours(2));
            write(writer, 1, 2);
            clock.advance(Duration.ofHours(2));
            write(writer, 2, 3);
            assertThat(Segment.all(folder)).hasSize(3);
            try (JournalReader reader = JournalReader.open(folder, Instant.EPOCH)) {
                assertThat(reader.next().orElseThrow().events()).isEqualTo(plain(0, 1));
                Files.delete(Segment.all(folder).getFirst());
                Files.delete(Segment.all(folder).getFirst());
                assertThat(events(all(reader))).isEqualTo(plain(2, 3));
                write(writer, 3, 4);
                assertThat(events(all(reader))).isEqualTo(plain(3, 4));
                assertThat(reader.damaged()).isZero();
            }
        }
    }

    @Test
    void whereNothingWasWrittenThereIsNothing() throws IOException {
        assertThatThrownBy(() -> JournalReader.open(folder, Instant.EPOCH)).isInstanceOf(IOException.class);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("000001700000000.txt"), "x");
        assertThat(all()).isEqualTo(Collections.emptyList());
    }
}

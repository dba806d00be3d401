package vor.server.journal;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Event;
import vor.server.journal.JournalReader.Batch;
import vor.testkit.ManualClock;

/** Files of any bytes, and real ones with some of them changed: a reader never throws and takes no more memory than there are bytes for. */
@Timeout(300)
class JournalFuzzTest {
    private static final int ROUNDS = 20_000;

    @TempDir
    Path folder = Path.of("");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @FuzzTest
    void readsAnyBody(byte[] bytes) {
        readBody(bytes);
    }

    private static void readBody(byte[] bytes) {
        BodyReader reader = new BodyReader(bytes, bytes.length);
        int events = 0;
        for (Optional<Batch> batch = reader.next(); batch.isPresent(); batch = reader.next()) {
            events += batch.get().events().size();
            if (events > bytes.length) {
                throw new AssertionError(events + " events of " + bytes.length + " bytes");
            }
        }
    }

    private byte[] body() {
        Body body = new Body();
        for (int i = 0; i < 5; i++) {
            List<Event> events = random.ints(random.nextInt(4)).mapToObj(n -> Events.any(random)).toList();
            body.batch(random.nextLong(), events.size());
            events.forEach(body::put);
        }
        return Arrays.copyOf(body.bytes(), body.length());
    }

    private byte[] changed(byte[] message) {
        byte[] bytes = message.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
            }
        }
        return bytes;
    }

    @Test
    void changedBodiesNeverThrow() {
        System.out.println(getClass().getSimpleName() + ": seed " + seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = changed(body());
            assertThatCode(() -> readBody(bytes)).as(() -> "seed " + seed + ", bytes " + HexFormat.of().formatHex(bytes)).doesNotThrowAnyException();
        }
    }

    @Test
    void changedFilesNeverThrow() throws IOException {
        System.out.println(getClass().getSimpleName() + ": seed " + seed);
        Path written = folder.resolve("written");
        try (JournalWriter writer = new JournalWriter(written, JournalSettings.DEFAULT, new ManualClock())) {
            for (int i = 0; i < 5; i++) {
                writer.add(i, List.of(Events.any(random)));
                writer.flush();
            }
        }
        byte[] whole = Files.readAllBytes(Segment.all(written).getFirst());
        Path file = Segment.path(Files.createDirectories(folder.resolve("changed")), 1);
        for (int i = 0; i < ROUNDS / 20; i++) {
            byte[] bytes = changed(whole);
            Files.write(file, bytes);
            assertThatCode(() -> readAll(file)).as(() -> "seed " + seed + ", bytes " + HexFormat.of().formatHex(bytes)).doesNotThrowAnyException();
        }
    }

    private static void readAll(Path file) throws IOException {
        try (JournalReader reader = JournalReader.open(Optional.ofNullable(file.getParent()).orElseThrow(), Instant.EPOCH)) {
            Optional<Batch> next = reader.next();
            while (next.isPresent()) {
                next = reader.next();
            }
        }
    }

    /** A block that is whole by its sums and says of itself what cannot be. */
    @Test
    void lengthsThatLieAreDamageAndTakeNoMemory() throws IOException {
        Path file = Segment.path(folder, 1);
        for (int[] lie : new int[][] {{Block.MOST_RAW, 10}, {1, 10}, {Block.MOST_RAW, Block.MOST_RAW + 1_000}, {Integer.MAX_VALUE, 10}, {-1, 10}}) {
            byte[] packed = packed(new byte[lie[1]]);
            ByteBuffer block = ByteBuffer.allocate(Block.HEADER + packed.length);
            block.put(new Block(packed.length, lie[0], 0, Long.MAX_VALUE, Block.crc(packed, packed.length)).header()).put(packed);
            Files.write(file, block.array());
            try (JournalReader reader = JournalReader.open(folder, Instant.EPOCH)) {
                assertThatCode(() -> {
                    if (reader.next().isPresent() || reader.damaged() != 1) {
                        throw new AssertionError("damage is counted");
                    }
                }).as(Arrays.toString(lie)).doesNotThrowAnyException();
            }
        }
    }

    private static byte[] packed(byte[] raw) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(raw);
        deflater.finish();
        byte[] out = new byte[raw.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}

package vor.server.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/**
 * Reads what a {@link Journal} wrote, in the order of writing, also while another process writes it. What is damaged is passed over and counted. Files that leave meanwhile are
 * not missed, but for what was not read of them yet. For one thread.
 */
public final class JournalReader implements AutoCloseable {
    private static final int WINDOW = 64 << 10;

    private final Path folder;
    private final long since;
    private final Inflater inflater = new Inflater(true);
    private final byte[] header = new byte[Block.HEADER];
    private @Nullable FileChannel current;
    private Path file;
    private @Nullable BodyReader body;
    private long position;
    private long damaged;
    /** Whether what stands at the position is no whole block, though more may be written yet. */
    private boolean tail;

    /**
     * Events that came together.
     *
     * @param atMillis when they came, milliseconds since 1970
     */
    public record Batch(long atMillis, List<Event> events) {
        public Batch {
            events = List.copyOf(events);
        }
    }

    private JournalReader(Path folder, Instant since) {
        this.folder = folder;
        this.file = folder; // before all that are in it
        this.since = since.toEpochMilli();
    }

    /**
     * Begins with the first batch that came then or later.
     *
     * @throws IOException when the folder cannot be read
     */
    public static JournalReader open(Path folder, Instant since) throws IOException {
        JournalReader reader = new JournalReader(folder, since);
        reader.advance();
        return reader;
    }

    /**
     * The next one; empty when there is none now. More may be written, and is found by asking again.
     *
     * @throws IOException when the disk does not let it read
     */
    public Optional<Batch> next() throws IOException {
        while (true) {
            Optional<Batch> batch = ofBody();
            if (batch.isPresent()) {
                return batch;
            }
            if (!block() && !advance()) {
                return Optional.empty();
            }
        }
    }

    private Optional<Batch> ofBody() {
        BodyReader reading = body;
        while (reading != null) {
            Optional<Batch> batch = reading.next();
            if (batch.isEmpty()) {
                damaged += reading.isBroken() ? 1 : 0;
                body = null;
                return Optional.empty();
            }
            if (batch.get().atMillis() >= since) {
                return batch;
            }
        }
        return Optional.empty();
    }

    /** How many pieces, of whatever length, made no sense; one that is only half written yet is among them until it is whole. */
    public long damaged() {
        return damaged + (tail ? 1 : 0);
    }

    /** Whether there was a further block, whole or damaged, in this segment. */
    private boolean block() throws IOException {
        FileChannel channel = current;
        if (channel == null) {
            return false;
        }
        long size = channel.size();
        if (position >= size) {
            tail = false;
            return false;
        }
        int read = Segment.read(channel, position, header);
        Optional<Block> block = read == Block.HEADER ? Block.read(header) : Optional.empty();
        if (block.isEmpty()) {
            return resume(channel, size);
        }
        if (position + Block.HEADER + block.get().length() > size) {
            tail = true;
            return false;
        }
        tail = false;
        long at = position + Block.HEADER;
        position = at + block.get().length();
        if (block.get().last() >= since) {
            body(channel, at, block.get());
        }
        return true;
    }

    private void body(FileChannel channel, long at, Block block) throws IOException {
        byte[] packed = new byte[block.length()]; // as many are there
        if (Segment.read(channel, at, packed) < packed.length || Block.crc(packed, packed.length) != block.crc()) {
            damaged++;
            return;
        }
        Optional<byte[]> raw = unpacked(packed, block.raw());
        raw.ifPresentOrElse(bytes -> body = new BodyReader(bytes, block.raw()), () -> damaged++);
    }

    private Optional<byte[]> unpacked(byte[] packed, int length) {
        inflater.reset();
        inflater.setInput(packed);
        byte[] raw = new byte[Math.min(length, 4 * packed.length + WINDOW)];
        int at = 0;
        try {
            while (!inflater.finished() && at < length) {
                if (at == raw.length) {
                    raw = Arrays.copyOf(raw, Math.min(length, 2 * raw.length));
                }
                int more = inflater.inflate(raw, at, raw.length - at);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return Optional.empty();
                }
                at += more;
            }
            return at == length && isOver() ? Optional.of(raw) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isOver() throws DataFormatException {
        return inflater.inflate(new byte[1]) == 0 && inflater.finished();
    }

    /** Goes to the next place behind damage where a header stands; stays where it is when there is none. */
    private boolean resume(FileChannel channel, long size) throws IOException {
        byte[] window = new byte[(int) Math.min(WINDOW, size - position)];
        byte[] other = new byte[Block.HEADER];
        long from = position + 1;
        while (size - from >= Block.HEADER) {
            int read = Segment.read(channel, from, window);
            for (int i = 0; i + Integer.BYTES <= read; i++) {
                if (isMagic(window, i) && Segment.read(channel, from + i, other) == Block.HEADER && Block.read(other).isPresent()) {
                    damaged++;
                    tail = false;
                    position = from + i;
                    return true;
                }
            }
            if (read < Integer.BYTES) {
                break;
            }
            from += read - Integer.BYTES + 1;
        }
        tail = true;
        return false;
    }

    private static boolean isMagic(byte[] window, int at) {
        return window[at] == (byte) (Block.MAGIC >>> 24)
                && window[at + 1] == (byte) (Block.MAGIC >>> 16)
                && window[at + 2] == (byte) (Block.MAGIC >>> 8)
                && window[at + 3] == (byte) Block.MAGIC;
    }

    /** Whether there is more to read: in the next segment, or in this one, which got its end before the next was begun. */
    private boolean advance() throws IOException {
        Optional<Path> next = Optional.empty();
        for (Path candidate : Segment.all(folder)) {
            if (next.isEmpty() && candidate.compareTo(file) > 0) {
                next = Optional.of(candidate);
            }
        }
        if (next.isEmpty()) {
            return false;
        }
        if (current != null && block()) {
            return true;
        }
        return begin(next.get());
    }

    private boolean begin(Path next) throws IOException {
        FileChannel opened;
        try {
            opened = FileChannel.open(next, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return advanceBehind(next);
        }
        leave(next, opened);
        return true;
    }

    /** It was removed just now: the one behind it is next. */
    private boolean advanceBehind(Path gone) throws IOException {
        leave(gone, null);
        return advance();
    }

    private void leave(Path next, @Nullable FileChannel opened) throws IOException {
        FileChannel before = current;
        current = opened;
        file = next;
        position = 0;
        damaged += tail ? 1 : 0;
        tail = false;
        if (before != null) {
            before.close();
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        FileChannel channel = current;
        current = null;
        if (channel != null) {
            channel.close();
        }
    }
}

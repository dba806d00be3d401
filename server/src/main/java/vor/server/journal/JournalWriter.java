package vor.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import vor.model.Clock;
import vor.model.Event;

/**
 * Writes blocks into segments and removes those that are too old or too many. What cannot be written is counted and gone; the next block is tried anew. For one thread, but for
 * the numbers.
 */
final class JournalWriter implements AutoCloseable {
    private static final long LARGEST = 16L << 20;
    private static final int PARTS = 16;
    private static final long LAST_NAME = 900_000_000_000_000L;

    private final Path folder;
    private final Clock clock;
    private final Body body = new Body();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final Deque<Old> old = new ArrayDeque<>();
    private byte[] packed = new byte[Block.FULL];
    private JournalSettings settings;
    private boolean known;
    private @Nullable FileChannel current;
    private Path file;
    private long started;
    private long position;
    private long newest;
    private long lastName = -1;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long since;

    final LongAdder written = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder huge = new LongAdder();
    final LongAdder removed = new LongAdder();
    volatile long bytes;
    volatile String trouble = "";

    /** @param newest milliseconds since 1970 */
    private record Old(Path file, long size, long newest) {}

    JournalWriter(Path folder, JournalSettings settings, Clock clock) {
        this.folder = folder;
        this.file = folder;
        this.settings = settings;
        this.clock = clock;
    }

    void settings(JournalSettings next) {
        settings = next;
    }

    /** Makes the folder and finds what is there. What keeps it from that is a trouble, and it is tried again before the next write. */
    boolean open() {
        if (known) {
            return true;
        }
        try {
            Files.createDirectories(folder);
            old.clear();
            for (Path found : Segment.all(folder)) {
                long name = Segment.name(found).orElse(0L);
                old.addLast(new Old(found, Files.size(found), Segment.newest(found).orElse(name)));
                lastName = Math.max(lastName, name);
            }
            known = true;
            trouble = "";
        } catch (IOException e) {
            old.clear();
            broken(e);
        }
        count();
        return known;
    }

    private void broken(IOException e) {
        trouble = "events are not written down in " + folder + ": " + switch (e) {
            case FileAlreadyExistsException _ -> "it is no folder";
            case NoSuchFileException _ -> "it is gone";
            case AccessDeniedException _ -> "Vor may not write there";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Puts them into the block; a block that is full is written. */
    void add(long atMillis, List<Event> events) {
        List<Event> fit = events.stream().filter(e -> Body.weight(e) <= Body.MOST_WEIGHT).toList();
        huge.add((long) events.size() - fit.size());
        int at = 0;
        while (at < fit.size()) {
            int count = room(fit, at);
            begin(atMillis);
            body.batch(atMillis, count);
            fit.subList(at, at + count).forEach(body::put);
            at += count;
            if (body.isFull()) {
                flush();
            }
        }
    }

    /** How many of them the block has room for: one at least, as it is not full. */
    private int room(List<Event> events, int from) {
        int most = Math.min(events.size() - from, Block.MOST_EVENTS - body.events());
        long left = Block.MOST_RAW - body.length() - Body.weight(events.get(from));
        int count = 1;
        while (count < most && left >= Body.weight(events.get(from + count))) {
            left -= Body.weight(events.get(from + count));
            count++;
        }
        return count;
    }

    private void begin(long atMillis) {
        if (body.isEmpty()) {
            since = clock.nanos();
        }
        first = Math.min(first, atMillis);
        last = Math.max(last, atMillis);
    }

    /** How long the oldest event waits to be written, nanoseconds; 0 when none does. */
    long waited() {
        return body.isEmpty() ? 0 : clock.nanos() - since;
    }

    /** Writes what is there. */
    void flush() {
        if (body.isEmpty()) {
            return;
        }
        int events = body.events();
        if (open() && write()) {
            written.add(events);
        } else {
            lost.add(events);
        }
        body.clear();
        first = Long.MAX_VALUE;
        last = Long.MIN_VALUE;
    }

    private boolean write() {
        int length = pack();
        Block block = new Block(length, body.length(), first, last, Block.crc(packed, length));
        try {
            FileChannel channel = segment(Block.HEADER + length);
            ByteBuffer header = block.header();
            ByteBuffer content = ByteBuffer.wrap(packed, 0, length);
            whole(channel, new ByteBuffer[] {header, content});
            position += Block.HEADER + length;
            newest = Math.max(newest, last);
            trouble = "";
            count();
            return true;
        } catch (IOException e) {
            broken(e);
            abandon();
            count();
            return false;
        }
    }

    private void whole(FileChannel channel, ByteBuffer[] buffers) throws IOException {
        while (buffers[0].hasRemaining() || buffers[1].hasRemaining()) {
            channel.write(buffers);
        }
    }

    private int pack() {
        deflater.reset();
        deflater.setInput(body.bytes(), 0, body.length());
        deflater.finish();
        int length = 0;
        while (!deflater.finished()) {
            if (length == packed.length) {
                packed = Arrays.copyOf(packed, packed.length * 2);
            }
            length += deflater.deflate(packed, length, packed.length - length);
        }
        return length;
    }

    /** The one that is written to, with room for so many bytes more. */
    private FileChannel segment(long more) throws IOException {
        long now = clock.millis();
        boolean tooOld = Math.abs(now - started) > settings.keep().toMillis() / PARTS;
        if (current != null && (position + more > Math.min(LARGEST, settings.bytes() / PARTS) || tooOld)) {
            rotate();
        }
        makeRoom(more);
        FileChannel channel = current;
        if (channel == null) {
            lastName = Math.max(Math.clamp(first, 0, LAST_NAME), lastName + 1);
            file = Segment.path(folder, lastName);
            channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            current = channel;
            position = 0;
            started = now;
            newest = Long.MIN_VALUE;
        }
        return channel;
    }

    private void rotate() throws IOException {
        FileChannel channel = current;
        if (channel != null) {
            current = null;
            old.addLast(new Old(file, position, newest));
            position = 0;
            try (channel) {
                channel.force(false);
            }
        }
    }

    /** What was half written is cut off, and the next block begins a new segment. */
    private void abandon() {
        FileChannel channel = current;
        current = null;
        if (channel == null) {
            return;
        }
        try (channel) {
            if (position > 0) {
                old.addLast(new Old(file, position, newest));
                channel.truncate(position);
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            broken(e); // a reader passes over what is left of it
        }
        position = 0;
    }

    /** To be called about once a second. */
    void chore() {
        if (current != null && !Files.exists(file)) {
            abandon(); // somebody has taken it away
            known = false;
        }
        if (open()) {
            try {
                makeRoom(0);
            } catch (IOException e) {
                broken(e);
            }
            count();
        }
    }

    private void makeRoom(long more) throws IOException {
        clamp(clock.millis());
        long end = clock.millis() - settings.keep().toMillis();
        while (!old.isEmpty() && (old.getFirst().newest() < end || size() + more > settings.bytes())) {
            Files.deleteIfExists(old.getFirst().file());
            old.removeFirst();
            removed.increment();
        }
    }

    /** Where the clock was set back, what seems to come from the future is of now. */
    private void clamp(long now) {
        if (old.stream().anyMatch(o -> o.newest() > now)) {
            List<Old> clamped = old.stream().map(o -> new Old(o.file(), o.size(), Math.min(o.newest(), now))).toList();
            old.clear();
            old.addAll(clamped);
        }
    }

    private long size() {
        return old.stream().mapToLong(Old::size).sum() + position;
    }

    private void count() {
        bytes = size();
    }

    Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    @Override
    public void close() {
        flush();
        try {
            rotate();
        } catch (IOException e) {
            broken(e);
        }
        deflater.end();
    }
}

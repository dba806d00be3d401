package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Many readers of {@code /live} on one thread. Of each change that comes by (a note that is the time at which it was sent) it notes how old it is at the
 * moment it was read; of each frame that it came.
 */
final class Crowd implements AutoCloseable {
    private static final int LONGEST_MS = 60_000;
    private static final byte[] CHANGE = "\"note\":\"1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FRAME = "\nid: ".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector;
    private final Thread thread;
    private final long[] ages = new long[LONGEST_MS + 1];
    private long changes;
    private long frames;
    private int open;
    private @Nullable IOException broken;
    private volatile boolean closing;

    /** What one of them is in the middle of. */
    private static final class Reader {
        int ofChange;
        int ofFrame;
        long number = -1;
    }

    /** @param ages how many changes were so many milliseconds old */
    @SuppressWarnings("ArrayRecordComponent")
    record Heard(long[] ages, long changes, long frames, int open) {
        /** Of all changes at all readers so many percent were not older, in milliseconds. */
        double at(double percent) {
            long wanted = (long) Math.ceil(percent / 100 * changes);
            long so = 0;
            for (int age = 0; age < ages.length; age++) {
                so += ages[age];
                if (so >= wanted) {
                    return age;
                }
            }
            return Double.NaN;
        }
    }

    Crowd(URI server, int readers) {
        try {
            selector = Selector.open();
            for (int i = 0; i < readers; i++) {
                SocketChannel channel = ask(server);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Reader());
            }
            open = readers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name("crowd").start(this::read);
    }

    /** A connection on which the stream has been asked for. */
    static SocketChannel ask(URI server) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        String request = "GET /api/v1/live HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private void read() {
        ByteBuffer bytes = ByteBuffer.allocate(256 << 10);
        try {
            while (!closing) {
                selector.select(key -> take(key, bytes), 200);
            }
        } catch (IOException e) {
            synchronized (this) {
                broken = e;
            }
        }
    }

    private void take(SelectionKey key, ByteBuffer bytes) {
        try {
            bytes.clear();
            if (((SocketChannel) key.channel()).read(bytes) < 0) {
                leave(key);
                return;
            }
            scan((Reader) key.attachment(), bytes.array(), bytes.position());
        } catch (IOException e) {
            leave(key);
        }
    }

    private synchronized void leave(SelectionKey key) {
        key.cancel();
        open--;
    }

    private synchronized void scan(Reader reader, byte[] bytes, int length) {
        long now = System.currentTimeMillis();
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (reader.number >= 0) {
                if (b >= '0' && b <= '9') {
                    reader.number = reader.number * 10 + b - '0';
                    continue;
                }
                ages[(int) Math.clamp(now - reader.number, 0, LONGEST_MS)]++;
                changes++;
                reader.number = -1;
            }
            reader.ofChange = next(CHANGE, reader.ofChange, b);
            if (reader.ofChange == CHANGE.length) {
                reader.number = 1;
                reader.ofChange = 0;
            }
            reader.ofFrame = next(FRAME, reader.ofFrame, b);
            if (reader.ofFrame == FRAME.length) {
                frames++;
                reader.ofFrame = 0;
            }
        }
    }

    private static int next(byte[] word, int so, byte b) {
        return b == word[so] ? so + 1 : b == word[0] ? 1 : 0;
    }

    /** Counts from now on. */
    synchronized void forget() {
        java.util.Arrays.fill(ages, 0);
        changes = 0;
        frames = 0;
    }

    /** Since the last {@link #forget}. */
    synchronized Heard heard() {
        if (broken != null) {
            throw new UncheckedIOException(broken);
        }
        return new Heard(ages.clone(), changes, frames, open);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

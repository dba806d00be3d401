package vor.server.receive.riemann;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import vor.server.receive.net.TimeLimits.Limit;
import vor.wire.http.Head;
import vor.wire.http.HeadReader;

/** What comes in on a connection of HTTP: heads of requests, and the bytes between. For one thread. */
final class Incoming extends InputStream {
    static final int LONGEST_HEAD = 16 << 10;
    /** A head that has begun is to be whole within. */
    static final Duration HEAD = Duration.ofSeconds(10);
    /** So long a client may be silent between two requests. */
    static final Duration IDLE = Duration.ofSeconds(60);

    private final InputStream in;
    private final Limit limit;
    private final byte[] buffer = new byte[LONGEST_HEAD];
    /** Of the buffer, bytes that have come and were not taken. */
    private int from;
    private int to;

    Incoming(InputStream in, Limit limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Waits for the next head; empty when the connection ends before one has begun. */
    Optional<Head> head() throws IOException {
        limit.begin(IDLE);
        while (!blank()) {
            if (!fill()) {
                return Optional.empty();
            }
        }
        limit.begin(HEAD);
        int seen = from;
        while (true) {
            int end = end(seen);
            if (end >= 0) {
                limit.end();
                Head head = HeadReader.read(buffer, from, end - from);
                from = end;
                return Optional.of(head);
            }
            seen = Math.max(from, to - 3);
            if (to - from == LONGEST_HEAD) {
                return Optional.of(new Head.Damage(431, "a head of more than " + LONGEST_HEAD + " bytes"));
            }
            int gone = from;
            if (!fill()) {
                return Optional.of(new Head.Damage(400, "the connection ended within a head"));
            }
            seen -= gone - from;
        }
    }

    /** Passes over empty lines before a request, as old clients send them. */
    private boolean blank() {
        while (from < to && (buffer[from] == '\r' || buffer[from] == '\n')) {
            from++;
        }
        return from < to;
    }

    /** @return behind the empty line that ends a head; negative when it has not come */
    private int end(int begin) {
        for (int i = begin; i + 1 < to; i++) {
            if (buffer[i] == '\n' && (buffer[i + 1] == '\n' || buffer[i + 1] == '\r' && i + 2 < to && buffer[i + 2] == '\n')) {
                return buffer[i + 1] == '\n' ? i + 2 : i + 3;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(read, 0);
        return read >= 0;
    }

    @Override
    public int read() throws IOException {
        if (from == to && !fill()) {
            return -1;
        }
        return buffer[from++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int at, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (from == to && !fill()) {
            return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(buffer, from, bytes, at, count);
        from += count;
        return count;
    }
}

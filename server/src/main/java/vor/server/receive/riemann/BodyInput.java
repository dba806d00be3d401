package vor.server.receive.riemann;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Duration;
import vor.server.receive.net.TimeLimits.Limit;
import vor.wire.http.RequestHead.Body;

/** The body of one request, up to its end and not a byte farther. For one thread. */
final class BodyInput extends InputStream {
    /** A body that does not go on for so long ends the connection. */
    static final Duration STALLED = Duration.ofSeconds(30);

    private static final int LONGEST_LINE = 100;
    private static final int MOST_TRAILERS = 20;

    private final Incoming in;
    private final Limit limit;
    private final boolean chunked;
    /** Of the body or of the chunk. */
    private long left;

    private boolean begun;
    private boolean over;

    BodyInput(Incoming in, Limit limit, Body body) {
        this.in = in;
        this.limit = limit;
        chunked = body instanceof Body.Chunked;
        left = body instanceof Body.Length(long bytes) ? bytes : 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws ProtocolException when it ends too soon or its chunks are none */
    @Override
    public int read(byte[] bytes, int at, int length) throws IOException {
        limit.begin(STALLED);
        try {
            if (length == 0 || over || left == 0 && !goesOn()) {
                return length == 0 ? 0 : -1;
            }
            int read = in.read(bytes, at, (int) Math.min(length, left));
            if (read < 0) {
                throw new ProtocolException("the connection ended within a body");
            }
            left -= read;
            return read;
        } finally {
            limit.end();
        }
    }

    private boolean goesOn() throws IOException {
        if (chunked) {
            if (begun && !line().isEmpty()) {
                throw new ProtocolException("a chunk is longer than its length");
            }
            begun = true;
            left = length(line());
            if (left == 0) {
                trailers();
            }
        }
        over = left == 0;
        return !over;
    }

    private static long length(String line) throws IOException {
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
            throw new ProtocolException("a chunk without a length");
        }
        return Long.parseLong(digits, 16);
    }

    private void trailers() throws IOException {
        for (int i = 0; i < MOST_TRAILERS; i++) {
            if (line().isEmpty()) {
                return;
            }
        }
        throw new ProtocolException("too many lines behind a body");
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() == LONGEST_LINE) {
                throw new ProtocolException(c < 0 ? "the connection ended within a body" : "a line between chunks that is too long");
            }
            line.append((char) c);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }
}

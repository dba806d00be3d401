package vor.server.receive.riemann;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import vor.server.receive.net.TimeLimits.Limit;

/** What goes out on a connection, through a small buffer. Whoever does not read for a while is ended, so nothing piles up. For one thread at a time. */
final class Outgoing {
    /** A piece that is not read for so long ends the connection. */
    static final Duration STALLED = Duration.ofSeconds(10);

    private static final int PIECE = 16 << 10;

    private final OutputStream out;

    Outgoing(OutputStream raw, Limit limit) {
        out = new BufferedOutputStream(new Timed(raw, limit), PIECE);
    }

    /** Each piece within the time. */
    private static final class Timed extends FilterOutputStream {
        private final Limit limit;

        Timed(OutputStream out, Limit limit) {
            super(out);
            this.limit = limit;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int done = 0; done < length; done += PIECE) {
                limit.begin(STALLED);
                out.write(bytes, from + done, Math.min(PIECE, length - done));
                limit.end();
            }
        }
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void flush() throws IOException {
        out.flush();
    }
}

package vor.server.receive.net;

import java.io.IOException;
import java.io.InputStream;

/** Lines of a stream or a datagram, of bounded length. For one thread. */
public final class Lines {
    private final int longest;
    private final Taker taker;
    private final byte[] buffer;
    private int to;
    private boolean passing;

    /** Takes what was read. */
    public interface Taker {
        /** One line without its end; never empty. The array is used again afterwards. */
        void line(byte[] bytes, int from, int length);

        /** One that was longer than allowed; the rest of it is passed over. */
        void tooLong(byte[] bytes, int from, int length);

        /** Nothing more is there just now: what was taken may be handed on. */
        void pause();
    }

    /** @param longest bytes of a line */
    public Lines(int longest, Taker taker) {
        this.longest = longest;
        this.taker = taker;
        buffer = new byte[2 * longest];
    }

    /** Until the stream ends. A last line without an end counts, too. */
    public void readAll(InputStream in) throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        while (read >= 0) {
            to += read;
            int rest = split(buffer, 0, to, false);
            System.arraycopy(buffer, rest, buffer, 0, to - rest);
            to -= rest;
            taker.pause();
            read = in.read(buffer, to, buffer.length - to);
        }
        split(buffer, 0, to, true);
        taker.pause();
    }

    /** The lines of a datagram. */
    public void read(byte[] bytes, int length) {
        passing = false;
        split(bytes, 0, length, true);
        taker.pause();
    }

    /** @return where the line begins that has not ended */
    private int split(byte[] bytes, int from, int end, boolean last) {
        int start = from;
        for (int at = from; at < end; at++) {
            if (bytes[at] == '\n') {
                line(bytes, start, at);
                start = at + 1;
            }
        }
        if (last) {
            line(bytes, start, end);
            return end;
        }
        if (end - start > longest) {
            line(bytes, start, end);
            passing = true;
            return end;
        }
        return start;
    }

    private void line(byte[] bytes, int from, int lineEnd) {
        int end = lineEnd > from && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        if (passing) {
            passing = false;
        } else if (end - from > longest) {
            taker.tooLong(bytes, from, end - from);
        } else if (end > from) {
            taker.line(bytes, from, end - from);
        }
    }
}

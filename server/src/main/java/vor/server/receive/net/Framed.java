package vor.server.receive.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;

/**
 * Messages of a connection that have their length before them: 4 bytes, big-endian. Memory grows with the bytes that have come, never with the length that is told, and
 * within what all connections may have together. For one thread.
 */
public final class Framed implements AutoCloseable {
    /** A message that has begun and does not go on for so long ends the connection. */
    private static final int STALLED_MS = 30_000;

    private static final int FIRST = 16 << 10;
    /** What one large message has left behind is not kept for ever. */
    private static final int KEPT = 64 << 10;

    private static final int HEAD = 4;
    private static final byte[] NOTHING = new byte[FIRST];

    private final Socket socket;
    private final InputStream in;
    private final int most;
    private final Allowance allowance;
    private final Waiting waiting;
    private byte[] buffer = new byte[FIRST];
    /** Of the buffer, bytes that have come and were not taken. */
    private int from;
    private int to;
    private int length;
    private boolean full;

    /** Called before anything is waited for. */
    @FunctionalInterface
    public interface Waiting {
        void begins() throws IOException;
    }

    /** How the connection goes on. */
    public enum Next {
        MESSAGE,
        /** It ended in order. */
        END,
        /** It ended within a message. */
        CUT,
        /** A length that is not allowed; nothing behind it makes sense. */
        TOO_LONG,
        /** All connections together hold as much as they may. */
        NO_ROOM
    }

    /** @param most bytes of a message */
    public Framed(Socket socket, int most, Allowance allowance, Waiting waiting) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.most = most;
        this.allowance = allowance;
        this.waiting = waiting;
    }

    /** Waits for the next message, which is then in {@link #bytes()} until this is called again. */
    public Next next() throws IOException {
        from += length == 0 ? 0 : length + HEAD;
        length = 0;
        if (!have(HEAD)) {
            return to == from ? Next.END : Next.CUT;
        }
        int told = (buffer[from] & 0xff) << 24 | (buffer[from + 1] & 0xff) << 16 | (buffer[from + 2] & 0xff) << 8 | buffer[from + 3] & 0xff;
        if (told < 0 || told > most) {
            length = told;
            return Next.TOO_LONG;
        }
        if (!have(HEAD + told)) {
            return full ? Next.NO_ROOM : Next.CUT;
        }
        if (told == 0) {
            from += HEAD;
        }
        length = told;
        return Next.MESSAGE;
    }

    /** Where the message is; not to be changed. */
    public byte[] bytes() {
        return buffer;
    }

    public int from() {
        return length == 0 ? from : from + HEAD;
    }

    /** Of the message; of one that is not allowed as its sender told it. */
    public int length() {
        return length;
    }

    private boolean have(int wanted) throws IOException {
        while (to - from < wanted) {
            full = !room(wanted);
            if (full) {
                return false;
            }
            waiting.begins();
            Thread.yield(); // one that always has something to read would keep its carrier from all other virtual threads
            socket.setSoTimeout(to > from ? STALLED_MS : 0);
            int read = in.read(buffer, to, buffer.length - to);
            if (read < 0) {
                return false;
            }
            to += read;
        }
        return true;
    }

    /** At the end of the buffer; twice as large when it is full of what has truly come. */
    private boolean room(int wanted) {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == 0 && buffer.length > KEPT) {
            close();
            buffer = new byte[FIRST];
        }
        if (to == buffer.length) {
            int next = Math.min(Math.max(wanted, FIRST), buffer.length * 2);
            if (!allowance.take(next - buffer.length)) {
                return false;
            }
            buffer = Arrays.copyOf(buffer, next);
        }
        return true;
    }

    /** Gives back what it held; nothing is read afterwards. */
    @Override
    public void close() {
        allowance.giveBack(buffer.length - FIRST);
        buffer = NOTHING;
    }
}

package vor.server.receive.statsd;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Supplier;
import vor.server.receive.net.Bads;

/** Whole lines of a connection: all that have come at once are a packet. A line that was begun when it ends does not count, as nobody knows what was missing. For one thread. */
final class WholeLines {
    private static final int BUFFER = 32 << 10;
    private static final int LONGEST = 8 << 10;

    private final Sums sums;
    private final Supplier<String> sender;
    private final Bads bads;
    private final byte[] buffer = new byte[BUFFER];
    private boolean passing;

    WholeLines(Sums sums, Supplier<String> sender, Bads bads) {
        this.sums = sums;
        this.sender = sender;
        this.bads = bads;
    }

    /** Until the stream ends. */
    void readAll(InputStream in) throws IOException {
        int held = 0;
        for (int read = in.read(buffer, 0, BUFFER); read >= 0; read = in.read(buffer, held, BUFFER - held)) {
            held = taken(held + read);
        }
    }

    /** @return how many bytes of a line are left that has not ended */
    private int taken(int length) {
        int end = length;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        int start = passing && end > 0 ? firstEnd() : 0;
        if (end > start) {
            packet(start, end);
        }
        passing &= end == 0;
        int rest = length - end;
        if (rest > LONGEST && !passing) {
            bads.add(sender.get(), "a line of more than " + LONGEST + " bytes");
            passing = true;
        }
        if (passing) {
            return 0;
        }
        System.arraycopy(buffer, end, buffer, 0, rest);
        return rest;
    }

    private int firstEnd() {
        int at = 0;
        while (buffer[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private void packet(int start, int end) {
        byte[] bytes = start > 0 ? Arrays.copyOfRange(buffer, start, end) : buffer;
        sums.begin();
        try {
            sums.packet(bytes, end - start, sender);
        } finally {
            sums.end();
        }
    }
}

package vor.server.receive.net;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import vor.model.Clock;

/** What came and could not be read: how many, and the last ones to look at. Safe for any thread. */
public final class Bads {
    private static final int KEPT = 20;
    private static final int LONGEST = 200;

    private final Clock clock;
    private final LongAdder count = new LongAdder();
    private final Deque<Bad> last = new ArrayDeque<>();

    /**
     * One of them.
     *
     * @param sender address and port
     * @param what its beginning, as text without control characters; empty where it is no text
     * @param why in words for people
     */
    public record Bad(Instant at, String sender, String what, String why) {}

    public Bads(Clock clock) {
        this.clock = clock;
    }

    public void add(String sender, String why) {
        add(sender, "", why);
    }

    public void add(String sender, String what, String why) {
        count.increment();
        Bad bad = new Bad(clock.now(), sender, plain(what), why);
        synchronized (last) {
            last.addFirst(bad);
            if (last.size() > KEPT) {
                last.removeLast();
            }
        }
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return out.toString();
    }

    public long count() {
        return count.sum();
    }

    /** The newest first. */
    public List<Bad> last() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }
}

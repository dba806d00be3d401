package vor.server.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;

/**
 * Who did what, or tried to: in the log at once, in the database as soon as it can. Entries that come together are written
 * together; when strangers make more of them than fit, the rest is counted. Bounded by age and number. Safe for any thread.
 */
final class AuditLog {
    static final Duration KEPT = Duration.ofDays(180);
    static final long MOST = 200_000;
    private static final int WAITING = 1024;
    private static final int LONGEST = 200;
    private static final int TRIM_EVERY = 500;

    /** Under this name alone, so that it can be sent to a file of its own. */
    private static final Logger LOG = LoggerFactory.getLogger("vor.audit");

    private final Clock clock;
    private final Database database;
    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Limiter strangers;

    AuditLog(Clock clock, Database database) {
        this.clock = clock;
        this.strangers = new Limiter(clock, 10, Duration.ofSeconds(10), 20_000);
        this.database = database;
    }

    /** As {@link #add}, for what anybody can cause: so many of an address that they push nothing else out. */
    void addFromStranger(String who, String source, String action, String what, String result) {
        if (strangers.take(source).isPresent()) {
            dropped.incrementAndGet();
        } else {
            add(who, source, action, what, result);
        }
    }

    /** Returns at once. */
    void add(String who, String source, String action, String what, String result) {
        AuditEntry entry = new AuditEntry(0, clock.now(), plain(who), plain(source), plain(action), plain(what), plain(result));
        LOG.info("{} {} {} by \"{}\" from {}", entry.action(), entry.what(), entry.result(), entry.who(), entry.source());
        if (!waiting.offer(entry)) {
            dropped.incrementAndGet();
        }
        if (asked.compareAndSet(false, true) && !database.later(this::drain)) {
            asked.set(false);
        }
    }

    private void drain(Handle handle) {
        asked.set(false);
        List<AuditEntry> entries = new ArrayList<>();
        waiting.drainTo(entries);
        entries.forEach(e -> Tables.insert(handle, e));
        long before = written.getAndAdd(entries.size());
        if (before / TRIM_EVERY != written.get() / TRIM_EVERY || before == 0) {
            Tables.trimAudit(handle, clock.now().minus(KEPT), MOST);
        }
    }

    /** Newest first. */
    List<AuditEntry> read(OptionalLong before, int limit) {
        return database.read(handle -> Tables.audit(handle, before, limit));
    }

    /** One line, whatever a stranger has sent. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            int type = Character.getType(c);
            boolean odd = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            out.appendCodePoint(odd || c == '"' ? '?' : c);
        });
        return out.toString();
    }

    long written() {
        return written.get();
    }

    long dropped() {
        return dropped.get();
    }
}

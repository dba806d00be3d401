package vor.rules;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule at work. Of the machine's thread; only whether it runs is seen by others. */
final class Running {
    Machine.Named named;
    long events;
    long dropped;
    private Cell<?> first;
    private long errors;
    private Optional<RuleStatus.Fault> lastError = Optional.empty();
    private long fired;
    private @Nullable Firing lastFiring;
    private volatile String stopped = "";

    Running(Machine.Named named, Machine machine) {
        this.named = named;
        this.first = Cell.of(named.rule().first(), machine, this);
    }

    Cell<?> first() {
        return first;
    }

    /** The channel that it listens on; empty when it takes the events of all. */
    String channel() {
        return named.rule().first().op() instanceof Filters.Subscribe subscribed ? subscribed.channel() : "";
    }

    boolean runs() {
        return stopped.isEmpty();
    }

    void stop(String why) {
        stopped = why;
    }

    void fault(long millis, Throwable e) {
        errors++;
        String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getClass().getSimpleName() + ": " + e.getMessage();
        lastError = Optional.of(new RuleStatus.Fault(Instant.ofEpochMilli(millis), what, where(e)));
    }

    /** The innermost place that is no part of Vor or Java. */
    private static String where(Throwable e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.startsWith("vor.") && !name.startsWith("java.") && !name.startsWith("jdk.")) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }

    /** Where it did wrong last, or else where it is written. */
    String where() {
        return lastError.map(RuleStatus.Fault::where).filter(w -> !w.isEmpty()).orElse(named.file() + ":" + named.line());
    }

    void fired(Firing firing) {
        fired++;
        lastFiring = firing;
    }

    /** As it is written now. One that was stopped stays so until something of it is another. */
    Running become(Machine.Named next, Machine machine, Kept kept) {
        if (!runs()) {
            if (Same.tree(named.rule().first(), next.rule().first())) {
                named = next;
                kept.kept();
                return this;
            }
            kept.reset(next.rule().first().op());
            return new Running(next, machine);
        }
        named = next;
        first = Cell.from(first, next.rule().first(), machine, this, kept);
        return this;
    }

    void end() {
        if (runs()) {
            first.end();
        }
    }

    RuleStatus status() {
        Optional<String> why = stopped.isEmpty() ? Optional.empty() : Optional.of(stopped);
        return new RuleStatus(named.name(), named.file(), named.line(), why, events, errors, lastError, fired, Optional.ofNullable(lastFiring), runs() ? first.keys() : 0, dropped);
    }
}

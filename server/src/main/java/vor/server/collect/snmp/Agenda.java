package vor.server.collect.snmp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is due when for one agent: each task at its cadence, phases spread over devices by a hash, so that two hundred
 * agents are not asked in the same moment. The very first round comes at once, in the order of the list, but for tasks that
 * are spread by themselves. Pure.
 */
final class Agenda {
    /** Spreads neighbouring numbers evenly. */
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private final long phase;
    private final long began;
    private final Map<String, Due> dues = new HashMap<>();
    private List<Due> order = List.of();
    private List<Task> tasks = List.of();
    private Pace pace = Pace.DEFAULT;
    private double lateness;
    private long seen;

    private static final class Due {
        Task task;
        long interval;
        long next;

        Due(Task task, long interval, long next) {
            this.task = task;
            this.interval = interval;
            this.next = next;
        }
    }

    /** @param phase any number, another for each device */
    Agenda(long phase, long now) {
        this.phase = phase;
        began = now;
        seen = now;
    }

    /** From now on these tasks at this pace; those that stay keep their time. */
    void set(List<Task> now, Pace paceNow) {
        if (now.equals(tasks) && paceNow.equals(pace)) {
            return;
        }
        tasks = now;
        pace = paceNow;
        List<Due> next = new ArrayList<>();
        for (Task task : tasks) {
            long interval = interval(task, pace);
            Due due = dues.computeIfAbsent(task.name(), name -> new Due(task, interval, first(task, interval)));
            if (due.interval != interval) {
                due.interval = interval;
                due.next = Math.min(due.next, first(task, interval));
            }
            due.task = task;
            next.add(due);
        }
        order = next;
        dues.values().retainAll(next);
    }

    private long first(Task task, long interval) {
        return task.spread() ? seen + 1 + Math.floorMod(task.vlan() * GOLDEN >>> 8, interval) : began;
    }

    private static long interval(Task task, Pace pace) {
        return (switch (task.cadence()) {
                    case FAST -> pace.fast();
                    case NORMAL -> pace.normal();
                    case SLOW -> pace.slow();
                })
                .toNanos();
    }

    /** When the first is due; the far future when there is none. */
    long next() {
        long first = Long.MAX_VALUE;
        for (Due due : order) {
            first = Math.min(first, due.next);
        }
        return first;
    }

    /** The task that has been due for the longest, in parts of its interval; it is then due again one interval later. */
    Optional<Task> take(long now) {
        seen = now;
        Due worst = null;
        double most = -1;
        for (Due due : order) {
            double late = due.next > now ? -1 : (double) (now - due.next) / due.interval;
            if (late > most) {
                worst = due;
                most = late;
            }
        }
        if (worst == null) {
            return Optional.empty();
        }
        lateness = worst.next == began ? 0 : most;
        worst.next = worst.next == began ? aligned(worst.interval, now) : later(worst, now);
        return Optional.of(worst.task);
    }

    /** How late the task that was taken last was, in parts of its interval; told once. */
    double lateness() {
        double told = lateness;
        lateness = 0;
        return told;
    }

    private long aligned(long interval, long now) {
        long offset = Math.floorMod(phase, interval);
        return now + interval / 2 + Math.floorMod(offset - now - interval / 2, interval);
    }

    private static long later(Due due, long now) {
        return due.next + ((now - due.next) / due.interval + 1) * due.interval;
    }

    /** What did not come whole is asked again at that time, or sooner if it is due sooner. */
    void again(Task task, long at) {
        Due due = dues.get(task.name());
        if (due != null) {
            due.next = Math.min(due.next, at);
        }
    }

    /** All of it is due at once: the agent has been away. */
    void anew(long now) {
        seen = now;
        for (Due due : order) {
            due.next = due.task.spread() ? due.next : Math.min(due.next, now);
        }
    }
}

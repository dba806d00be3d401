package vor.server.collect.snmp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ports that are looked at again and again for some seconds, at growing distances: the agent may answer from a cache
 * that is seconds old, and a port that fell may come back. Pure.
 */
final class Chases {
    static final int MOST = 128;
    private static final long MS = 1_000_000L;
    /** Milliseconds from the beginning; the last lies beyond the oldest cache that was met. */
    private static final int[] LOOKS = {0, 250, 700, 1200, 2000, 3000, 4200, 5600, 8000, 11_000, 14_000, 16_500};
    /** A chase that is older begins again when it is asked for again. */
    private static final long ANEW = 3_000 * MS;

    private final Map<Set<String>, Chase> chases = new LinkedHashMap<>();

    /** @param first nobody has looked for this chase yet */
    record Look(Set<String> ports, boolean first) {}

    private static final class Chase {
        long began;
        int look;

        Chase(long now) {
            began = now;
        }

        long next() {
            return began + LOOKS[look] * MS;
        }

        /** Passes over the looks that are due; returns whether it was the last. */
        boolean pass(long now) {
            while (next() <= now) {
                if (++look == LOOKS.length) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @return whether another had to be given up for it */
    boolean begin(Set<String> ports, long now) {
        Chase running = chases.get(ports);
        if (running != null && now - running.began < ANEW) {
            return false;
        }
        boolean full = running == null && chases.size() >= MOST;
        if (full) {
            chases.remove(chases.keySet().iterator().next());
        }
        chases.put(Set.copyOf(ports), new Chase(now));
        return full;
    }

    /** Those that should be looked at now; each look is given once. */
    List<Look> due(long now) {
        List<Look> due = new ArrayList<>();
        for (Iterator<Map.Entry<Set<String>, Chase>> all = chases.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Set<String>, Chase> entry = all.next();
            Chase chase = entry.getValue();
            if (chase.next() <= now) {
                due.add(new Look(entry.getKey(), chase.look == 0));
                if (chase.pass(now)) {
                    all.remove();
                }
            }
        }
        return due;
    }

    /** When the next look is due; the far future when there is none. */
    long next() {
        long next = Long.MAX_VALUE;
        for (Chase chase : chases.values()) {
            next = Math.min(next, chase.next());
        }
        return next;
    }
}

package vor.server.receive.hints;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Facts;

/**
 * All that is held of the hints about one device: the ports that wait for a look, each once, and the newest of what was
 * said. Both are bounded. Times are monotonic nanoseconds and parameters; one thread.
 */
final class Desk {
    static final String SOURCE = "hints";
    static final int KEPT = 20;
    /** Rounds of asking a second for one device, however many hints come. */
    static final int ROUNDS = 2;
    /** And so many at once: a row of switches that loses its power says it port by port. */
    static final int ROUNDS_AT_ONCE = 12;

    static final int PORTS_A_ROUND = 16;
    private static final int MOST_PORTS = 512;
    private static final long MS = 1_000_000L;
    /** An agent may send the trap a moment before its own table tells: hence a second look. */
    private static final long AGAIN = 700 * MS;

    /** Tellings of the evidence a second; at once so many, as a bundle says it once for each member. */
    static final int TELLINGS = 2;

    static final int TELLINGS_AT_ONCE = 5;
    private static final long SAME_SECONDS = 1;

    private final DeviceId device;
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Map<String, Long> again = new LinkedHashMap<>();
    private final Deque<Fact> kept = new ArrayDeque<>();
    private final Bucket rounds;
    private final Bucket tellings;
    private boolean news;

    Desk(DeviceId device, long now) {
        this.device = device;
        rounds = new Bucket(ROUNDS, ROUNDS_AT_ONCE, now);
        tellings = new Bucket(TELLINGS, TELLINGS_AT_ONCE, now);
    }

    DeviceId device() {
        return device;
    }

    /** Keeps what was said as evidence; the same thing said twice in a second is kept once. */
    void keep(String name, String value, Instant at) {
        boolean said = kept.stream().anyMatch(f -> f.name().equals(name) && f.value().equals(value)
                && f.at().filter(t -> t.plusSeconds(SAME_SECONDS).isAfter(at)).isPresent());
        if (!said) {
            kept.addFirst(Fact.seen(name, value, "", at));
            if (kept.size() > KEPT) {
                kept.removeLast();
            }
            news = true;
        }
    }

    /**
     * Has the port looked at now, and once more a moment later. Until then the same hint again changes nothing.
     *
     * @return false: it waits already, or too many do
     */
    boolean want(String port, long now) {
        if (again.containsKey(port)) {
            return false;
        }
        if (again.size() < MOST_PORTS) {
            again.put(port, now + AGAIN);
        }
        return waits(port);
    }

    private boolean waits(String port) {
        return waiting.size() < MOST_PORTS && waiting.add(port);
    }

    /** The evidence, when there is new and it was not told too often. */
    Optional<Facts> telling(long now) {
        if (!news || !tellings.take(now)) {
            return Optional.empty();
        }
        news = false;
        List<Fact> all = new ArrayList<>(kept);
        return Optional.of(new Facts(device, all.getFirst().at().orElseThrow(), SOURCE, all));
    }

    /** The ports to look at now; empty when none waits or it was asked enough. */
    Set<String> round(long now, Bucket all) {
        due(now);
        if (waiting.isEmpty() || !rounds.has(now) || !all.take(now)) {
            return Set.of();
        }
        rounds.take(now);
        Set<String> ports = new LinkedHashSet<>();
        for (Iterator<String> i = waiting.iterator(); i.hasNext() && ports.size() < PORTS_A_ROUND; ) {
            String port = i.next();
            i.remove();
            ports.add(port);
        }
        return ports;
    }

    private void due(long now) {
        for (Iterator<Map.Entry<String, Long>> i = again.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<String, Long> next = i.next();
            if (next.getValue() > now) {
                return;
            }
            i.remove();
            waits(next.getKey());
        }
    }

    boolean idle() {
        return waiting.isEmpty() && again.isEmpty() && !news;
    }
}

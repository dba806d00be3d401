package vor.server.rules;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import vor.model.Event;
import vor.rules.Firing;
import vor.rules.Machine;
import vor.rules.Outlet;
import vor.rules.RuleStatus;
import vor.server.rules.load.Loaded;

/**
 * Has events of the past run through rules as they are written now, at the times at which they came. Nothing leaves it. Rules begin with nothing remembered.
 *
 * <p>What rules put into the index runs out there, and that comes to the rules, too. Where the past has such an end it counts at its time; where these rules have put something there that those of
 * then did not, its time to live decides; and an end of what these rules did not put there is left out.
 */
public final class Rehearsal {
    /** How long the past is given to tell itself that something ran out: many looks of the index, as a busy machine may be late. */
    private static final long GRACE_MILLIS = 3_000;

    private final List<Machine.Named> rules;
    private final Machine machine;
    private final Predicate<Event> endOfDerived;
    private final Duration usual;
    private final Map<List<String>, Put> derived = new HashMap<>();
    private long events;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private record Put(Event event, long end) {}

    /** Events of the past in the order in which they came. */
    @FunctionalInterface
    public interface Source {
        /** Empty when there are no more. */
        Optional<Batch> next() throws IOException;
    }

    /** @param millis since 1970 */
    public record Batch(long millis, List<Event> events) {}

    /** @param errors of all rules */
    public record Summary(long events, Instant first, Instant last, List<RuleStatus> errors) {}

    /**
     * @param endOfDerived whether an event says that something ran out that rules had put into the index
     * @param usual how long an event counts that does not say it
     * @param fired gets what would have left the rules
     */
    public Rehearsal(Loaded loaded, Predicate<Event> endOfDerived, Duration usual, Consumer<Firing> fired) {
        this.endOfDerived = endOfDerived;
        this.usual = usual;
        this.machine = new Machine(
                firing -> {
                    index(firing);
                    fired.accept(firing);
                },
                loaded.steps());
        this.rules = loaded.rules();
    }

    /** @param until up to when rules are still woken, in milliseconds since 1970 */
    public Summary run(Source source, long until) throws IOException {
        boolean begun = false;
        for (Optional<Batch> next = source.next(); next.isPresent(); next = source.next()) {
            Batch batch = next.get();
            if (!begun) {
                machine.exchange(rules, batch.millis());
                begun = true;
            }
            first = Math.min(first, batch.millis());
            last = Math.max(last, batch.millis());
            pass(batch);
        }
        end(until);
        machine.advance(Math.max(last, until));
        List<RuleStatus> errors = machine.statuses().stream().filter(s -> s.errors() > 0).toList();
        return new Summary(events, Instant.ofEpochMilli(Math.min(first, last)), Instant.ofEpochMilli(Math.max(first, last)), errors);
    }

    private void pass(Batch batch) {
        end(batch.millis());
        List<Event> in = new ArrayList<>(batch.events().size());
        for (Event event : batch.events()) {
            List<String> pair = pair(event);
            if (endOfDerived.test(event)) {
                if (derived.remove(pair) != null) {
                    in.add(event);
                }
                continue;
            }
            Put before = derived.get(pair);
            if (before != null && !event.time().isBefore(before.event().time())) {
                derived.remove(pair); // from now on it is what was told
            }
            in.add(event);
        }
        events += in.size();
        machine.events(in, batch.millis());
    }

    /** What ran out and was not told by the past. */
    private void end(long now) {
        List<Put> over = derived.values().stream().filter(p -> p.end() + GRACE_MILLIS <= now).sorted(Comparator.comparingLong(Put::end)).toList();
        for (Put put : over) {
            derived.remove(pair(put.event()));
            Event end = new Event(
                    put.event().host(), put.event().service(), Event.EXPIRED, Optional.empty(), Instant.ofEpochMilli(put.end()), Optional.empty(), "nothing came",
                    put.event().tags(), Map.of());
            machine.events(List.of(end), put.end());
        }
    }

    private void index(Firing firing) {
        for (Event event : firing.events()) {
            switch (firing.outlet()) {
                case Outlet.Index i -> put(event, firing.at());
                case Outlet.Reinject r -> put(event, firing.at());
                case Outlet.DeleteFromIndex d -> derived.remove(pair(event));
                case Outlet.Page p -> {}
                case Outlet.Publish p -> {}
                case Outlet.Forward f -> {}
                case Outlet.Log l -> {}
                case Outlet.Tap t -> {}
            }
        }
    }

    private void put(Event event, Instant at) {
        if (event.isExpired()) {
            derived.remove(pair(event));
        } else {
            derived.put(pair(event), new Put(event, at.plus(event.ttl().orElse(usual)).toEpochMilli()));
        }
    }

    private static List<String> pair(Event event) {
        return List.of(event.host(), event.service());
    }
}

package vor.wire.collectd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rates per second from one value list of an identifier to its next, by the times that the sender told. For one thread. */
public final class CollectdRates {
    private static final long NARROW = 0xffff_ffffL;

    private final int mostKeys;
    private final Duration idle;
    /** The one that was heard longest ago comes first. */
    private final Map<Identifier, Last> lasts = new LinkedHashMap<>();
    private long refused;

    private record Last(List<Value> values, Instant time, Instant heard) {}

    /**
     * @param mostKeys of identifiers that are remembered; more get no rates
     * @param idle what went on no more for that long is forgotten; so a sender whose clock was set back has rates again after it
     */
    public CollectdRates(int mostKeys, Duration idle) {
        this.mostKeys = mostKeys;
        this.idle = idle;
    }

    /**
     * One for each value, empty where there is none: with the first values, with others in number or kind than before, and when the time does not go on.
     * A gauge is its own rate, always.
     *
     * @param now by our clock, which does not go back
     */
    public List<OptionalDouble> rates(Heard.Values told, Instant now) {
        if (told.values().stream().allMatch(Value.Gauge.class::isInstance)) {
            return without(told.values());
        }
        forget(now);
        Optional<Last> last = Optional.ofNullable(lasts.get(told.identifier()));
        if (last.isPresent() && !told.time().isAfter(last.get().time())) {
            return without(told.values());
        }
        remember(told, now);
        return last.filter(l -> alike(l.values(), told.values()))
                .map(l -> between(l, told))
                .orElseGet(() -> without(told.values()));
    }

    public int keys() {
        return lasts.size();
    }

    /** Value lists that got no rates since there were too many identifiers already. */
    public long refused() {
        return refused;
    }

    private void remember(Heard.Values told, Instant now) {
        Last last = new Last(told.values(), told.time(), now);
        if (lasts.remove(told.identifier()) != null || lasts.size() < mostKeys) {
            lasts.put(told.identifier(), last);
        } else {
            refused++;
        }
    }

    private void forget(Instant now) {
        Instant since = now.minus(idle);
        for (Iterator<Last> all = lasts.values().iterator(); all.hasNext() && all.next().heard().isBefore(since); ) {
            all.remove();
        }
    }

    private static List<OptionalDouble> without(List<Value> values) {
        return values.stream().map(v -> v instanceof Value.Gauge(double value) ? OptionalDouble.of(value) : OptionalDouble.empty()).toList();
    }

    private static boolean alike(List<Value> before, List<Value> after) {
        return before.stream().map(Value::kind).toList().equals(after.stream().map(Value::kind).toList());
    }

    private static List<OptionalDouble> between(Last last, Heard.Values told) {
        Duration span = Duration.between(last.time(), told.time());
        double seconds = span.getSeconds() + span.getNano() / 1e9;
        List<OptionalDouble> rates = new ArrayList<>(told.values().size());
        for (int i = 0; i < told.values().size(); i++) {
            rates.add(OptionalDouble.of(rate(last.values().get(i), told.values().get(i), seconds)));
        }
        return rates;
    }

    private static double rate(Value before, Value after, double seconds) {
        return switch (after) {
            case Value.Counter(long number) when before instanceof Value.Counter(long old) -> unsigned(grown(old, number)) / seconds;
            case Value.Derive(long number) when before instanceof Value.Derive(long old) -> (number - old) / seconds;
            case Value.Absolute(long number) -> unsigned(number) / seconds;
            case Value.Gauge(double value) -> value;
            case Value.Counter _, Value.Derive _ -> Double.NaN;
        };
    }

    /** One that fell has begun anew: behind 2^32 when it was below that, else behind 2^64. */
    private static long grown(long old, long number) {
        boolean narrow = Long.compareUnsigned(old, number) > 0 && Long.compareUnsigned(old, NARROW) <= 0;
        return narrow ? NARROW + 1 - old + number : number - old;
    }

    private static double unsigned(long number) {
        return number >= 0 ? number : ((number >>> 1) | (number & 1)) * 2.0;
    }
}

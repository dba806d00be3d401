package vor.wire.collectd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What collectd's write_http sends as JSON, for whoever reads that: its fields go in, what was heard comes out. */
public final class WriteHttp {
    /** Of one object; a type of types.db has a handful. */
    private static final int MOST_VALUES = 1_000;

    private WriteHttp() {}

    /**
     * One object of the array. Its numbers are wanted as they stand, for a counter may be larger than a double is exact.
     *
     * @param seconds {@code time}
     * @param interval in seconds; zero when it was not told
     * @param numbers {@code values}, as text; {@code null} is a gauge that nobody knows
     */
    public static Heard values(Identifier identifier, double seconds, double interval, List<String> dsTypes, List<String> dsNames, List<String> numbers) {
        Optional<Instant> time = Times.instant(seconds);
        String missing = time.isEmpty() ? "time" : identifier.missing();
        if (!missing.isEmpty()) {
            return new Heard.Damage("values without " + missing, 0);
        }
        if (!identifier.fits() || dsNames.stream().anyMatch(n -> n.length() > Identifier.MOST)) {
            return new Heard.Damage("a name of more than " + Identifier.MOST + " characters", 0);
        }
        if (numbers.size() > MOST_VALUES) {
            return new Heard.Damage(numbers.size() + " values, and at most " + MOST_VALUES + " are taken", 0);
        }
        if (numbers.isEmpty() || numbers.size() != dsTypes.size() || numbers.size() != dsNames.size()) {
            return new Heard.Damage(numbers.size() + " values, " + dsTypes.size() + " dstypes and " + dsNames.size() + " dsnames", 0);
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            String number = numbers.get(i);
            Optional<Kind> kind = Kind.of(dsTypes.get(i));
            Optional<Value> value = kind.flatMap(k -> Numbers.value(k, number));
            if (value.isEmpty()) {
                return new Heard.Damage(kind.map(k -> Numbers.refusal(k, number)).orElse("a dstype that is none of counter, gauge, derive, absolute"), 0);
            }
            values.add(value.get());
        }
        return new Heard.Values(identifier, time.orElseThrow(), Times.span(interval), values, dsNames);
    }

    /**
     * One object of the other array, which has the form of an alert.
     *
     * @param labels in the order told
     * @param types to tell plugin and type apart, which have grown together in {@code alertname}
     * @param startsAt in ISO 8601
     */
    public static Heard notification(Map<String, String> labels, Map<String, String> annotations, String startsAt, TypesDb types) {
        String message = annotations.getOrDefault("summary", "");
        Optional<Severity> severity = Severity.of(labels.getOrDefault("severity", ""));
        Optional<Instant> time = Times.instant(startsAt);
        String missing = severity.isEmpty() ? "a severity that is known" : time.isEmpty() ? "startsAt" : message.isEmpty() ? "summary" : "";
        return missing.isEmpty()
                ? Notifications.heard(AlertLabels.identifier(labels, message, types), severity.orElseThrow(), time.orElseThrow(), message)
                : new Heard.Damage("a notification without " + missing, 0);
    }
}

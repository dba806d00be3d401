package vor.wire.collectd;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** collectd's times: whole seconds, or units of 2^-30 of one. Zero is no time. */
final class Times {
    private static final int SHIFT = 30;
    private static final long PART = (1L << SHIFT) - 1;
    /** What the finer unit can hold of seconds: no clock of a sender shows more. */
    private static final long LAST_SECOND = 1L << 34;
    /** More than fifteen years are fifteen years, so that twice of it is a span that can be told in nanoseconds. */
    private static final Duration LONGEST = Duration.ofSeconds(500_000_000);

    private Times() {}

    static Optional<Instant> instant(long seconds) {
        return seconds > 0 && seconds < LAST_SECOND ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    }

    static Optional<Instant> fineInstant(long units) {
        return units == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(units >>> SHIFT, nanos(units)));
    }

    static Optional<Duration> span(long seconds) {
        return seconds > 0 ? Optional.of(shortened(Duration.ofSeconds(seconds))) : Optional.empty();
    }

    static Optional<Duration> fineSpan(long units) {
        return units == 0 ? Optional.empty() : Optional.of(shortened(Duration.ofSeconds(units >>> SHIFT, nanos(units))));
    }

    /** To the microsecond: a double that is a time of today holds no more. */
    static Optional<Instant> instant(double seconds) {
        return seconds > 0 && seconds < LAST_SECOND
                ? Optional.of(Instant.EPOCH.plus(Duration.ofNanos(1_000).multipliedBy(Math.round(seconds * 1e6))))
                : Optional.empty();
    }

    /** As ISO 8601 has it, to the nanosecond; of the years that the other forms can tell. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(t -> t.getEpochSecond() > 0 && t.getEpochSecond() < LAST_SECOND);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Duration> span(double seconds) {
        return seconds > 0 ? Optional.of(Duration.ofNanos(Math.round(Math.min(seconds, (double) LONGEST.toSeconds()) * 1e9))) : Optional.empty();
    }

    private static long nanos(long units) {
        return ((units & PART) * 1_000_000_000L) >>> SHIFT;
    }

    private static Duration shortened(Duration span) {
        return span.compareTo(LONGEST) > 0 ? LONGEST : span;
    }
}

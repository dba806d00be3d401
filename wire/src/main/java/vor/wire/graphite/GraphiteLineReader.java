package vor.wire.graphite;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Takes one line {@code path value time} apart. Never throws; what it makes is bounded by the bytes of the line. Stateless, for any thread.
 *
 * <p>As carbon: exactly three words between blanks; numbers as Python's {@code float}; no NaN; the time -1 is now. Other than there, bytes that are no UTF-8 become
 * U+FFFD, and a path whose tags are none is damage.
 */
public final class GraphiteLineReader {
    private final int mostBytes;

    /** @param mostBytes of one line; a longer one is damage */
    public GraphiteLineReader(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * @param length of the line, with or without its end
     * @param now the time of points that ask for it
     */
    public Told read(byte[] bytes, int from, int length, Instant now) {
        if (length > mostBytes) {
            return new Damage("a line of " + length + " bytes where " + mostBytes + " are taken", mostBytes);
        }
        int end = from + length;
        int path = blanks(bytes, from, end);
        int pathEnd = word(bytes, path, end);
        int value = blanks(bytes, pathEnd, end);
        int valueEnd = word(bytes, value, end);
        int time = blanks(bytes, valueEnd, end);
        int timeEnd = word(bytes, time, end);
        int rest = blanks(bytes, timeEnd, end);
        if (time == end) {
            return new Damage(path == end ? "an empty line" : value == end ? "no value behind the path" : "no time behind the value", length);
        }
        if (rest < end) {
            return new Damage("more than path, value and time", rest - from);
        }
        String number = new String(bytes, value, valueEnd - value, StandardCharsets.ISO_8859_1);
        OptionalDouble told = Numbers.number(number);
        if (told.isEmpty() || Double.isNaN(told.getAsDouble())) {
            return new Damage("the value " + Series.quoted(number) + " is no number", value - from);
        }
        Series series = Series.of(new String(bytes, path, pathEnd - path, StandardCharsets.UTF_8));
        if (!series.trouble().isEmpty()) {
            return new Damage(series.trouble(), path - from);
        }
        String clock = new String(bytes, time, timeEnd - time, StandardCharsets.ISO_8859_1);
        Optional<Instant> when = time(clock, now);
        return when.isPresent()
                ? new Point(series.name(), series.tags(), told.getAsDouble(), when.get())
                : new Damage(Series.quoted(clock) + " is no time in seconds since 1970", time - from);
    }

    private static Optional<Instant> time(String text, Instant now) {
        OptionalDouble seconds = Numbers.number(text);
        return seconds.isPresent() ? Numbers.time(seconds.getAsDouble(), now) : Optional.empty();
    }

    private static int blanks(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static int word(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && !isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    /** ASCII's of those where Python splits. */
    private static boolean isBlank(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r') || (b >= 0x1c && b <= 0x1f);
    }
}

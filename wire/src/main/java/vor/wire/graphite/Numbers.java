package vor.wire.graphite;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers as carbon takes them, which is as Python's {@code float} does: neither Java's {@code 1d} nor {@code 0x1p3}, but {@code inf} and {@code 1_000}. */
final class Numbers {
    /** Every double has a shorter text; a longer one only costs time. */
    private static final int LONGEST = 1_000;

    private static final int EXACT_DIGITS = 18;
    private static final double LATEST = Instant.MAX.getEpochSecond();
    private static final double EARLIEST = Instant.MIN.getEpochSecond();

    private Numbers() {}

    static OptionalDouble number(String told) {
        String text = told.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return OptionalDouble.empty();
        }
        if (isWhole(text) && text.length() <= EXACT_DIGITS) {
            return OptionalDouble.of(small(text));
        }
        return isDecimal(text) ? OptionalDouble.of(Double.parseDouble(text.replace("_", ""))) : word(text);
    }

    /** Digits with or without a sign. */
    static boolean isWhole(String text) {
        int from = sign(text, 0);
        for (int i = from; i < text.length(); i++) {
            if (!digit(text, i)) {
                return false;
            }
        }
        return from < text.length();
    }

    /**
     * To the microsecond: the double of a time of today is no finer.
     *
     * @return none for a time that no clock can show
     */
    static Optional<Instant> time(double seconds, Instant now) {
        if (!(seconds > EARLIEST && seconds < LATEST)) {
            return Optional.empty();
        }
        if ((long) seconds == -1) {
            return Optional.of(now);
        }
        double whole = Math.floor(seconds);
        return Optional.of(Instant.ofEpochSecond((long) whole, Math.round((seconds - whole) * 1e6) * 1_000));
    }

    /** Negated as a double: -0 is not 0. */
    private static double small(String text) {
        long sum = 0;
        for (int i = sign(text, 0); i < text.length(); i++) {
            sum = sum * 10 + text.charAt(i) - '0';
        }
        return text.charAt(0) == '-' ? -(double) sum : sum;
    }

    private static boolean isDecimal(String text) {
        int from = sign(text, 0);
        int at = digits(text, from);
        boolean some = at > from;
        if (is(text, at, '.')) {
            int behind = digits(text, at + 1);
            some |= behind > at + 1;
            at = behind;
        }
        if (some && (is(text, at, 'e') || is(text, at, 'E'))) {
            int power = sign(text, at + 1);
            at = digits(text, power);
            some = at > power;
        }
        return some && at == text.length();
    }

    private static OptionalDouble word(String text) {
        double sign = text.charAt(0) == '-' ? -1 : 1;
        return switch (text.substring(sign(text, 0)).toLowerCase(Locale.ROOT)) {
            case "inf", "infinity" -> OptionalDouble.of(sign * Double.POSITIVE_INFINITY);
            case "nan" -> OptionalDouble.of(Double.NaN);
            default -> OptionalDouble.empty();
        };
    }

    private static int sign(String text, int at) {
        return is(text, at, '-') || is(text, at, '+') ? at + 1 : at;
    }

    /** Behind digits, between which single underscores may stand. */
    private static int digits(String text, int from) {
        int at = from;
        while (digit(text, at) || (at > from && is(text, at, '_') && digit(text, at - 1) && digit(text, at + 1))) {
            at++;
        }
        return at;
    }

    private static boolean digit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean is(String text, int at, char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }
}

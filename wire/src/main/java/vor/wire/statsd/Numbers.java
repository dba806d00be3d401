package vor.wire.statsd;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as JavaScript reads and writes them (ECMA-262, StringToNumber and Number::toString). */
public final class Numbers {
    /** Below it, the shortest digits may be one where Java writes two. */
    private static final double FEW_BITS = 1e-321;

    private static final long EXACT = 1L << 53;

    private Numbers() {}

    /** White space and ends of lines, as {@code \s} and {@code trim()} have it there. */
    static boolean white(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\u00a0' && wideWhite(c));
    }

    private static boolean wideWhite(char c) {
        return c == '\u00a0' || c == '\u1680' || (c >= '\u2000' && c <= '\u200a') || c == '\u2028' || c == '\u2029' || c == '\u202f' || c == '\u205f' || c == '\u3000'
                || c == '\ufeff';
    }

    /** NaN when it is no number; 0 when it is empty or white. */
    public static double read(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && white(text.charAt(from))) {
            from++;
        }
        while (to > from && white(text.charAt(to - 1))) {
            to--;
        }
        if (from == to) {
            return 0;
        }
        return to - from <= 15 && digits(text, from, to, 10) == to ? Long.parseLong(text, from, to, 10) : other(text.substring(from, to));
    }

    private static double other(String text) {
        if (text.length() > 2 && text.charAt(0) == '0') {
            int radix = switch (text.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                case 'b', 'B' -> 2;
                default -> 10;
            };
            if (radix != 10) {
                return digits(text, 2, text.length(), radix) == text.length() ? whole(text, radix) : Double.NaN;
            }
        }
        return switch (text) {
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> decimal(text) ? Double.parseDouble(text) : Double.NaN;
        };
    }

    /** Digits beyond what a double can hold are not looked at: their number would cost time. */
    private static double whole(String text, int radix) {
        int from = 2;
        while (from < text.length() - 1 && text.charAt(from) == '0') {
            from++;
        }
        int bits = Integer.numberOfTrailingZeros(radix);
        return (text.length() - from - 1L) * bits >= Double.MAX_EXPONENT + 1
                ? Double.POSITIVE_INFINITY
                : new BigInteger(text.substring(from), radix).doubleValue();
    }

    private static boolean decimal(String text) {
        int end = text.length();
        int at = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        int whole = digits(text, at, end, 10);
        int count = whole - at;
        at = whole;
        if (at < end && text.charAt(at) == '.') {
            int fraction = digits(text, at + 1, end, 10);
            count += fraction - at - 1;
            at = fraction;
        }
        if (count > 0 && at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            at += at < end && (text.charAt(at) == '+' || text.charAt(at) == '-') ? 1 : 0;
            int power = digits(text, at, end, 10);
            count = power - at;
            at = power;
        }
        return count > 0 && at == end;
    }

    /** Where the digits end. Only those of ASCII count. */
    private static int digits(String text, int from, int to, int radix) {
        int at = from;
        while (at < to && text.charAt(at) < 128 && Character.digit(text.charAt(at), radix) >= 0) {
            at++;
        }
        return at;
    }

    /** As {@code String(value)}. */
    public static String write(double value) {
        StringBuilder out = new StringBuilder(24);
        write(value, out);
        return out.toString();
    }

    /** As {@code String(value)}, behind what is there. */
    public static void write(double value, StringBuilder out) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            out.append((long) value);
        } else if (Double.isNaN(value) || Double.isInfinite(value)) {
            out.append(value);
        } else {
            if (value < 0) {
                out.append('-');
            }
            finite(Math.abs(value), out);
        }
    }

    /** Java finds the same shortest digits; only where they stand differs. */
    private static void finite(double value, StringBuilder out) {
        BigDecimal shortest = value < FEW_BITS ? fewest(value) : new BigDecimal(Double.toString(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        if (point > 21 || point <= -6) {
            exponent(digits, point - 1, out);
        } else if (point >= digits.length()) {
            out.append(digits).repeat('0', point - digits.length());
        } else if (point > 0) {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        } else {
            out.append("0.").repeat('0', -point).append(digits);
        }
    }

    private static void exponent(String digits, int power, StringBuilder out) {
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append(power < 0 ? "e-" : "e+").append(Math.abs(power));
    }

    /** Java writes at least two digits, 4.9E-324; one that tells the same is enough here, 5e-324. */
    private static BigDecimal fewest(double value) {
        BigDecimal two = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (two.precision() != 2) {
            return two;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal below = new BigDecimal(two.unscaledValue().divide(BigInteger.TEN), two.scale() - 1);
        BigDecimal above = below.add(new BigDecimal(BigInteger.ONE, two.scale() - 1)).stripTrailingZeros();
        boolean low = below.doubleValue() == value;
        boolean high = above.doubleValue() == value;
        boolean nearer = exact.subtract(below).compareTo(above.subtract(exact)) <= 0;
        if (low && (nearer || !high)) {
            return below;
        }
        return high ? above : two;
    }
}

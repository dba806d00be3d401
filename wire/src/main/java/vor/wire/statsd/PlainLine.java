package vor.wire.statsd;

/**
 * Reads the plainest lines straight from their bytes: a tidy key, one value of digits with at most one point, the type {@code c}, {@code ms} or {@code g}, perhaps a rate. They are
 * most of what comes. All others are left to {@link StatsdReader}; what is read here means there the same to the last bit. Stateless.
 */
final class PlainLine {
    /** All whole numbers of so many digits are exact in a double, and so are the powers of ten up to there: a quotient of the two is the nearest double. */
    private static final int MOST_DIGITS = 15;

    private static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    private static final boolean[] TIDY = new boolean[256];

    static {
        for (int c = 0; c < 128; c++) {
            TIDY[c] = Keys.plain((char) c);
        }
    }

    private PlainLine() {}

    /** Tells the sink the line and its value, or nothing at all and gives false. */
    static boolean read(byte[] bytes, int from, int to, Sink sink) {
        int colon = from;
        while (colon < to && TIDY[bytes[colon] & 0xff]) {
            colon++;
        }
        if (colon == from || colon == to || bytes[colon] != ':') {
            return false;
        }
        int bar = number(bytes, colon + 1, to);
        if (bar < 0 || bar + 1 >= to || bytes[bar] != '|') {
            return false;
        }
        int type = bytes[bar + 1];
        int end = bar + 2;
        if (type == 'm') {
            if (end == to || bytes[end++] != 's') {
                return false;
            }
        } else if (type != 'c' && type != 'g') {
            return false;
        }
        double rate = 1;
        if (end < to) {
            if (to - end < 3 || bytes[end] != '|' || bytes[end + 1] != '@' || number(bytes, end + 2, to) != to) {
                return false;
            }
            rate = value(bytes, end + 2, to);
        }
        sink.line();
        double value = value(bytes, colon + 1, bar);
        switch (type) {
            case 'c' -> sink.counter(bytes, from, colon, value, rate);
            case 'm' -> sink.timer(bytes, from, colon, value, rate);
            default -> sink.gauge(bytes, from, colon, value);
        }
        return true;
    }

    /** Where digits with at most one point among them end; negative when they are none or too many. */
    private static int number(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from || at - from > MOST_DIGITS) {
            return -1;
        }
        if (at == to || bytes[at] != '.') {
            return at;
        }
        int point = at++;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at == point + 1 || at - from - 1 > MOST_DIGITS ? -1 : at;
    }

    private static double value(byte[] bytes, int from, int to) {
        long digits = 0;
        int behind = -1;
        for (int at = from; at < to; at++) {
            if (bytes[at] == '.') {
                behind = 0;
            } else {
                digits = digits * 10 + bytes[at] - '0';
                behind += behind < 0 ? 0 : 1;
            }
        }
        return behind <= 0 ? digits : digits / TENS[behind];
    }
}

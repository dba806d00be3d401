package vor.wire.statsd;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes datagrams of statsd apart, as npm's statsd 0.9.0 does: lines of {@code key(:value|type[|@rate])*[|#tags]}, with all that it lets pass. Stateless, for any thread.
 *
 * <p>In one thing it differs: a rate such as {@code @+1}, which ends the process there, makes a bad line here.
 */
public final class StatsdReader {
    /** Characters of a bad line that the sink is told. */
    public static final int MOST_OF_A_BAD_LINE = 200;

    private final boolean tidy;

    /** @param tidy whether keys are made fit for Graphite ({@link Keys#tidy}); else they stay as they came */
    public StatsdReader(boolean tidy) {
        this.tidy = tidy;
    }

    /** Never throws on bytes, unless the sink does. */
    public void read(byte[] bytes, int from, int length, Sink sink) {
        sink.packet();
        int end = from + length;
        int start = from;
        for (int at = from; at <= end; at++) {
            if (at == end || bytes[at] == '\n') {
                if (at > start && !PlainLine.read(bytes, start, at, sink)) {
                    line(text(bytes, start, at), sink);
                }
                start = at + 1;
            }
        }
    }

    /** Java makes one mark of a surrogate in UTF-8 where the standard for the web, and so Node, makes three; a byte that is never right has Java make three. */
    private static String text(byte[] bytes, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (surrogate(bytes, i)) {
                return marked(Arrays.copyOfRange(bytes, from, to));
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static String marked(byte[] line) {
        for (int i = 0; i < line.length - 1; i++) {
            if (surrogate(line, i)) {
                line[i] = (byte) 0xff;
            }
        }
        return new String(line, StandardCharsets.UTF_8);
    }

    private static boolean surrogate(byte[] bytes, int at) {
        return bytes[at] == (byte) 0xed && (bytes[at + 1] & 0xff) >= 0xa0;
    }

    private void line(String line, Sink sink) {
        sink.line();
        int mark = line.indexOf("|#");
        int end = mark < 0 ? line.length() : mark;
        int colon = line.indexOf(':', 0, end);
        if (colon < 0) {
            sink.bad(beginning(line), "there is no value");
            return;
        }
        String key = key(line, colon, mark);
        sink.key(key);
        Values values = new Values(line, key, sink);
        while (colon < end) {
            int next = line.indexOf(':', colon + 1, end);
            next = next < 0 ? end : next;
            values.value(colon + 1, next);
            colon = next;
        }
    }

    /** Tags end where the next begin; those are not looked at. */
    private String key(String line, int end, int mark) {
        String key = line.substring(0, end);
        if (mark >= 0) {
            int second = line.indexOf("|#", mark + 2);
            String tags = line.substring(mark + 2, second < 0 ? line.length() : second);
            key = tags.isEmpty() ? key : Keys.withTags(key, tags);
        }
        return tidy ? Keys.tidy(key) : key;
    }

    private static String beginning(String line) {
        return line.length() <= MOST_OF_A_BAD_LINE ? line : line.substring(0, MOST_OF_A_BAD_LINE);
    }

    /** The values of one line. */
    private static final class Values {
        private final String line;
        private final String key;
        private final Sink sink;
        private String shown = "";

        Values(String line, String key, Sink sink) {
            this.line = line;
            this.key = key;
            this.sink = sink;
        }

        void value(int from, int to) {
            int bar = line.indexOf('|', from, to);
            if (bar < 0) {
                bad("a value has no type");
                return;
            }
            int second = line.indexOf('|', bar + 1, to);
            int typeEnd = second < 0 ? to : second;
            double rate = second < 0 ? 1 : rate(second + 1, to);
            if (Double.isNaN(rate)) {
                bad("a rate is no @ with a number");
            } else {
                typed(line.substring(from, bar), line.substring(bar + 1, typeEnd), rate);
            }
        }

        /**
         * NaN when it is none. That it is a number is asked of all of it, its value is that of the digits and points it begins with: 1e-2 is 1. What stands behind another
         * bar is not looked at.
         */
        private double rate(int from, int to) {
            int bar = line.indexOf('|', from, to);
            int end = bar < 0 ? to : bar;
            if (end - from < 2 || line.charAt(from) != '@' || Double.isNaN(Numbers.read(line.substring(from + 1, end)))) {
                return Double.NaN;
            }
            int digits = from + 1;
            while (digits < end && (line.charAt(digits) == '.' || (line.charAt(digits) >= '0' && line.charAt(digits) <= '9'))) {
                digits++;
            }
            return digits == from + 1 ? Double.NaN : Numbers.read(line.substring(from + 1, digits));
        }

        /** The types are checked as they stand and told apart without the white space around them, so that a space lets a negative time pass. */
        private void typed(String value, String type, double rate) {
            if (type.equals("s")) {
                sink.set(key, value.isEmpty() ? "0" : value);
                return;
            }
            double number = value.isEmpty() ? Double.NaN : Numbers.read(value);
            if (Double.isNaN(number)) {
                bad("a value is no number");
            } else if (type.equals("ms") && number < 0) {
                bad("a time is negative");
            } else {
                tell(value, number, trimmed(type), rate);
            }
        }

        private void tell(String value, double number, String type, double rate) {
            switch (type) {
                case "ms" -> sink.timer(key, number, rate);
                case "g" -> {
                    if (value.charAt(0) == '+' || value.charAt(0) == '-') {
                        sink.gaugeChange(key, number);
                    } else {
                        sink.gauge(key, number);
                    }
                }
                case "s" -> sink.set(key, value);
                default -> sink.counter(key, number, rate);
            }
        }

        private static String trimmed(String type) {
            int from = 0;
            int to = type.length();
            while (from < to && Numbers.white(type.charAt(from))) {
                from++;
            }
            while (to > from && Numbers.white(type.charAt(to - 1))) {
                to--;
            }
            return type.substring(from, to);
        }

        private void bad(String why) {
            shown = shown.isEmpty() ? beginning(line) : shown;
            sink.bad(shown, why);
        }
    }
}

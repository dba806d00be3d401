package vor.wire.graphite;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts of protocol 0, which stand in one line; each character given is one byte. None where Python would not take it either. */
final class Escapes {
    private static final String LETTERS = "abfnrtv\\'\"";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\'\"";

    private Escapes() {}

    /** A string of Python 2 in its quotes, as UTF-8. */
    static Optional<String> string(String line) {
        String told = line.strip();
        int last = told.length() - 1;
        if (last < 1 || told.charAt(0) != told.charAt(last) || (told.charAt(0) != '\'' && told.charAt(0) != '"')) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder(told.length());
        for (int at = 1; at < last; ) {
            at = told.charAt(at) == '\\' ? escape(told, at + 1, last, out) : plain(told, at, out);
            if (at < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new String(out.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** Text whose characters beyond Latin-1 are written as {@code \u20ac} or {@code \U0001f600}. */
    static Optional<String> unicode(String line) {
        StringBuilder out = new StringBuilder(line.length());
        for (int at = 0; at < line.length(); ) {
            char next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
            if (line.charAt(at) != '\\' || at + 1 == line.length()) {
                at = plain(line, at, out);
            } else if (next == 'u' || next == 'U') {
                int size = next == 'u' ? 4 : 8;
                int point = digits(line, at + 2, at + 2 + size, line.length());
                if (!Character.isValidCodePoint(point)) {
                    return Optional.empty();
                }
                out.appendCodePoint(point);
                at += 2 + size;
            } else {
                out.append('\\').append(next); // of two backslashes neither begins an escape
                at += 2;
            }
        }
        return Optional.of(out.toString());
    }

    private static int plain(String told, int at, StringBuilder out) {
        out.append(told.charAt(at));
        return at + 1;
    }

    /** What a backslash stands before; -1 for none that Python knows. */
    private static int escape(String told, int at, int end, StringBuilder out) {
        if (at >= end) {
            return -1;
        }
        char c = told.charAt(at);
        int letter = LETTERS.indexOf(c);
        if (letter >= 0) {
            out.append(MEANT.charAt(letter));
            return at + 1;
        }
        if (c == 'x') {
            int value = digits(told, at + 1, at + 3, end);
            out.append((char) (value & 0xff));
            return value < 0 ? -1 : at + 3;
        }
        return c >= '0' && c <= '7' ? octal(told, at, end, out) : plain(told, at, out.append('\\'));
    }

    /** One to three digits. */
    private static int octal(String told, int from, int end, StringBuilder out) {
        int at = from;
        int value = 0;
        while (at < end && at < from + 3 && told.charAt(at) >= '0' && told.charAt(at) <= '7') {
            value = value * 8 + told.charAt(at++) - '0';
        }
        out.append((char) (value & 0xff));
        return at;
    }

    /** Hexadecimal ones; -1 where they are none, or too many for a number. */
    private static int digits(String told, int from, int to, int end) {
        if (to > end) {
            return -1;
        }
        long value = 0;
        for (int at = from; at < to; at++) {
            int digit = told.charAt(at) < 0x80 ? Character.digit(told.charAt(at), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value <= Integer.MAX_VALUE ? (int) value : -1;
    }
}

package vor.wire.statsd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vor.wire.statsd.Script.Place;

/**
 * Reads the literals of JavaScript (ECMA-262, 12.9 and 13.2) of which configurations of statsd consist: objects, arrays, texts, numbers, {@code true}, {@code false} and {@code null},
 * with comments and commas behind the last. Nothing is ever run: whatever has to be worked out is an error. For one text.
 */
public final class ScriptReader {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int DEEPEST = 50;
    private static final String LITERALS = "an object, an array, a text in quotes, a number, true, false or null";

    private final String text;
    private int at;
    private int depth;
    private int line = 1;
    private int start;

    private ScriptReader(String text) {
        this.text = text;
    }

    /** @throws ScriptException with place and what was expected */
    public static Script read(String text) throws ScriptException {
        ScriptReader reader = new ScriptReader(text);
        if (text.length() > MOST_CHARACTERS) {
            throw reader.fault("the file has more than " + MOST_CHARACTERS + " characters");
        }
        if (text.startsWith("\ufeff")) {
            reader.at = 1;
        }
        reader.blank();
        Script value = reader.value();
        reader.blank();
        if (reader.peek() == ';') {
            reader.at++;
            reader.blank();
        }
        if (reader.at < text.length()) {
            throw reader.fault("expected the end of the file, got " + reader.shown() + "; only values that are written out count, nothing is worked out");
        }
        return value;
    }

    private Script value() throws ScriptException {
        Place place = place(at);
        char c = peek();
        if (c == '{' || c == '[') {
            if (++depth > DEEPEST) {
                throw fault("more than " + DEEPEST + " objects within each other");
            }
            Script all = c == '{' ? fields(place) : many(place);
            depth--;
            return all;
        }
        if (c == '"' || c == '\'') {
            return new Script.Text(quoted(), place);
        }
        if (c == '-' || c == '+' || c == '.' || digit(c)) {
            return new Script.Number(number(), place);
        }
        return word(place);
    }

    private Script word(Place place) throws ScriptException {
        int from = at;
        String word = name();
        switch (word) {
            case "true", "false":
                return new Script.Truth(word.equals("true"), place);
            case "null":
                return new Script.Nothing(place);
            case "Infinity":
                return new Script.Number(Double.POSITIVE_INFINITY, place);
            default:
                at = from;
                throw fault("expected " + LITERALS + ", got " + shown() + (word.isEmpty() ? "" : "; nothing is worked out here: write its value"));
        }
    }

    private Script fields(Place place) throws ScriptException {
        Map<String, Script> fields = new LinkedHashMap<>();
        at++;
        blank();
        while (peek() != '}') {
            String key = key();
            blank();
            need(':', "a colon behind \"" + key + "\"");
            blank();
            fields.put(key, value());
            next('}');
        }
        at++;
        return new Script.Fields(fields, place);
    }

    private Script many(Place place) throws ScriptException {
        List<Script> items = new ArrayList<>();
        at++;
        blank();
        while (peek() != ']') {
            items.add(value());
            next(']');
        }
        at++;
        return new Script.Many(items, place);
    }

    /** Behind a value: a comma, or what ends all. */
    private void next(char end) throws ScriptException {
        blank();
        if (peek() == ',') {
            at++;
            blank();
        } else if (peek() != end) {
            throw fault("expected a comma or \"" + end + "\", got " + shown());
        }
    }

    private String key() throws ScriptException {
        char c = peek();
        if (c == '"' || c == '\'') {
            return quoted();
        }
        if (digit(c) || c == '.') {
            return Numbers.write(number());
        }
        String name = name();
        if (name.isEmpty()) {
            throw fault("expected a name, got " + shown());
        }
        return name;
    }

    private String name() {
        int from = at;
        while (at < text.length() && (Character.isJavaIdentifierPart(text.charAt(at)) && !Character.isIdentifierIgnorable(text.charAt(at)))) {
            at++;
        }
        return text.substring(from, at);
    }

    private void need(char c, String what) throws ScriptException {
        if (peek() != c) {
            throw fault("expected " + what + ", got " + shown());
        }
        at++;
    }

    private double number() throws ScriptException {
        int from = at;
        boolean minus = peek() == '-';
        if (minus || peek() == '+') {
            at++;
            blank();
        }
        int digits = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.' || text.charAt(at) == '_' || sign(digits))) {
            at++;
        }
        String word = text.substring(digits, at);
        double value = word.matches("0[0-7]+") ? Numbers.read("0o" + word) : word.matches("0[0-9]+.*") || word.isEmpty() ? Double.NaN : Numbers.read(word);
        if (Double.isNaN(value)) {
            at = from;
            throw fault("expected a number, got " + shown());
        }
        return minus ? -value : value;
    }

    /** Within a number only right behind the e of its power. */
    private boolean sign(int digits) {
        char c = text.charAt(at);
        boolean power = at > digits && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E') && !text.startsWith("0x", digits) && !text.startsWith("0X", digits);
        return power && (c == '+' || c == '-');
    }

    private String quoted() throws ScriptException {
        int from = at;
        char quote = text.charAt(at++);
        StringBuilder out = new StringBuilder();
        while (peek() != quote || at >= text.length()) {
            if (at >= text.length() || peek() == '\n' || peek() == '\r') {
                at = from;
                throw fault("a text that begins here does not end in its line");
            }
            char c = text.charAt(at++);
            if (c == '\\') {
                escaped(out);
            } else {
                out.append(c);
            }
        }
        at++;
        return out.toString();
    }

    private void escaped(StringBuilder out) throws ScriptException {
        char c = peek();
        at++;
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'v' -> out.append('\u000b');
            case '0' -> out.append('\0');
            case 'x' -> out.append((char) hex(2));
            case 'u' -> unicode(out);
            case '\r' -> at += peek() == '\n' ? 1 : 0;
            case '\n', '\u2028', '\u2029' -> {} // the text goes on in the next line
            default -> {
                if (digit(c)) {
                    at -= 2;
                    throw fault("expected no number behind a backslash, got " + shown());
                }
                out.append(c);
            }
        }
    }

    private void unicode(StringBuilder out) throws ScriptException {
        if (peek() != '{') {
            out.append((char) hex(4));
            return;
        }
        int end = text.indexOf('}', at);
        int length = end - at - 1;
        at++;
        int point = length < 1 || length > 6 ? -1 : hex(length);
        if (point < 0 || point > Character.MAX_CODE_POINT) {
            throw fault("expected up to six digits of base 16 in braces");
        }
        at++;
        out.appendCodePoint(point);
    }

    private int hex(int digits) throws ScriptException {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw fault("expected " + digits + " digits of base 16, got " + shown());
            }
            value = value * 16 + digit;
            at++;
        }
        return value;
    }

    /** White space and comments. */
    private void blank() throws ScriptException {
        while (at < text.length()) {
            if (Numbers.white(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw fault("a comment that begins here does not end");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    /** NUL at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private String shown() {
        if (at >= text.length()) {
            return "the end of the file";
        }
        int end = at;
        while (end < text.length() && end - at < 30 && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return "\"" + (end > at ? text.substring(at, end) : Character.isISOControl(peek()) ? "a control character" : text.substring(at, text.offsetByCodePoints(at, 1))) + "\"";
    }

    private ScriptException fault(String message) {
        return new ScriptException(place(at), message);
    }

    /** Counts on from the place before, as a rule. */
    private Place place(int where) {
        if (where < start) {
            line = 1;
            start = 0;
        }
        for (int i = text.indexOf('\n', start); i >= 0 && i < where; i = text.indexOf('\n', start)) {
            line++;
            start = i + 1;
        }
        return new Place(line, Math.min(where, text.length()) - start + 1);
    }
}

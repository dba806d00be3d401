package vor.wire.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one value. Never throws; what it makes is bounded by the text it is given. For one reading and one thread. */
public final class JsonReader {
    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 400;

    private final String text;
    private int at;
    private int depth;

    /** What a text turned out to be. */
    public sealed interface Parsed permits Json, Damage {}

    /**
     * No JSON.
     *
     * @param at characters from the beginning to where it stopped making sense
     */
    public record Damage(String why, int at) implements Parsed {}

    /** Ends the reading of a text that is none. */
    private static final class Bad extends Exception {
        private static final long serialVersionUID = 1;

        Bad(String why) {
            super(why, null, false, false);
        }
    }

    private JsonReader(String text) {
        this.text = text;
    }

    /** The one value that the text is, with nothing but blanks around it. */
    public static Parsed read(String text) {
        JsonReader reader = new JsonReader(text);
        try {
            Json value = reader.value();
            reader.blanks();
            return reader.at == text.length() ? value : new Damage("expected nothing more", reader.at);
        } catch (Bad e) {
            return new Damage(String.valueOf(e.getMessage()), reader.at);
        }
    }

    private Json value() throws Bad {
        blanks();
        return switch (peek()) {
            case '{' -> fields();
            case '[' -> items();
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Truth(true));
            case 'f' -> word("false", new Json.Truth(false));
            case 'n' -> word("null", new Json.Nothing());
            default -> number();
        };
    }

    private Json fields() throws Bad {
        Map<String, Json> fields = new LinkedHashMap<>();
        if (opens('}')) {
            do {
                blanks();
                if (peek() != '"') {
                    throw new Bad("expected a name in quotes");
                }
                String name = string();
                expect(':');
                fields.put(name, value());
            } while (goesOn('}'));
        }
        return new Json.Fields(Collections.unmodifiableMap(fields));
    }

    private Json items() throws Bad {
        List<Json> items = new ArrayList<>();
        if (opens(']')) {
            do {
                items.add(value());
            } while (goesOn(']'));
        }
        return new Json.Items(items);
    }

    /** @return whether there is something within */
    private boolean opens(char end) throws Bad {
        at++;
        blanks();
        if (peek() == end) {
            at++;
            return false;
        }
        depth++;
        if (depth > DEEPEST) {
            throw new Bad("more than " + DEEPEST + " within each other");
        }
        return true;
    }

    private boolean goesOn(char end) throws Bad {
        blanks();
        if (peek() == ',') {
            at++;
            return true;
        }
        if (peek() != end) {
            throw new Bad("expected , or " + end);
        }
        at++;
        depth--;
        return false;
    }

    private void expect(char c) throws Bad {
        blanks();
        if (peek() != c) {
            throw new Bad("expected " + c);
        }
        at++;
    }

    private Json word(String word, Json value) throws Bad {
        if (!text.startsWith(word, at)) {
            throw new Bad("expected a value");
        }
        at += word.length();
        return value;
    }

    private String string() throws Bad {
        at++;
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at);
            if (c < ' ') {
                throw new Bad("a control character within quotes");
            }
            at++;
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() throws Bad {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new Bad("no such escape");
        };
    }

    private char unicode() throws Bad {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw new Bad("expected four hexadecimal digits");
            }
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    private Json number() throws Bad {
        int from = at;
        skip('-');
        if (!skip('0')) {
            digits("expected a value");
        }
        boolean whole = true;
        if (skip('.')) {
            whole = false;
            digits("expected a digit");
        }
        if (skip('e') || skip('E')) {
            whole = false;
            if (!skip('+')) {
                skip('-');
            }
            digits("expected a digit");
        }
        if (at - from > LONGEST_NUMBER) {
            throw new Bad("a number of more than " + LONGEST_NUMBER + " characters");
        }
        return number(text.substring(from, at), whole);
    }

    private static Json number(String digits, boolean whole) {
        if (whole) {
            try {
                return new Json.Whole(Long.parseLong(digits));
            } catch (NumberFormatException e) {
                return new Json.Real(Double.parseDouble(digits)); // too large for a whole one
            }
        }
        return new Json.Real(Double.parseDouble(digits));
    }

    private void digits(String otherwise) throws Bad {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw new Bad(otherwise);
        }
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws Bad {
        if (at == text.length()) {
            throw new Bad("it ends too soon");
        }
        return text.charAt(at);
    }
}

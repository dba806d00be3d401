package vor.server.events.query;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query as words, each with its place. */
final class Lexer {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-]*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?N?");
    private static final List<String> SIGNS = List.of("!=", "<=", ">=", "=~", "~=", "=", "<", ">", "(", ")");
    /** Digits that a number may have: more make a number that takes long to read. */
    private static final int LONGEST_NUMBER = 400;

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    /** @param at characters from the beginning */
    record Word(Kind kind, String text, Value value, int at) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign) || kind == Kind.NAME && text.equals(sign);
        }
    }

    enum Kind {
        SIGN,
        NAME,
        VALUE,
        END
    }

    List<Word> words() throws QueryException {
        List<Word> words = new ArrayList<>();
        for (Word next = next(); next.kind() != Kind.END; next = next()) {
            words.add(next);
        }
        words.add(new Word(Kind.END, "the end", Value.NIL, text.length()));
        return words;
    }

    private Word next() throws QueryException {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ',')) {
            at++;
        }
        if (at == text.length()) {
            return new Word(Kind.END, "", Value.NIL, at);
        }
        if (text.charAt(at) == '"') {
            return quoted();
        }
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                return word(Kind.SIGN, sign.length(), Value.NIL);
            }
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            return word(Kind.VALUE, number.group().length(), number(number.group()));
        }
        Matcher name = WORD.matcher(text).region(at, text.length());
        if (name.lookingAt()) {
            return named(name.group());
        }
        throw new QueryException("\"" + text.substring(at, text.offsetByCodePoints(at, 1)) + "\" is nothing that a query has", at);
    }

    private Word word(Kind kind, int length, Value value) {
        Word word = new Word(kind, text.substring(at, at + length), value, at);
        at += length;
        return word;
    }

    private Word named(String name) {
        return switch (name) {
            case "true" -> word(Kind.VALUE, name.length(), new Value.Truth(true));
            case "false" -> word(Kind.VALUE, name.length(), new Value.Truth(false));
            case "nil", "null" -> word(Kind.VALUE, name.length(), Value.NIL);
            case "NaN" -> word(Kind.VALUE, name.length(), new Value.Real(Double.NaN));
            case "Infinity" -> word(Kind.VALUE, name.length(), new Value.Real(Double.POSITIVE_INFINITY));
            default -> word(Kind.NAME, name.length(), Value.NIL);
        };
    }

    private Value number(String digits) throws QueryException {
        if (digits.length() > LONGEST_NUMBER) {
            throw new QueryException("a number of more than " + LONGEST_NUMBER + " digits", at);
        }
        boolean big = digits.endsWith("N");
        String plain = big ? digits.substring(0, digits.length() - 1) : digits;
        boolean whole = plain.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == '+');
        if (big && !whole) {
            throw new QueryException("N stands behind whole numbers only", at);
        }
        return whole ? new Value.Whole(new BigInteger(plain.startsWith("+") ? plain.substring(1) : plain)) : new Value.Real(Double.parseDouble(plain));
    }

    private Word quoted() throws QueryException {
        int from = at;
        StringBuilder out = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                return new Word(Kind.VALUE, text.substring(from, at), new Value.Text(out.toString()), from);
            }
            if (c == '\\') {
                i++;
                escaped(out, i, from);
            } else {
                out.append(c);
            }
        }
        throw new QueryException("the text that begins here has no closing \"", from);
    }

    /** What is no escape of a text stays as it is, for regular expressions. */
    private void escaped(StringBuilder out, int i, int from) throws QueryException {
        if (i == text.length()) {
            throw new QueryException("the text that begins here has no closing \"", from);
        }
        char c = text.charAt(i);
        switch (c) {
            case '"', '\\' -> out.append(c);
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            default -> out.append('\\').append(c);
        }
    }
}

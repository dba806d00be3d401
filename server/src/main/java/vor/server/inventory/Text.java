package vor.server.inventory;

import java.util.Optional;

/** What may stand in a text, by its use. Markup is text like any other. */
public enum Text {
    NAME(1, 64, false, true),
    TAG(1, 64, false, true),
    PORT(0, 64, false, true),
    LINE(0, 200, false, false),
    NOTE(0, 4000, true, false);

    private final int least;
    private final int most;
    private final boolean lines;
    private final boolean strict;

    Text(int least, int most, boolean lines, boolean strict) {
        this.least = least;
        this.most = most;
        this.lines = lines;
        this.strict = strict;
    }

    /** What is wrong with it; empty when nothing is. */
    Optional<String> wrong(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < least) {
            return Optional.of("is empty; expected " + least + " to " + most + " characters");
        }
        if (length > most) {
            return Optional.of("has " + length + " characters; at most " + most + " are allowed");
        }
        return wrongCharacter(text).or(() -> wrongEdge(text));
    }

    private Optional<String> wrongCharacter(String text) {
        int position = 1;
        for (int i = 0; i < text.length(); position++) {
            int c = text.codePointAt(i);
            String kind = forbidden(c);
            if (!kind.isEmpty()) {
                return Optional.of("character " + position + " is " + kind + " (" + code(c) + ")");
            }
            i += Character.charCount(c);
        }
        return Optional.empty();
    }

    private String forbidden(int c) {
        if (lines && (c == '\n' || c == '\t')) {
            return "";
        }
        if (this == TAG && (Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            return "white space";
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL -> "a control character";
            case Character.SURROGATE -> "half of a surrogate pair";
            case Character.UNASSIGNED -> isNoncharacter(c) ? "not a character" : "";
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "a line break";
            case Character.FORMAT -> forbiddenFormat(c);
            default -> "";
        };
    }

    /** Joiners are needed by scripts and emoji; what turns the direction of the text around it never is. */
    private String forbiddenFormat(int c) {
        if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
            return "a mark that turns the direction of text";
        }
        boolean joiner = c == 0x200C || c == 0x200D || (c >= 0xE0020 && c <= 0xE007F);
        return strict && !joiner ? "an invisible character" : "";
    }

    private static boolean isNoncharacter(int c) {
        return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    }

    private Optional<String> wrongEdge(String text) {
        if (!strict || text.isEmpty()) {
            return Optional.empty();
        }
        if (isSpace(text.codePointAt(0))) {
            return Optional.of("begins with a space");
        }
        return isSpace(text.codePointBefore(text.length())) ? Optional.of("ends with a space") : Optional.empty();
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static String code(int c) {
        return String.format("U+%04X", c);
    }

    /** For messages: in quotes, short, with nothing in it that a screen would obey. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().limit(80).forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE) {
                out.append(code(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append(text.codePointCount(0, text.length()) > 80 ? "…\"" : "\"").toString();
    }
}

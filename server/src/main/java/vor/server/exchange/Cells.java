package vor.server.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands in the cells of our tables. Lists are words between spaces; a word with a space in it stands in double quotes.
 * A cell that a spreadsheet would take for a formula begins with an apostrophe, which is not part of it.
 */
final class Cells {
    /** Also as a spreadsheet of another script writes them. */
    private static final String FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+(E-?[0-9]+)?");

    private Cells() {}

    /** As it is written: harmless for a spreadsheet, in quotes where RFC 4180 wants them. */
    static String written(String value) {
        String safe = isSafe(value) ? value : "'" + value;
        boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static boolean isSafe(String value) {
        return value.isEmpty() || (FORMULA + "'").indexOf(value.charAt(0)) < 0 || NUMBER.matcher(value).matches();
    }

    /** Without the apostrophe of {@link #written}. */
    static String value(String cell) {
        boolean guarded = cell.length() > 1 && cell.charAt(0) == '\'' && (FORMULA + "'").indexOf(cell.charAt(1)) >= 0;
        return guarded ? cell.substring(1) : cell;
    }

    static String join(List<String> words) {
        return words.stream().map(Cells::word).collect(Collectors.joining(" "));
    }

    private static String word(String word) {
        boolean plain = !word.isEmpty() && word.charAt(0) != '"' && word.codePoints().noneMatch(Cells::isSpace);
        return plain ? word : "\"" + word.replace("\"", "\"\"") + "\"";
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** The words of a list; empty when a quote is not closed or has something right behind it. */
    static Optional<List<String>> split(String list) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < list.length()) {
            if (isSpace(list.charAt(i))) {
                i++;
            } else if (list.charAt(i) == '"') {
                int end = closing(list, i + 1);
                if (end < 0 || (end + 1 < list.length() && !isSpace(list.charAt(end + 1)))) {
                    return Optional.empty();
                }
                words.add(list.substring(i + 1, end).replace("\"\"", "\""));
                i = end + 1;
            } else {
                int from = i;
                while (i < list.length() && !isSpace(list.charAt(i))) {
                    i++;
                }
                words.add(list.substring(from, i));
            }
        }
        return Optional.of(words);
    }

    private static int closing(String list, int from) {
        for (int i = from; i < list.length(); i++) {
            if (list.charAt(i) == '"') {
                if (i + 1 == list.length() || list.charAt(i + 1) != '"') {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}

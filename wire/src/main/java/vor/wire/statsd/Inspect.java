package vor.wire.statsd;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows values as Node 20 does ({@code util.inspect}), whose output scripts read from statsd's management port and console. Immutable, for any thread. */
public final class Inspect {
    private static final int LINE = 80;
    private static final int COMPACT = 3;
    private static final int MOST_ITEMS = 100;
    private static final int MOST_CHARACTERS = 10_000;
    private static final int GROUPED_FROM = 7;
    private static final int MOST_COLUMNS = 12;
    private static final int GAP = 2;

    /** First and last of each run of letters that take two columns (Unicode, EastAsianWidth, in the large). */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x2329, 0x232a, 0x2e80, 0x303e, 0x3041, 0x4dbf, 0x4e00, 0xa4cf, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6b,
        0xff01, 0xff60, 0xffe0, 0xffe6, 0x1f300, 0x1f64f, 0x1f900, 0x1f9ff, 0x20000, 0x3fffd
    };

    private final int depth;
    private final boolean colours;

    /** What can be shown. */
    public sealed interface Shown {
        /** @param fields in the order in which they came; shown in JavaScript's */
        record Fields(Map<String, ? extends Shown> fields) implements Shown {}

        record Numbers(double[] values) implements Shown {}

        record Texts(List<String> values) implements Shown {}

        record Number(double value) implements Shown {}
    }

    /**
     * @param depth how many objects within objects are shown; 2 is Node's own
     * @param colours whether for a terminal
     */
    public Inspect(int depth, boolean colours) {
        this.depth = depth;
        this.colours = colours;
    }

    /** As Node shows it when nothing is asked for. */
    public static Inspect plain() {
        return new Inspect(2, false);
    }

    public String of(Shown shown) {
        return new Pass().value(shown, 0, 0);
    }

    /** Names that are whole numbers come first, in their order, then the others as they came. */
    public static <V> Map<String, V> ordered(Map<String, V> fields) {
        TreeMap<Long, String> indices = new TreeMap<>();
        for (String key : fields.keySet()) {
            if (index(key)) {
                indices.put(Long.valueOf(key), key);
            }
        }
        if (indices.isEmpty()) {
            return fields;
        }
        Map<String, V> ordered = new LinkedHashMap<>();
        indices.values().forEach(key -> ordered.put(key, get(fields, key)));
        ordered.putAll(fields); // those that are there already keep their place
        return ordered;
    }

    private static <V> V get(Map<String, V> fields, String key) {
        V value = fields.get(key);
        if (value == null) {
            throw new IllegalStateException("a map lost the key " + key);
        }
        return value;
    }

    private static boolean index(String key) {
        int length = key.length();
        if (length == 0 || length > 10 || (length > 1 && key.charAt(0) == '0')) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                return false;
            }
        }
        return Long.parseLong(key) < 0xffff_ffffL;
    }

    /** One showing; remembers how deep it went last, on which it depends whether an object is put on one line. */
    private final class Pass {
        private int deepest;

        String value(Shown shown, int level, int indentation) {
            return switch (shown) {
                case Shown.Number n -> number(n.value());
                case Shown.Fields f -> fields(f.fields(), level, indentation);
                case Shown.Numbers n -> numbers(n.values(), level, indentation);
                case Shown.Texts t -> texts(t.values(), level, indentation);
            };
        }

        private String fields(Map<String, ? extends Shown> fields, int level, int indentation) {
            if (fields.isEmpty()) {
                return "{}";
            }
            if (level > depth) {
                return painted("[Object]", 36);
            }
            deepest = level + 1;
            List<String> out = new ArrayList<>(fields.size());
            ordered(fields).forEach((key, field) -> out.add(name(key) + ": " + value(field, level + 1, indentation + 2)));
            return joined(out, out.size(), '{', '}', level + 1, indentation);
        }

        private String numbers(double[] values, int level, int indentation) {
            List<String> out = new ArrayList<>();
            for (int i = 0; i < Math.min(values.length, MOST_ITEMS); i++) {
                out.add(number(values[i]));
            }
            return list(out, values.length, true, level, indentation);
        }

        private String texts(List<String> values, int level, int indentation) {
            List<String> out = values.stream().limit(MOST_ITEMS).map(this::text).toList();
            return list(new ArrayList<>(out), values.size(), false, level, indentation);
        }

        private String text(String value) {
            int rest = value.length() - MOST_CHARACTERS;
            return rest <= 0
                    ? painted(quoted(value), 32)
                    : painted(quoted(value.substring(0, MOST_CHARACTERS)), 32) + "... " + rest + " more character" + (rest > 1 ? "s" : "");
        }

        private String list(List<String> out, int size, boolean numbers, int level, int indentation) {
            if (size == 0) {
                return "[]";
            }
            if (level > depth) {
                return painted("[Array]", 36);
            }
            deepest = level + 1;
            int rest = size - out.size();
            if (rest > 0) {
                out.add("... " + rest + " more item" + (rest > 1 ? "s" : ""));
            }
            List<String> rows = out.size() >= GROUPED_FROM ? grouped(out, rest > 0, numbers, indentation) : out;
            return joined(rows, out.size(), '[', ']', level + 1, indentation);
        }

        private String joined(List<String> out, int entries, char open, char close, int level, int indentation) {
            if (deepest - level < COMPACT && entries == out.size() && fits(out, out.size() + indentation + 11)) {
                String line = String.join(", ", out);
                if (line.indexOf('\n') < 0) {
                    return open + " " + line + " " + close;
                }
            }
            String margin = "\n" + " ".repeat(indentation);
            return open + margin + "  " + String.join("," + margin + "  ", out) + margin + close;
        }

        private boolean fits(List<String> out, int start) {
            int total = out.size() + start;
            if (total + out.size() > LINE) {
                return false;
            }
            for (String entry : out) {
                total += unpainted(entry).length();
                if (total > LINE) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Entries of alike widths stand in columns. */
    private List<String> grouped(List<String> out, boolean more, boolean numbers, int indentation) {
        int length = more ? out.size() - 1 : out.size();
        int[] widths = new int[length];
        int total = 0;
        int widest = 0;
        for (int i = 0; i < length; i++) {
            widths[i] = width(unpainted(out.get(i)));
            total += widths[i] + GAP;
            widest = Math.max(widest, widths[i]);
        }
        int cell = widest + GAP;
        if (cell * 3 + indentation >= LINE || ((double) total / cell <= 5 && widest > 6)) {
            return out;
        }
        double biased = Math.max(cell - 3 - Math.sqrt(cell - (double) total / out.size()), 1);
        int columns = (int) Math.min(Math.min(Math.round(Math.sqrt(2.5 * biased * length) / biased), (LINE - indentation) / cell), MOST_COLUMNS);
        return columns <= 1 ? out : rows(out, widths, columns, more, numbers);
    }

    private static List<String> rows(List<String> out, int[] widths, int columns, boolean more, boolean numbers) {
        int[] widest = new int[columns];
        for (int i = 0; i < widths.length; i++) {
            widest[i % columns] = Math.max(widest[i % columns], widths[i] + GAP);
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < widths.length; i += columns) {
            int end = Math.min(i + columns, widths.length);
            StringBuilder row = new StringBuilder();
            for (int j = i; j < end; j++) {
                boolean last = j == end - 1;
                String entry = out.get(j) + (last ? "" : ", ");
                String padding = " ".repeat(Math.max(0, widest[j - i] - widths[j] - GAP));
                row.append(numbers ? padding : "").append(entry).append(numbers || last ? "" : padding);
            }
            rows.add(row.toString());
        }
        if (more) {
            rows.add(out.getLast());
        }
        return rows;
    }

    private String number(double value) {
        return painted(value == 0 && 1 / value < 0 ? "-0" : Numbers.write(value), 33);
    }

    private String name(String key) {
        boolean word = !key.isEmpty() && (key.charAt(0) < '0' || key.charAt(0) > '9') && key.chars().allMatch(c -> c < 128 && (c == '_' || Character.isLetterOrDigit(c)));
        if (key.equals("__proto__")) {
            return "['__proto__']";
        }
        return word ? key : painted(quoted(key), 32);
    }

    private String painted(String text, int colour) {
        return colours ? "\u001b[" + colour + "m" + text + "\u001b[39m" : text;
    }

    private String unpainted(String text) {
        return colours ? text.replaceAll("\u001b\\[\\d\\d?m", "") : text;
    }

    private static String quoted(String text) {
        char quote = '\'';
        if (text.indexOf('\'') >= 0) {
            quote = text.indexOf('"') < 0 ? '"' : text.indexOf('`') < 0 && !text.contains("${") ? '`' : '\'';
        }
        StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else {
                escape(c, quote, out);
            }
        }
        return out.append(quote).toString();
    }

    private static void escape(char c, char quote, StringBuilder out) {
        switch (c) {
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            case '\\' -> out.append("\\\\");
            case '\'' -> out.append(quote == '\'' ? "\\'" : "'");
            default -> {
                if (c < 32 || (c > 126 && c < 160)) {
                    out.append(String.format("\\x%02X", (int) c));
                } else if (Character.isSurrogate(c)) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }

    /** Columns of a terminal: wide letters take two, marks on others none. */
    private static int width(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 127) {
                return Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().map(Inspect::width).sum();
            }
        }
        return text.length();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (point < 32 || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        int at = Arrays.binarySearch(WIDE, point);
        boolean within = at >= 0 || (-at - 2 >= 0 && (-at - 2) % 2 == 0);
        return within ? 2 : 1;
    }

}

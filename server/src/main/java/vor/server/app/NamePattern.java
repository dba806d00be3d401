package vor.server.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names from a pattern, as the page makes them: {@code e[1-12]-[1-4]}, {@code [01-12]}, {@code [a,b,c]} (docs/howto/rows.md). */
final class NamePattern {
    /** So many names at once, and no more. */
    static final int MOST = 2000;

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\s*(?:-|\u2013|\\.\\.)\\s*(\\d+)");
    private static final Pattern LETTERS = Pattern.compile("([a-z])\\s*-\\s*([a-z])|([A-Z])\\s*-\\s*([A-Z])");
    private static final int DIGITS = 15;

    private NamePattern() {}

    /** A pattern that cannot be; the message says why. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * One name.
     *
     * @param first what was chosen in the first brackets, without leading zeros; empty without brackets
     * @param firstAt which choice that was, from 0
     * @param lastAt which choice of the last brackets, from 0
     */
    record Made(String name, String first, int firstAt, int lastAt) {}

    private record Part(String text, List<String> choices) {}

    /** All names in order; the last brackets turn fastest. */
    static List<Made> expand(String pattern) throws Wrong {
        List<Part> parts = parts(pattern);
        long total = parts.stream().mapToLong(p -> Math.max(1, p.choices().size())).reduce(1, NamePattern::product);
        if (total > MOST) {
            throw new Wrong(pattern + " gives " + (total == Long.MAX_VALUE ? "far too many" : String.valueOf(total)) + "; at most " + MOST + " at once");
        }
        List<Made> made = List.of(new Made("", "", -1, 0));
        for (Part part : parts) {
            made = made.stream().flatMap(m -> part.choices().isEmpty()
                    ? Stream.of(new Made(m.name() + part.text(), m.first(), m.firstAt(), m.lastAt()))
                    : IntStream.range(0, part.choices().size()).mapToObj(i -> chosen(m, part.choices().get(i), i))).toList();
        }
        return made;
    }

    private static Made chosen(Made m, String choice, int at) {
        boolean first = m.firstAt() < 0;
        return new Made(m.name() + choice, first ? choice.replaceFirst("^0+(?=\\d)", "") : m.first(), first ? at : m.firstAt(), at);
    }

    private static long product(long a, long b) {
        return a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
    }

    private static List<Part> parts(String pattern) throws Wrong {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        while (from < pattern.length()) {
            int open = pattern.indexOf('[', from);
            String text = pattern.substring(from, open < 0 ? pattern.length() : open);
            require(text.indexOf(']') < 0, pattern, "] has no [ before it");
            parts.add(new Part(text, List.of()));
            if (open < 0) {
                break;
            }
            int close = pattern.indexOf(']', open);
            require(close >= 0, pattern, "[ has no ] behind it");
            String inner = pattern.substring(open + 1, close);
            require(inner.indexOf('[') < 0, pattern, "brackets cannot stand in brackets");
            parts.add(new Part("", choices(inner, pattern)));
            from = close + 1;
        }
        return parts;
    }

    private static void require(boolean well, String pattern, String otherwise) throws Wrong {
        if (!well) {
            throw new Wrong(pattern + ": " + otherwise);
        }
    }

    private static List<String> choices(String inner, String pattern) throws Wrong {
        List<String> choices = new ArrayList<>();
        for (String item : inner.split(",", -1)) {
            String text = item.strip();
            require(!text.isEmpty(), pattern, "an empty choice; write numbers such as 1-12, or words with commas between them");
            Matcher numbers = NUMBERS.matcher(text);
            choices.addAll(numbers.matches() ? numbers(numbers.group(1), numbers.group(2), text) : letters(text).orElse(List.of(text)));
        }
        return choices;
    }

    private static List<String> numbers(String first, String last, String text) throws Wrong {
        require(first.length() <= DIGITS && last.length() <= DIGITS, text, "more digits than a name needs");
        long from = Long.parseLong(first);
        long to = Long.parseLong(last);
        long total = Math.abs(to - from) + 1;
        require(total <= MOST, text, "gives " + total + "; at most " + MOST + " at once");
        boolean padded = first.matches("0\\d+") || last.matches("0\\d+");
        require(!padded || first.length() == last.length(), text, "with leading zeros both ends have the same number of digits");
        String form = padded ? "%0" + first.length() + "d" : "%d";
        long step = to < from ? -1 : 1;
        return IntStream.range(0, (int) total).mapToObj(i -> String.format(form, from + step * i)).toList();
    }

    private static Optional<List<String>> letters(String text) {
        if (!LETTERS.matcher(text).matches()) {
            return Optional.empty();
        }
        int from = text.charAt(0);
        int to = text.charAt(text.length() - 1);
        int step = to < from ? -1 : 1;
        return Optional.of(IntStream.rangeClosed(0, Math.abs(to - from)).mapToObj(i -> String.valueOf((char) (from + step * i))).toList());
    }
}

package vor.server.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names with ranges in them, as Ansible writes them: {@code e[1:12]-[1:4]}, {@code sw[01:20:2]}, {@code row-[a:f]}. */
final class HostRange {
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern NUMBERS = Pattern.compile("([0-9]{0,9}):([0-9]{1,9})(?::([0-9]{1,9}))?");
    private static final Pattern LETTERS = Pattern.compile("([a-zA-Z]):([a-zA-Z])(?::([0-9]{1,9}))?");

    private HostRange() {}

    /** A range that cannot be; the message says why. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * All names of the pattern, in order.
     *
     * @param most names that may come of it
     */
    static List<String> names(String pattern, int most) throws Wrong {
        List<String> names = List.of("");
        Matcher m = BRACKETS.matcher(pattern);
        int end = 0;
        while (m.find()) {
            names = product(names, pattern.substring(end, m.start()), values(m.group(1), most), most);
            end = m.end();
        }
        String rest = pattern.substring(end);
        if (rest.indexOf('[') >= 0 || rest.indexOf(']') >= 0) {
            throw new Wrong("a bracket has no partner");
        }
        return product(names, rest, List.of(""), most);
    }

    private static List<String> product(List<String> heads, String between, List<String> tails, int most) throws Wrong {
        if ((long) heads.size() * tails.size() > most) {
            throw new Wrong("the range has too many names");
        }
        List<String> names = new ArrayList<>(heads.size() * tails.size());
        heads.forEach(h -> tails.forEach(t -> names.add(h + between + t)));
        return names;
    }

    private static List<String> values(String range, int most) throws Wrong {
        Matcher numbers = NUMBERS.matcher(range);
        if (numbers.matches()) {
            return numbers(numbers.group(1), numbers.group(2), step(numbers.group(3)), most);
        }
        Matcher letters = LETTERS.matcher(range);
        if (!letters.matches()) {
            throw new Wrong("[" + range + "] is no range such as [1:12] or [a:f]");
        }
        char from = letters.group(1).charAt(0);
        List<String> values = new ArrayList<>();
        for (int c = from; c <= letters.group(2).charAt(0); c += step(letters.group(3))) {
            values.add(Character.toString(c));
        }
        return some(values, range);
    }

    private static int step(@Nullable String digits) throws Wrong {
        int step = digits == null ? 1 : Integer.parseInt(digits);
        if (step == 0) {
            throw new Wrong("the step of a range is 1 or more");
        }
        return Math.min(step, 1_000_000);
    }

    private static List<String> numbers(String first, String last, int step, int most) throws Wrong {
        boolean padded = first.length() > 1 && first.startsWith("0");
        if (padded && first.length() != last.length()) {
            throw new Wrong("[" + first + ":" + last + "]: both ends need as many digits where the first begins with 0");
        }
        int from = first.isEmpty() ? 0 : Integer.parseInt(first);
        int to = Integer.parseInt(last);
        if (((long) to - from) / step >= most) {
            throw new Wrong("the range has too many names");
        }
        List<String> values = new ArrayList<>();
        for (long n = from; n <= to; n += step) {
            String digits = Long.toString(n);
            values.add(padded ? "0".repeat(Math.max(0, first.length() - digits.length())) + digits : digits);
        }
        return some(values, first + ":" + last);
    }

    private static List<String> some(List<String> values, String range) throws Wrong {
        if (values.isEmpty()) {
            throw new Wrong("[" + range + "] ends before it begins");
        }
        return values;
    }
}

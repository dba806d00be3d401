package vor.wire.syslog;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import vor.wire.syslog.Line.Said;

/**
 * Takes a line of syslog apart. The older form was written down after the fact, so that a sender may leave out or reorder
 * nearly anything behind the priority: what does not look like a time, a host or a program is text. Pure.
 */
public final class SyslogReader {
    /** Bytes of a line that are looked at; RFC 5424, 6.1 wants 2048. */
    public static final int MOST = 4096;

    private static final int MOST_PRIORITY = 191;
    private static final Set<String> MONTHS =
            Set.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private final String line;
    private int at;

    private SyslogReader(String line) {
        this.line = line;
    }

    /** Never throws on bytes. */
    public static Line read(byte[] bytes, int length) {
        String text = new String(bytes, 0, Math.clamp(length, 0, Math.min(bytes.length, MOST)), StandardCharsets.UTF_8);
        return new SyslogReader(plain(text)).line();
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || c == '\ufeff' ? ' ' : c);
        }
        return out.toString().strip();
    }

    private Line line() {
        int priority = priority();
        if (priority < 0) {
            return new Line.Damage("it does not begin with a priority such as <189>");
        }
        if (line.startsWith("1 ", at)) {
            at += 2;
            return modern(priority);
        }
        return old(priority);
    }

    /** -1 when there is none. */
    private int priority() {
        int end = line.indexOf('>');
        if (!line.startsWith("<") || end < 2 || end > 4) {
            return -1;
        }
        int sum = 0;
        for (int i = 1; i < end; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            sum = sum * 10 + c - '0';
        }
        at = end + 1;
        return sum <= MOST_PRIORITY ? sum : -1;
    }

    private Line modern(int priority) {
        word(); // the time: ours is when it came
        String host = nil(word());
        String program = nil(word());
        word(); // the process
        String id = nil(word());
        String data = data();
        return new Said(priority >> 3, priority & 7, host, program, id, data, rest());
    }

    private static String nil(String word) {
        return word.equals("-") ? "" : word;
    }

    /** Elements in brackets, in whose quotes a backslash hides what follows. */
    private String data() {
        int from = at;
        if (line.startsWith("-", at)) {
            at++;
            return "";
        }
        while (at < line.length() && line.charAt(at) == '[') {
            element();
        }
        return line.substring(from, at);
    }

    private void element() {
        boolean quoted = false;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (quoted && c == '\\') {
                at = Math.min(at + 1, line.length());
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ']' && !quoted) {
                return;
            }
        }
    }

    private Line old(int priority) {
        String host = "";
        boolean timed = false;
        for (int words = 0; words < 4 && !timed; words++) {
            timed = time();
            if (!timed && !counter()) {
                break;
            }
        }
        if (timed && hostLike(peek())) {
            host = word();
        }
        String program = program();
        return new Said(priority >> 3, priority & 7, host, program, "", "", rest());
    }

    /** A number of the line, as Cisco counts them: {@code 45:}, or {@code :} alone. */
    private boolean counter() {
        String word = peek();
        boolean is = word.endsWith(":") && word.length() <= 12 && word.chars().limit(word.length() - 1L).allMatch(Character::isDigit);
        if (is) {
            word();
        } else if (word.endsWith(":") && hostLike(word.substring(0, word.length() - 1)) && timeFollows(word)) {
            word(); // Cisco's origin-id
            return true;
        }
        return is;
    }

    private boolean timeFollows(String word) {
        int held = at;
        word();
        boolean time = !word.isEmpty() && time();
        at = held;
        return time;
    }

    /** {@code Apr  1 12:00:00}, with a mark, a year, a fraction or a zone; or ISO 8601. */
    private boolean time() {
        int held = at;
        String first = word();
        if (first.length() >= 19 && first.charAt(4) == '-' && first.charAt(10) == 'T') {
            return true;
        }
        boolean yearFirst = first.length() == 4 && first.chars().allMatch(Character::isDigit);
        String month = yearFirst ? word() : first;
        month = month.startsWith("*") || month.startsWith(".") ? month.substring(1) : month;
        String day = word();
        String clock = word();
        if (clock.length() == 4 && clock.chars().allMatch(Character::isDigit)) {
            clock = word();
        }
        if (!MONTHS.contains(month) || day.isEmpty() || day.length() > 2 || !clockLike(clock)) {
            at = held;
            return false;
        }
        yearOrZone(clock);
        return true;
    }

    private void yearOrZone(String clock) {
        if (!clock.endsWith(":") && peek().matches("20[0-9]{2}|[A-Z]{2,5}:")) {
            word();
        }
    }

    private static boolean clockLike(String word) {
        return word.length() >= 8 && word.charAt(2) == ':' && word.charAt(5) == ':' && Character.isDigit(word.charAt(0));
    }

    private static boolean hostLike(String word) {
        return !word.isEmpty() && !word.endsWith(":") && !word.startsWith("%") && word.indexOf('[') < 0 && word.length() <= 255
                && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == ':');
    }

    /** {@code mib2d[1234]:} or {@code mib2d:}; a message's own mnemonic with percent sign is text. */
    private String program() {
        String word = peek();
        if (!word.endsWith(":") || word.startsWith("%") || word.length() < 2) {
            return "";
        }
        word();
        int bracket = word.indexOf('[');
        return bracket > 0 ? word.substring(0, bracket) : word.substring(0, word.length() - 1);
    }

    private String peek() {
        int held = at;
        String word = word();
        at = held;
        return word;
    }

    private String word() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        int from = at;
        while (at < line.length() && line.charAt(at) != ' ') {
            at++;
        }
        int end = at;
        at = Math.min(at + 1, line.length());
        return line.substring(from, end);
    }

    private String rest() {
        return line.substring(Math.min(at, line.length())).strip();
    }
}

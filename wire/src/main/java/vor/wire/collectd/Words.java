package vor.wire.collectd;

/** A line, word by word: divided by spaces; double quotes hold what is between them together, and a backslash there the character behind it. */
final class Words {
    private final String line;
    private int at;
    private int next;
    private String word = "";
    private String trouble = "";

    Words(String line) {
        this.line = line;
    }

    /** Goes to the next word; false at the end, and after trouble. */
    boolean next() {
        at = next;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        next = at;
        if (at >= line.length() || !trouble.isEmpty()) {
            return false;
        }
        word = read();
        return trouble.isEmpty();
    }

    private String read() {
        StringBuilder out = new StringBuilder();
        boolean quoted = false;
        while (next < line.length() && (quoted || !Character.isWhitespace(line.charAt(next)))) {
            char c = line.charAt(next++);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted && next < line.length()) {
                out.append(line.charAt(next++));
            } else {
                out.append(c);
            }
        }
        if (quoted) {
            trouble = "a quote that does not end";
        }
        return out.toString();
    }

    String word() {
        return word;
    }

    /** Where in the line the word begins. */
    int at() {
        return at;
    }

    /** Empty while all is well. */
    String trouble() {
        return trouble;
    }
}

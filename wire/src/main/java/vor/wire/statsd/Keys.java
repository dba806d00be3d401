package vor.wire.statsd;

/** Names of metrics, with their tags behind: {@code name;tag=value;tag=value}. */
public final class Keys {
    private Keys() {}

    /** Fit for Graphite: white space becomes one underscore, a slash a dash, and what is neither letter, digit nor one of {@code _-.;=} goes. */
    public static String tidy(String key) {
        int clean = 0;
        while (clean < key.length() && plain(key.charAt(clean))) {
            clean++;
        }
        return clean == key.length() ? key : tidy(key, clean);
    }

    private static String tidy(String key, int clean) {
        StringBuilder out = new StringBuilder(key.length()).append(key, 0, clean);
        boolean blank = false;
        for (int i = clean; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean white = Numbers.white(c);
            if (white && !blank) {
                out.append('_');
            } else if (c == '/') {
                out.append('-');
            } else if (plain(c)) {
                out.append(c);
            }
            blank = white;
        }
        return out.toString();
    }

    static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == ';' || c == '=';
    }

    /** Each tag behind the name; of each, the first semicolon is no separator and the first colon divides. */
    static String withTags(String name, String tags) {
        StringBuilder out = new StringBuilder(name.length() + tags.length() + 1).append(name).append(';');
        boolean semicolon = false;
        boolean colon = false;
        for (int i = 0; i < tags.length(); i++) {
            char c = tags.charAt(i);
            if (c == ',') {
                out.append(';');
                semicolon = false;
                colon = false;
            } else if (c == ';' && !semicolon) {
                out.append('_');
                semicolon = true;
            } else if (c == ':' && !colon) {
                out.append('=');
                colon = true;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}

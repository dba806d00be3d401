package vor.server.app;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: 500MB, 1GB; of decimal units, as disks are sold. */
final class Sizes {
    /** As a regular expression. */
    static final String FORM = "[0-9]{1,6} ?(MB|GB|TB)";

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6}) ?(MB|GB|TB)");
    private static final long MEGA = 1_000_000;
    private static final long KILO = 1_000;

    private Sizes() {}

    /** In bytes; empty for what is none. */
    static Optional<Long> parse(String text) {
        Matcher m = SIZE.matcher(text.strip());
        return m.matches() ? Optional.of(Long.parseLong(m.group(1)) * unit(m.group(2))) : Optional.empty();
    }

    private static long unit(String word) {
        return switch (word) {
            case "MB" -> MEGA;
            case "GB" -> MEGA * KILO;
            default -> MEGA * KILO * KILO;
        };
    }

    /** As one would write it. */
    static String show(long bytes) {
        for (String word : new String[] {"TB", "GB"}) {
            if (bytes % unit(word) == 0) {
                return bytes / unit(word) + word;
            }
        }
        return bytes / MEGA + "MB";
    }
}

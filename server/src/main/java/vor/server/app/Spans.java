package vor.server.app;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: 250ms, 5s, 5min, 26h, 3d. */
final class Spans {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9}) ?(ms|s|min|m|h|d)");

    private Spans() {}

    /** Empty for what is none. */
    static Optional<Duration> parse(String s) {
        Matcher m = SPAN.matcher(s.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        long n = Long.parseLong(m.group(1));
        return Optional.of(
                switch (m.group(2)) {
                    case "ms" -> Duration.ofMillis(n);
                    case "s" -> Duration.ofSeconds(n);
                    case "h" -> Duration.ofHours(n);
                    case "d" -> Duration.ofDays(n);
                    default -> Duration.ofMinutes(n);
                });
    }

    /** As one would write it. */
    static String show(Duration d) {
        if (d.toMillis() % 1000 != 0) {
            return d.toMillis() + "ms";
        }
        if (d.toSeconds() % 3600 == 0) {
            return d.toHours() % 24 == 0 && d.toHours() > 24 ? d.toDays() + "d" : d.toHours() + "h";
        }
        return d.toSeconds() % 60 == 0 ? d.toMinutes() + "min" : d.toSeconds() + "s";
    }
}

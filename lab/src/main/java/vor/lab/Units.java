package vor.lab;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Percentages and spans of time as people write them. */
final class Units {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)\\s?%");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s?(ms|s)");

    private Units() {}

    /** @return 0 to 1 */
    static double share(String text) {
        if (text.equals("off")) {
            return 0;
        }
        Matcher m = PERCENT.matcher(text);
        if (!m.matches() || new BigDecimal(m.group(1)).compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("expected a percentage such as 5% or 0.5%, or off; not \"" + text + "\"");
        }
        return new BigDecimal(m.group(1)).movePointLeft(2).doubleValue();
    }

    static Duration span(String text) {
        if (text.equals("off")) {
            return Duration.ZERO;
        }
        Matcher m = SPAN.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("expected a time such as 800ms or 1.5s, or off; not \"" + text + "\"");
        }
        int places = m.group(2).equals("s") ? 9 : 6;
        return Duration.ofNanos(new BigDecimal(m.group(1)).movePointRight(places).longValue());
    }
}

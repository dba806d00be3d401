package vor.server.health.told;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers and lists as people read them, so coarse that a sentence does not change with every poll. */
public final class Say {
    private static final int NAMED = 3;
    private static final int LONGEST = 80;
    private static final String[] SCALE = {"", "k", "M", "G", "T", "P"};

    private Say() {}

    /** For the box on the map: {@code 3.2G}; "?" where not known. */
    public static String brief(double bits) {
        return scaled(bits, "");
    }

    /** For a sentence: {@code 3.2 Gbit/s}. */
    public static String bits(double bits) {
        return scaled(bits, " ") + "bit/s";
    }

    private static String scaled(double value, String gap) {
        if (!Double.isFinite(value) || value < 0) {
            return "?" + gap;
        }
        double rest = value;
        int step = 0;
        while (rest >= 999.5 && step < SCALE.length - 1) {
            rest /= 1000;
            step++;
        }
        return Math.min(rest, 9999) < 9.95 && step > 0
                ? String.format(Locale.ROOT, "%.1f%s%s", rest, gap, SCALE[step])
                : String.format(Locale.ROOT, "%.0f%s%s", Math.min(rest, 9999), gap, SCALE[step]);
    }

    /** Whole numbers without a point, others with one digit behind it. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "?";
        }
        return Math.abs(value) >= 10 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    /** A share of one: {@code 0.3 %}. */
    public static String percent(double share) {
        double hundred = share * 100;
        if (!Double.isFinite(hundred)) {
            return "? %";
        }
        return hundred < 0.1 ? "less than 0.1 %" : number(hundred) + " %";
    }

    /** {@code 0.8 s}, {@code 40 s}, {@code 4 min}, {@code 3 h}, {@code 12 days}. */
    public static String span(Duration span) {
        Duration d = span.abs();
        if (d.toMillis() < 9950) {
            return String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1000.0);
        } else if (d.toSeconds() < 120) {
            return d.toSeconds() + " s";
        } else if (d.toMinutes() < 120) {
            return d.toMinutes() + " min";
        }
        return d.toHours() < 48 ? d.toHours() + " h" : d.toDays() + " days";
    }

    /** A word that a device told, fit for a sentence: one line, not too long. */
    public static String word(String told) {
        String line = told.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** {@code a, b, c and 4 more}. */
    public static String names(List<String> told) {
        List<String> names = told.stream().map(Say::word).toList();
        if (names.size() > NAMED) {
            return String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
        }
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /** {@code 1 port}, {@code 2 ports}. */
    public static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}

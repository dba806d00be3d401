package vor.server.health.handlers.ping;

import java.util.Locale;

/** Numbers so coarse that a sentence does not change with every echo; the exact ones stand in the picture. */
final class Round {
    private Round() {}

    /** To 1, 2 or 5 times a power of ten, from 0.1 ms on. */
    static String millis(double value) {
        double rounded = step(Math.max(value, 0.1));
        return (rounded < 1 ? String.format(Locale.ROOT, "%.1f", rounded) : String.format(Locale.ROOT, "%.0f", rounded)) + " ms";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", Math.clamp(step(share * 100), 1, 100));
    }

    /** 0 below ten milliseconds, then by decades. */
    static int score(double millis) {
        if (!(millis >= 10)) {
            return 0;
        }
        return millis < 100 ? 10 : millis < 1000 ? 50 : 100;
    }

    private static double step(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            return 0;
        }
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        double mantissa = value / decade;
        return decade * (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10);
    }
}

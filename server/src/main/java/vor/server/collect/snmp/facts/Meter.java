package vor.server.collect.snmp.facts;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes rates of some of a port's counters, over the agent's own uptime. Whatever cannot be right (a counter that fell, a
 * rate above the port's speed) gives a gap, never a spike.
 */
final class Meter {
    private static final double SLACK = 1.1;
    /** An Ethernet frame of 64 bytes with its preamble and gap. */
    private static final double LEAST_BITS = 672;
    private static final double WRAP = 0x1p32;

    private final int from;
    private final int to;
    private final double[] rates = new double[Tally.SIZE];
    private @Nullable Tally last;
    private long ticks;
    private boolean known;
    private Duration over = Duration.ZERO;

    Meter(int from, int to) {
        this.from = from;
        this.to = to;
        gap();
    }

    /** Counting starts anew: the agent restarted, or says that its counters did. */
    void restart() {
        last = null;
        gap();
    }

    void gap() {
        known = false;
        Arrays.fill(rates, Double.NaN);
    }

    boolean moved(Tally now) {
        return last == null || !now.equalTo(last, from, to);
    }

    /** Since the counters were last taken in, in hundredths; 0 before the first time. */
    long since(long at) {
        return last == null ? 0 : at - ticks;
    }

    /**
     * Takes the counters in.
     *
     * @param span hundredths of a second that their difference covers
     * @param fastest bits per second that the port can carry; 0 when not known
     * @return false when something in them cannot be right, which is a gap
     */
    boolean advance(Tally now, long at, long span, double fastest) {
        Tally before = last;
        if (before == null) {
            start(now, at);
            return true;
        }
        if (span <= 0) {
            return true;
        }
        double seconds = span / 100.0;
        known = true;
        for (int i = from; i < to && known; i++) {
            rates[i] = now.has(i) && before.has(i) ? rate(before, now, i, seconds, fastest) : Double.NaN;
            known = rates[i] >= 0 || Double.isNaN(rates[i]);
        }
        if (!known) {
            gap();
        }
        over = Duration.ofMillis(Math.round(seconds * 1000));
        boolean right = known;
        known = known && anyRate();
        start(now, at);
        return right;
    }

    private boolean anyRate() {
        return Arrays.stream(rates).anyMatch(r -> !Double.isNaN(r));
    }

    private void start(Tally now, long at) {
        last = now;
        ticks = at;
    }

    /** Per second; negative when the difference cannot be right; NaN when nobody can know. */
    private static double rate(Tally before, Tally now, int i, double seconds, double fastest) {
        double most = most(i, fastest) * seconds;
        long a = before.values[i];
        long b = now.values[i];
        if (now.isWide(i) != before.isWide(i)) {
            return Double.NaN;
        }
        if (!now.isWide(i) && fastest > 0 && most > WRAP * SLACK) {
            return Double.NaN;
        }
        double moved = now.isWide(i) ? wide(a, b) : narrow(a, b, fastest > 0);
        return moved < 0 || moved > most ? -1 : moved / seconds;
    }

    private static double most(int i, double fastest) {
        double bits = fastest > 0 ? fastest * SLACK : 1e14;
        return i <= Tally.OUT_OCTETS ? bits / 8 : bits / LEAST_BITS;
    }

    private static double wide(long a, long b) {
        return Long.compareUnsigned(b, a) < 0 ? -1 : (double) (b - a);
    }

    /** A fall is a wrap only where the speed can tell whether that fits. */
    private static double narrow(long a, long b, boolean speedKnown) {
        return b >= a ? b - a : speedKnown ? b - a + WRAP : -1;
    }

    boolean known() {
        return known;
    }

    Duration over() {
        return over;
    }

    /** The sum of those that are known; NaN when the first is not. */
    double rate(int first, int count) {
        double sum = rates[first];
        for (int i = first + 1; i < first + count; i++) {
            sum += Double.isNaN(rates[i]) ? 0 : rates[i];
        }
        return sum;
    }
}

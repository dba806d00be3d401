package vor.lab.box;

/** The octets of one port, in and out: they grow with its waves while it is up, and stand still while it is not. */
final class Meter {
    private double inBefore;
    private double outBefore;
    private double since;
    private boolean runs;
    private Wave in;
    private Wave out;

    /** Has counted since that second. */
    Meter(double since, boolean runs, Wave in, Wave out) {
        this.since = since;
        this.runs = runs;
        this.in = in;
        this.out = out;
    }

    long in(double now) {
        return (long) (inBefore + grown(in, now));
    }

    long out(double now) {
        return (long) (outBefore + grown(out, now));
    }

    private double grown(Wave wave, double now) {
        return runs ? Math.max(0, wave.until(now) - wave.until(since)) : 0;
    }

    /** From now on it goes on like this. */
    void change(double now, boolean nowRuns, Wave nowIn, Wave nowOut) {
        if (runs != nowRuns || !in.equals(nowIn) || !out.equals(nowOut)) {
            inBefore += grown(in, now);
            outBefore += grown(out, now);
            since = now;
            runs = nowRuns;
            in = nowIn;
            out = nowOut;
        }
    }

    /** Counts from zero, as after a reboot. */
    void reset(double now) {
        inBefore = 0;
        outBefore = 0;
        since = now;
    }
}

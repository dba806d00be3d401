package vor.server.collect.ping;

import vor.model.Ping;

/** Round trips of one target in nanoseconds: smoothed and deviation by RFC 6298, jitter by RFC 3550, 6.4.1. */
final class RoundTrip {
    private static final double MILLIS = 1e-6;

    private boolean any;
    private double smoothed;
    private double deviation;
    private double jitter;
    private long last;
    private long best = Long.MAX_VALUE;

    void add(long nanos) {
        if (any) {
            deviation += (Math.abs(smoothed - nanos) - deviation) / 4;
            smoothed += (nanos - smoothed) / 8;
            jitter += (Math.abs(nanos - last) - jitter) / 16;
        } else {
            any = true;
            smoothed = nanos;
            deviation = nanos / 2.0;
        }
        last = nanos;
        best = Math.min(best, nanos);
    }

    boolean any() {
        return any;
    }

    /** How long after sending a reply may be expected, with so many deviations of patience. */
    long patience(int deviations) {
        return (long) (smoothed + deviations * deviation);
    }

    Ping.Rtt summary() {
        return new Ping.Rtt(
                smoothed * MILLIS, deviation * MILLIS, jitter * MILLIS, last * MILLIS, best * MILLIS);
    }
}

package vor.lab.box;

/**
 * Octets a second that come and go with two beats. Sums of waves are waves, so an uplink carries exactly what is below it.
 * A pure function of time.
 *
 * @param mean octets a second; at least the heights of both beats together, so that a counter never goes back
 */
record Wave(double mean, double slowCos, double slowSin, double fastCos, double fastSin) {
    static final Wave NONE = new Wave(0, 0, 0, 0, 0);

    private static final double SLOW = 2 * Math.PI / 300;
    private static final double FAST = 2 * Math.PI / 47;

    /** A wave around the mean; where in its beats it stands comes from the seed. */
    static Wave around(double mean, long seed) {
        double slow = Hash.share(seed, 1) * 2 * Math.PI;
        double fast = Hash.share(seed, 2) * 2 * Math.PI;
        return new Wave(mean, 0.5 * mean * Math.cos(slow), 0.5 * mean * Math.sin(slow), 0.3 * mean * Math.cos(fast),
                0.3 * mean * Math.sin(fast));
    }

    Wave plus(Wave o) {
        return new Wave(mean + o.mean, slowCos + o.slowCos, slowSin + o.slowSin, fastCos + o.fastCos, fastSin + o.fastSin);
    }

    Wave times(double f) {
        return new Wave(mean * f, slowCos * f, slowSin * f, fastCos * f, fastSin * f);
    }

    /** Octets from second 0 to second {@code t}; negative before. */
    double until(double t) {
        if (mean == 0) {
            return 0;
        }
        return mean * t
                + (slowCos * Math.sin(SLOW * t) + slowSin * (1 - Math.cos(SLOW * t))) / SLOW
                + (fastCos * Math.sin(FAST * t) + fastSin * (1 - Math.cos(FAST * t))) / FAST;
    }
}

package vor.bench;

import java.util.List;

/**
 * A rate at which echoes are sent: four a second to each of so many targets, half of them IPv4.
 *
 * @param perSecond echo requests a second
 */
record Rate(int perSecond) {
    private static final int EACH = 4;
    private static final int FAMILIES = 2;

    static final List<Rate> ALL = List.of(new Rate(1_000), new Rate(6_000), new Rate(40_000));

    int targets() {
        return perSecond / EACH;
    }

    /** Of two addresses each. */
    int devices() {
        return targets() / FAMILIES;
    }

    /** Between two requests to one target. */
    int periodMs() {
        return 1000 / EACH;
    }

    @Override
    public String toString() {
        return perSecond + "/s";
    }
}

package vor.server.collect.snmp;

/**
 * How many values an agent is asked for at once: a quarter more after each full answer that came soon, or no later than from
 * this agent with fewer; half after each that did not come, never more than the agent puts into one answer. Pure.
 */
final class Repetitions {
    /** Columns in one request: an answer then holds some rows of each even where agents cut it at one packet. */
    static final int MOST_COLUMNS = 12;

    private static final int FIRST = 48;
    private static final int LEAST = 1;
    private static final int MOST = 400;
    private static final double SLOW_MS = 400;
    /** An agent whose answers take this much longer than its soonest is slow by the number of values, not by itself. */
    private static final double LONGER = 1.5;

    private double soonest = Double.POSITIVE_INFINITY;
    private int values = FIRST;
    /** The most that came at once, until that is in doubt. */
    private int proven = FIRST;
    private int ceiling = MOST;

    /** Columns to ask at once. */
    int columns() {
        return Math.clamp(values, 1, MOST_COLUMNS);
    }

    /** Rows to ask of each of so many columns. */
    int rows(int columns) {
        return Math.max(1, Math.min(values, ceiling) / Math.max(1, columns));
    }

    /** An answer came: {@code got} of {@code asked} values. */
    void answered(int asked, int got, double roundTripMs) {
        soonest = Math.min(soonest, roundTripMs);
        proven = Math.max(proven, got);
        if (got < asked && got > 0) {
            ceiling = Math.max(LEAST, got);
        } else if (roundTripMs < Math.max(SLOW_MS, soonest * LONGER) && values < MOST) {
            values += Math.max(1, values / 4);
        }
        values = Math.clamp(values, LEAST, MOST);
    }

    /** None came in time, or the agent said that it would be too big. */
    void failed() {
        values = Math.max(LEAST, Math.min(values, ceiling) / 2);
        ceiling = MOST;
    }

    /**
     * It answers again after a silence, which need not have come of how much it was asked: it is asked for what it could do
     * before. If that is what silenced it, less each time.
     */
    void back() {
        values = Math.max(values, proven);
        proven = Math.max(LEAST, proven / 4);
    }

    /** Values asked for at once at present. */
    int values() {
        return Math.min(values, ceiling);
    }
}

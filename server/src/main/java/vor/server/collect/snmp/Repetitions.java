package vor.server.collect.snmp;

/**
 * How many values an agent is asked for at once: one more row after each full answer that came soon, half after each that
 * did not come, never more than the agent puts into one answer. Pure.
 */
final class Repetitions {
    /** Columns in one request: an answer then holds some rows of each even where agents cut it at one packet. */
    static final int MOST_COLUMNS = 12;

    private static final int FIRST = 48;
    private static final int LEAST = 1;
    private static final int MOST = 400;
    private static final double SLOW_MS = 400;

    private int values = FIRST;
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
        if (got < asked && got > 0) {
            ceiling = Math.max(LEAST, got);
        } else if (roundTripMs < SLOW_MS && values < MOST) {
            values += Math.max(1, values / 4);
        }
        values = Math.clamp(values, LEAST, MOST);
    }

    /** None came in time, or the agent said that it would be too big. */
    void failed() {
        values = Math.max(LEAST, Math.min(values, ceiling) / 2);
        ceiling = MOST;
    }

    /** Values asked for at once at present. */
    int values() {
        return Math.min(values, ceiling);
    }
}

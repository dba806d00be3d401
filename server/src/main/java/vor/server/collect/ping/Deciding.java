package vor.server.collect.ping;

/**
 * Every number that the deciding rests on, in one place; spans in nanoseconds of a target that is asked four times a
 * second. Slower targets have theirs multiplied by {@link #scale}.
 *
 * @param deadlineFloor no echo is missed earlier than this after it was sent
 * @param deadlineMargin added to smoothed round trip and four deviations
 * @param deadlineCap no deadline is later
 * @param slow a reply that takes longer, and longer than is usual on its path, makes the path young again
 * @param overdueFloor an echo of a burst counts as unanswered after this, or round trip and eight deviations
 * @param burstSpacing time between two echoes to a silent target
 * @param burstLong age of a silence from which the spacing is three times as wide
 * @param downFloor no silence is called down earlier
 * @param bandRatio each band of ages is longer than the one before by this
 * @param bands how many bands; the first begins at {@code deadlineFloor}
 * @param calmSurvival chance that an innocent silence outlives one band, on a path that has shown none
 * @param youngSurvival the same on a path that nothing is known of yet
 * @param youngHalfLife calm time in which the caution about a young path halves
 * @param troubledHalfLife the same after a silence that ended by itself, as the next may be of another kind
 * @param carry how much of what a band has shown is believed of the next
 * @param priorWeight silences that the prior is worth
 * @param rateCount silences assumed before any was seen
 * @param rateTime in this time
 * @param stallWeight silences that one stall is worth: silence that ended in late replies
 * @param stallFloor needed span after a reply was late, and on a path of the first seconds
 * @param stallFactor needed span as a multiple of that lateness
 * @param stallMemory how long that holds
 * @param neverAfter asked for so long without any reply: never
 * @param steady answers for so long after down: up again
 * @param flapDowns so many downs
 * @param flapWindow in this time: flapping
 * @param flapCalm no silence for so long: no longer flapping
 */
record Deciding(
        long deadlineFloor,
        long deadlineMargin,
        long deadlineCap,
        long slow,
        long overdueFloor,
        long burstSpacing,
        long burstLong,
        long downFloor,
        double bandRatio,
        int bands,
        double calmSurvival,
        double youngSurvival,
        long youngHalfLife,
        long troubledHalfLife,
        double carry,
        double priorWeight,
        double rateCount,
        long rateTime,
        double stallWeight,
        long stallFloor,
        double stallFactor,
        long stallMemory,
        long neverAfter,
        long steady,
        int flapDowns,
        long flapWindow,
        long flapCalm) {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;

    static final Deciding DEFAULT = new Deciding(
            150 * MS,
            20 * MS,
            5 * SECOND,
            75 * MS,
            25 * MS,
            20 * MS,
            600 * MS,
            250 * MS,
            1.2,
            40,
            0.01,
            0.4,
            4 * SECOND,
            30 * SECOND,
            0.75,
            3,
            0.5,
            3600 * SECOND,
            5,
            2 * SECOND,
            2,
            300 * SECOND,
            2 * SECOND,
            3 * SECOND,
            3,
            300 * SECOND,
            120 * SECOND);

    /** Pace that the spans above are meant for. */
    private static final double NORMAL_INTERVAL = 250 * MS;
    /** The slowest burst is still 25 times as dense as needed here: half a second between two echoes. */
    private static final double MAX_SCALE = 25;

    /** By how much the spans of a target with this interval are longer. */
    static double scale(long interval) {
        return Math.clamp(interval / NORMAL_INTERVAL, 1, MAX_SCALE);
    }
}

package vor.server.rules.load;

import vor.rules.OutOfSteps;

/**
 * Counts the steps of the rules of one class loader, which has this class for itself: {@link Weaver} puts calls of {@link #spend} into all that it loads. Of the one
 * thread that runs them.
 */
public final class Steps implements Runnable {
    /** Much more than a rule needs for an event, and over within a few hundredths of a second. */
    static final long FOR_AN_EVENT = 5_000_000;

    private static final long FOR_A_CATCH = 1_000;

    private static long left = Long.MAX_VALUE;

    public Steps() {}

    /** One step. */
    public static void spend() {
        if (--left < 0) {
            throw new OutOfSteps();
        }
    }

    /** Something was caught, perhaps the end of the stack. */
    public static void caught() {
        left -= FOR_A_CATCH;
        spend();
    }

    /** Grants the steps for an event. */
    @Override
    public void run() {
        left = FOR_AN_EVENT;
    }
}

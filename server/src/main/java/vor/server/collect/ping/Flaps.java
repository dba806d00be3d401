package vor.server.collect.ping;

/** The newest times at which a target went down. */
final class Flaps {
    private final Deciding rules;
    private final long[] downs;
    private int count;

    Flaps(Deciding rules) {
        this.rules = rules;
        downs = new long[rules.flapDowns()];
    }

    void down(long now) {
        downs[count++ % downs.length] = now;
    }

    /** The newest was no down after all. */
    void takeBack() {
        count = Math.max(0, count - 1);
    }

    /** Whether so many downs lie in the window that the target is not to be trusted. */
    boolean flapping(long now) {
        return count >= downs.length && now - downs[count % downs.length] <= rules.flapWindow();
    }
}

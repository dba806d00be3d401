package vor.server.app;

import java.io.PrintWriter;
import java.util.Locale;
import vor.model.Clock;
import vor.server.collect.snmp.OneAgent;

/** Tells on one line after the other how far an agent was asked: at most every two seconds, and at the end. */
final class AskingProgress implements OneAgent.Progress {
    private static final long EVERY = 2_000_000_000L;

    private final PrintWriter err;
    private final Clock clock;
    private final long began;
    private long told;
    private long requests;
    private long objects;

    AskingProgress(PrintWriter err, Clock clock) {
        this.err = err;
        this.clock = clock;
        began = clock.nanos();
        told = began;
    }

    @Override
    public void at(String doing, long requestsNow, long objectsNow) {
        requests = requestsNow;
        objects = objectsNow;
        if (clock.nanos() - told >= EVERY) {
            told = clock.nanos();
            err.println(count() + ", at " + doing);
        }
    }

    /** The sum, and what did not come. */
    void ended(OneAgent.Told told) {
        err.println(count());
        told.troubles().forEach(t -> err.println("not whole: " + t));
        if (!told.end().isEmpty()) {
            err.println((told.objects().isEmpty() ? "vor: " : "broke off: ") + told.end());
        }
        err.flush();
    }

    private String count() {
        return String.format(
                Locale.ROOT, "%d requests, %d objects, %.1f s", requests, objects, (clock.nanos() - began) / 1e9);
    }
}

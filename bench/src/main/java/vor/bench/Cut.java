package vor.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One cut cable, and when each of those who watch saw what. Safe for any thread. */
final class Cut {
    /** Those who watch, in the order in which the news goes. */
    enum Place {
        /** The server's own time in the frame that carries the verdict. */
        VERDICT,
        /** A reader of the live stream has the frame. */
        READER,
        /** The browser has painted it. */
        PAINTED
    }

    private final String device;
    private final Instant given;
    private final Map<Place, Instant> suspect = new EnumMap<>(Place.class);
    private final Map<Place, Instant> red = new EnumMap<>(Place.class);

    /** @param given when the command was about to be given */
    Cut(String device, Instant given) {
        this.device = device;
        this.given = given;
    }

    String device() {
        return device;
    }

    /** Takes the first of each kind; what was seen before the cut is of an earlier one. */
    synchronized void seen(Place place, String state, Instant at) {
        if (at.isBefore(given)) {
            return;
        }
        if (state.equals("down")) {
            red.putIfAbsent(place, at);
            suspect.putIfAbsent(place, at);
        } else if (state.equals("suspect")) {
            suspect.putIfAbsent(place, at);
        }
    }

    synchronized boolean redEverywhere() {
        return red.size() == Place.values().length;
    }

    boolean olderThan(Duration span) {
        return given.plus(span).isBefore(Instant.now());
    }

    /** Milliseconds from the command; infinite where it was never seen. */
    synchronized double suspectAfter(Place place) {
        return after(suspect.get(place));
    }

    synchronized double redAfter(Place place) {
        return after(red.get(place));
    }

    private double after(@Nullable Instant at) {
        return at == null ? Double.POSITIVE_INFINITY : Duration.between(given, at).toNanos() / 1e6;
    }

    Instant given() {
        return given;
    }
}

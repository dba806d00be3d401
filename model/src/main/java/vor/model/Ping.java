package vor.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What echoes tell of one target: one summary per second, and one at once when the state changes or when somebody asked.
 *
 * @param address as in the inventory, the key of the target within its device
 * @param resolved the address that is really asked; empty while a name does not resolve
 * @param since when {@code state} began
 * @param lastReply arrival of the newest valid reply
 * @param answeredUpTo when the newest answered request was <em>sent</em>: the target was alive after that moment
 * @param silentSince when the first request of the present silence was sent; empty while it answers
 * @param rtt smoothed round trip; empty before the first reply
 * @param loss share of requests lost over three windows
 * @param sent requests sent in the last full second
 * @param lost requests of the last full second that missed their deadline, as far as known
 * @param why one line on a state that needs one ("name does not resolve", "not permitted: EPERM"); else empty
 */
public record Ping(
        DeviceId device,
        Instant at,
        String address,
        Family family,
        String resolved,
        State state,
        Instant since,
        Optional<Instant> lastReply,
        Optional<Instant> answeredUpTo,
        Optional<Instant> silentSince,
        Optional<Rtt> rtt,
        Loss loss,
        int sent,
        int lost,
        String why)
        implements Observation {

    /** What is held of a target. */
    public enum State {
        /** Asked, no answer and no missed deadline yet. */
        WAITING,
        /** Has never answered since we began to ask. */
        NEVER,
        /** Answers. */
        UP,
        /** Missed a deadline; not yet silent for long enough to be sure. */
        SUSPECT,
        /** Silent for longer than chance explains. */
        DOWN,
        /** Answers again after it was down, but not for long yet. */
        RECOVERING,
        /** Goes down and comes back again and again. */
        FLAPPING,
        /** Its name does not resolve. */
        UNRESOLVED,
        /** Our own kernel refuses to send to it. */
        UNSENDABLE;

        /** No valid reply at present, for whatever reason on the target's side. */
        public boolean silent() {
            return this == SUSPECT || this == DOWN;
        }
    }

    /** Round trip in milliseconds: smoothed, its mean deviation (RFC 6298), jitter (RFC 3550, 6.4.1), the newest, and the best ever. */
    public record Rtt(double smoothed, double deviation, double jitter, double last, double best) {}

    /** Shares from 0 to 1, or NaN where nothing was sent in the window. */
    public record Loss(double tenSeconds, double minute, double fiveMinutes) {
        public static final Loss UNKNOWN = new Loss(Double.NaN, Double.NaN, Double.NaN);
    }
}

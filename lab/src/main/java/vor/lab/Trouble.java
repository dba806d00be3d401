package vor.lab;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What is wrong with one device.
 *
 * @param cut its cables are out
 * @param loss share of packets lost at random, 0 to 1
 * @param stall longest freeze; zero for none
 * @param delay added to each reply
 * @param jitter the delay varies by up to so much, either way
 * @param duplicate share of replies that come twice, 0 to 1
 * @param flap time from one cut to the next; zero for none
 * @param flapOff the flapping cable is out at this moment
 * @param condition what is wrong with the box itself
 */
public record Trouble(
        boolean cut,
        double loss,
        Duration stall,
        Duration delay,
        Duration jitter,
        double duplicate,
        Duration flap,
        boolean flapOff,
        Condition condition) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Nothing. */
    public static final Trouble NONE = new Trouble(
            false, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, false, Condition.WELL);

    public Trouble {
        share("loss", loss);
        share("duplicate", duplicate);
        span("stall", stall);
        span("delay", delay);
        span("jitter", jitter);
        span("flap", flap);
        if (!flap.isZero() && flap.toMillis() < 200) {
            throw new IllegalArgumentException("the period of flapping is at least 200 ms, not " + flap.toMillis() + " ms");
        }
    }

    private static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is a share from 0 to 1 (0 to 100 %), not " + value);
        }
    }

    private static void span(String what, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " is from 0 to 10 minutes, not " + value.toMillis() + " ms");
        }
    }

    /** No packet passes at this moment. */
    public boolean unplugged() {
        return cut || flapOff;
    }

    /** Needs answers from the responder instead of the kernel's. */
    public boolean answeredByUs() {
        return !stall.isZero() || !delay.isZero() || !jitter.isZero() || duplicate > 0;
    }

    /** Answers nothing at this moment, whatever is above it. */
    public boolean silent() {
        return unplugged() || condition.silent();
    }

    Trouble condition(UnaryOperator<Condition> how) {
        return new Trouble(cut, loss, stall, delay, jitter, duplicate, flap, flapOff, how.apply(condition));
    }

    Trouble cut(boolean now) {
        return new Trouble(now, loss, stall, delay, jitter, duplicate, flap, flapOff, condition);
    }

    Trouble loss(double share) {
        return new Trouble(cut, share, stall, delay, jitter, duplicate, flap, flapOff, condition);
    }

    Trouble stall(Duration longest) {
        return new Trouble(cut, loss, longest, delay, jitter, duplicate, flap, flapOff, condition);
    }

    Trouble delay(Duration by, Duration vary) {
        return new Trouble(cut, loss, stall, by, vary, duplicate, flap, flapOff, condition);
    }

    Trouble duplicate(double share) {
        return new Trouble(cut, loss, stall, delay, jitter, share, flap, flapOff, condition);
    }

    Trouble flap(Duration period) {
        return new Trouble(cut, loss, stall, delay, jitter, duplicate, period, !period.isZero() && flapOff, condition);
    }

    Trouble flapOff(boolean now) {
        return new Trouble(cut, loss, stall, delay, jitter, duplicate, flap, now && !flap.isZero(), condition);
    }
}

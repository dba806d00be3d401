package vor.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a handler thinks of a device.
 *
 * @param score order within the state, 0 (mildest) to 1000 (worst); an unknown of 0 does not {@linkplain #weighs() weigh}
 * @param why one line, for someone who is tired: what, and what to try. No full sentence for a good device
 * @param label at most eight characters for the box on the map; empty for none
 * @param facts what to show beside it
 * @param cause the device that is to blame when it is not this one
 * @param since when what is judged began, where the handler knows it better than "when the verdict changed"
 * @param reconsider when time alone would change this verdict: the handler is asked again then
 */
public record Verdict(
        State state,
        int score,
        String why,
        String label,
        List<Fact> facts,
        Optional<DeviceId> cause,
        Optional<Instant> since,
        Optional<Instant> reconsider) {
    public Verdict {
        if (score < 0 || score > 1000) {
            throw new IllegalArgumentException("a score is from 0 to 1000, not " + score);
        }
        facts = List.copyOf(facts);
    }

    public static Verdict of(State state, int score, String why) {
        return new Verdict(state, score, why, "", List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Verdict good(String why) {
        return of(State.GOOD, 0, why);
    }

    /** Nobody tells, and that is no illness: shown as unknown, it leaves the health of the device to the other handlers. */
    public static Verdict untold(String why) {
        return of(State.UNKNOWN, 0, why);
    }

    /** Whether it counts for the health of the device: all do but those that nobody tells anything of. */
    public boolean weighs() {
        return state != State.UNKNOWN || score > 0;
    }

    public Verdict label(String text) {
        return new Verdict(state, score, why, text, facts, cause, since, reconsider);
    }

    public Verdict facts(List<Fact> shown) {
        return new Verdict(state, score, why, label, shown, cause, since, reconsider);
    }

    public Verdict cause(DeviceId device) {
        return new Verdict(state, score, why, label, facts, Optional.of(device), since, reconsider);
    }

    public Verdict since(Instant when) {
        return new Verdict(state, score, why, label, facts, cause, Optional.of(when), reconsider);
    }

    public Verdict reconsider(Instant when) {
        return new Verdict(state, score, why, label, facts, cause, since, Optional.of(when));
    }
}

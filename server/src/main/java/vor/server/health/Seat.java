package vor.server.health;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vor.model.DeviceId;
import vor.model.Handler;
import vor.model.State;
import vor.model.Verdict;

/** One handler's place at one device: its verdict, what that rests on, and when to ask again. Engine's thread only. */
final class Seat {
    /** Orders seats that wake at the same time. */
    final long number;

    final DeviceId device;
    final Handler handler;
    Set<NotingPicture.Look> looks = Set.of();
    OptionalLong wake = OptionalLong.empty();
    private @Nullable Verdict verdict;

    Seat(long number, DeviceId device, Handler handler) {
        this.number = number;
        this.device = device;
        this.handler = handler;
    }

    boolean judged() {
        return verdict != null;
    }

    Verdict verdict() {
        if (verdict == null) {
            throw new IllegalStateException(handler.name() + " has not judged " + device);
        }
        return verdict;
    }

    /** Whether it waits for others: then every tick of theirs may be the one it waits for. */
    boolean unsettled() {
        return verdict != null && (wake.isPresent() || verdict.state() == State.SUSPECT);
    }

    /** @return whether a person would see a difference */
    boolean accept(Verdict next, Instant now) {
        Verdict old = verdict;
        if (old != null && old.state() == State.DOWN && next.state() == State.SUSPECT) {
            return false; // Once down, doubt alone does not make a device less down.
        }
        Verdict shown = shown(old, next, now);
        verdict = shown;
        return !shown.equals(old);
    }

    /** With its beginning, and without what only the engine needs. */
    private static Verdict shown(@Nullable Verdict old, Verdict next, Instant now) {
        Instant since = next.since().orElse(old != null && old.state() == next.state() ? old.since().orElse(now) : now);
        String label = next.label().length() > 8 ? next.label().substring(0, 8) : next.label();
        return new Verdict(
                next.state(), next.score(), next.why(), label, next.facts(), next.cause(), Optional.of(since), Optional.empty());
    }
}

package vor.server.rules;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.State;
import vor.model.Verdict;
import vor.rules.OutOfSteps;
import vor.server.rules.load.Loaded;

/** A handler from a file: with a limit on its steps. One that uses them up is asked no more until its file is another. */
public final class GuardedHandler implements Handler {
    private final Loaded.Written written;
    private final Runnable grant;
    private final LongAdder errors = new LongAdder();
    private volatile String stopped = "";

    GuardedHandler(Loaded.Written written, Runnable grant) {
        this.written = written;
        this.grant = grant;
    }

    public String file() {
        return written.file();
    }

    public int line() {
        return written.line();
    }

    public long errors() {
        return errors.sum();
    }

    /** Why it is asked no more; empty while it is. */
    public Optional<String> stopped() {
        return stopped.isEmpty() ? Optional.empty() : Optional.of(stopped);
    }

    @Override
    public String name() {
        return written.name();
    }

    @Override
    public String title() {
        return written.title();
    }

    @Override
    public String legend() {
        return written.legend();
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        if (!stopped.isEmpty()) {
            return Verdict.of(State.UNKNOWN, 1, "the handler \"" + name() + "\" is stopped: " + stopped);
        }
        grant.run();
        try {
            return written.handler().judge(device, picture, now);
        } catch (OutOfSteps e) {
            errors.increment();
            stopped = e.getMessage() + " (" + file() + ")";
            return Verdict.of(State.UNKNOWN, 1, "the handler \"" + name() + "\" is stopped: " + stopped);
        } catch (RuntimeException | Error e) {
            errors.increment();
            throw e;
        }
    }
}

package vor.server.health;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.State;
import vor.model.Verdict;

/** Asks a handler, notes what it reads, and makes a verdict of its failure. */
final class Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);
    private static final int MAX_LOGGED = 1000;

    private final AtomicLong failures = new AtomicLong();
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** A verdict and what it rests on. */
    record Opinion(Verdict verdict, Set<NotingPicture.Look> looks) {}

    long failures() {
        return failures.get();
    }

    Opinion ask(Handler handler, Device device, Picture picture, Instant now) {
        NotingPicture noting = new NotingPicture(picture);
        return new Opinion(verdict(handler, device, noting, now), noting.looks());
    }

    private Verdict verdict(Handler handler, Device device, NotingPicture picture, Instant now) {
        try {
            Verdict verdict = handler.judge(device, picture, now);
            return verdict == null ? failed(handler, device, new NullPointerException("no verdict")) : verdict;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            picture.pings(device.id()); // So that it gets another chance when the device is seen next.
            return failed(handler, device, e);
        }
    }

    private Verdict failed(Handler handler, Device device, Throwable e) {
        failures.incrementAndGet();
        String kind = e.getClass().getSimpleName();
        if (logged.size() < MAX_LOGGED && logged.add(handler.name() + " " + kind)) {
            LOG.error("handler {} failed on device {}; told once for this kind of failure", handler.name(), device.name(), e);
        }
        return Verdict.of(
                State.UNKNOWN,
                1,
                "the handler \"" + handler.name() + "\" failed here (" + kind + "): the server's log says where");
    }
}

package vor.server.health;

import java.util.Optional;
import vor.model.Ping;

/** Tells a summary that says something new from one that only says that another second has passed. */
final class Ticks {
    private Ticks() {}

    static boolean significant(Optional<Ping> before, Ping after) {
        return before.isEmpty() || !sameStory(before.get(), after);
    }

    private static boolean sameStory(Ping a, Ping b) {
        return a.state() == b.state()
                && a.since().equals(b.since())
                && a.silentSince().equals(b.silentSince())
                && a.family() == b.family()
                && a.resolved().equals(b.resolved())
                && a.why().equals(b.why());
    }
}

package vor.server.picture;

import java.time.Instant;
import java.util.List;
import vor.model.Inventory;
import vor.model.Observation;
import vor.testkit.ManualClock;

/** A keeper without a thread, for tests of other rooms that turn the clock themselves. */
public final class KeeperSteps {
    /** When a {@link ManualClock} begins. */
    public static final Instant START = new ManualClock().now();

    private final PictureKeeper keeper;

    public KeeperSteps(ManualClock clock, Inventory inventory, Frames frames) {
        keeper = new PictureKeeper(clock, 1, inventory, frames);
    }

    public void observed(List<? extends Observation> batch) {
        keeper.observed(batch);
    }

    /** One turn of the thread. */
    public void step() {
        keeper.step();
    }
}

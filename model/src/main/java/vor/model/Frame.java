package vor.model;

import java.util.List;

/**
 * The changes between two revisions of the picture.
 *
 * @param picture the picture after them
 * @param before the picture before them: its inventory and sight tell what was replaced
 * @param pings the summaries that are new, in the order in which they came; at most one for each target
 * @param facts the facts that are new; at most one for each device and source
 */
public record Frame(Picture picture, Picture before, List<Ping> pings, List<Facts> facts) {
    public Frame {
        pings = List.copyOf(pings);
        facts = List.copyOf(facts);
    }

    public boolean inventoryChanged() {
        return picture.inventory().revision() != before.inventory().revision();
    }

    /** Whether blindness began or ended, or its evidence changed. */
    public boolean sightChanged() {
        Sight now = picture.sight();
        Sight then = before.sight();
        return now.blind() != then.blind() || !now.why().equals(then.why());
    }
}

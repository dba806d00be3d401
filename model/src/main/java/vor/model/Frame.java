package vor.model;

import java.util.List;

/**
 * The changes between two revisions of the picture.
 *
 * @param picture the picture after them
 * @param before the picture before them: its inventory and sight tell what was replaced
 * @param pings the summaries that are new, in the order in which they came; at most one for each target
 * @param reports what devices newly said of themselves; at most one for each device and kind
 * @param facts the facts that are new; at most one for each device and source
 */
public record Frame(Picture picture, Picture before, List<Ping> pings, List<Report> reports, List<Facts> facts) {
    public Frame {
        pings = List.copyOf(pings);
        reports = List.copyOf(reports);
        facts = List.copyOf(facts);
    }

    /** A frame in which no device said anything of itself. */
    public Frame(Picture picture, Picture before, List<Ping> pings, List<Facts> facts) {
        this(picture, before, pings, List.of(), facts);
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

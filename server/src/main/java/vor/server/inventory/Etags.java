package vor.server.inventory;

import vor.model.Device;
import vor.model.FloorPlan;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Network;

/** Strong entity tags: another tag for every other document, also after something was deleted and made anew. */
public final class Etags {
    private Etags() {}

    public static String of(Device d) {
        return "\"d" + d.id().value() + "." + d.version() + "\"";
    }

    public static String of(Link l) {
        return "\"l" + l.id() + "." + l.version() + "\"";
    }

    public static String of(Network n) {
        return "\"n" + n.version() + "\"";
    }

    public static String of(FloorPlan p) {
        return "\"p" + p.version() + "\"";
    }

    /** Of the whole, and of each list in it. */
    public static String of(Inventory i) {
        return "\"i" + i.revision() + "\"";
    }
}

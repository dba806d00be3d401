package vor.server.inventory;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that a person mends it in one go; keeps the first {@value #MOST} and counts the rest. */
final class Faults {
    private static final int MOST = 200;

    /** Where a field is in the text that it came from. */
    interface Locator {
        Spot find(Field field);

        /** For documents without lines. */
        Locator NOWHERE = field -> new Spot(0, 0);
    }

    /** Line and column from 1; 0 when not known. */
    record Spot(int line, int column) {}

    private Locator locator = Locator.NOWHERE;
    private final List<Fault> list = new ArrayList<>();
    private int more;

    /** From now on say where things are by this. */
    void locate(Locator by) {
        locator = by;
    }

    void add(Field field, String message, String hint) {
        if (list.size() == MOST) {
            more++;
            return;
        }
        Spot spot = locator.find(field);
        list.add(new Fault(field.toString(), message, hint, spot.line(), spot.column()));
    }

    void add(Field field, String message) {
        add(field, message, "");
    }

    int count() {
        return list.size() + more;
    }

    void throwIfAny(String title) {
        if (!list.isEmpty()) {
            throw new InventoryException.Invalid(title, all());
        }
    }

    private List<Fault> all() {
        List<Fault> all = new ArrayList<>(list);
        if (more > 0) {
            all.add(new Fault(Field.ROOT, "and " + more + " more", "mend these first"));
        }
        return all;
    }
}

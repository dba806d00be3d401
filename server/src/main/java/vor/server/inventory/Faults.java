package vor.server.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects everything that is wrong, so that a person mends it in one go; keeps the first {@value #MOST} and counts the rest.
 * Belongs to one thread at a time.
 */
public final class Faults {
    private static final int MOST = 200;

    /** Where a field is in the text that it came from. */
    interface Locator {
        Spot find(Field field);

        /** For documents without lines. */
        Locator NOWHERE = field -> Spot.UNKNOWN;
    }

    private Locator locator = Locator.NOWHERE;
    private final List<Fault> list = new ArrayList<>();
    private int more;

    /** From now on say where things are by this. */
    void locate(Locator by) {
        locator = by;
    }

    void add(Field field, String message, String hint) {
        add(locator.find(field), field.toString(), message, hint);
    }

    /**
     * For a reader that knows where it is.
     *
     * @param field what it is about, such as the name of a column; may be empty
     * @param hint how to mend it; may be empty
     */
    public void add(Spot spot, String field, String message, String hint) {
        if (list.size() == MOST) {
            more++;
        } else {
            list.add(new Fault(field, message, hint, spot.line(), spot.column()));
        }
    }

    /** Takes over those of a reader. */
    void addAll(Faults others) {
        others.list.forEach(f -> add(new Spot(f.line(), f.column()), f.field(), f.message(), f.hint()));
        more += others.more;
    }

    void add(Field field, String message) {
        add(field, message, "");
    }

    public int count() {
        return list.size() + more;
    }

    void throwIfAny(String title) {
        if (!list.isEmpty()) {
            list.sort(Comparator.comparingInt(Fault::line));
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

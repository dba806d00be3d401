package vor.server.inventory;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file brings: documents in the shape of docs/formats/inventory.md that know where they stood.
 *
 * @param root the whole tree
 * @param kinds what the file speaks of as a whole, so that what it does not name may be removed
 * @param lays how the fields of a device are laid over what is there; {@link Lay#WHOLE} for the others
 * @param notes for people: what the file says and the inventory has no place for
 * @param faults what could not be read; it is told together with what the inventory refuses
 */
public record Batch(Placed root, Set<Kind> kinds, Map<String, Lay> lays, List<String> notes, Faults faults) {
    public Batch {
        kinds = Set.copyOf(kinds);
        lays = Map.copyOf(lays);
        notes = List.copyOf(notes);
    }

    /** How a list of a device in a file meets the one in the inventory. */
    public enum Lay {
        /** The file's takes the place of the other. */
        WHOLE,
        /** What the device lacks is added. */
        ADD,
        /**
         * The file's takes the place of the other, but where an element is only part of what is there already, that stays
         * whole; so does the order when nothing else differs.
         */
        COMPLETE,
        /** An address that is new takes the place of the only one of its family, or is added to several. */
        ADDRESSES
    }

    /** A file that says all that an inventory holds. */
    static Batch whole(Placed root) {
        return new Batch(root, Set.of(Kind.values()), Map.of(), List.of(), new Faults());
    }

    /** How many documents there are, for people who wait. */
    public int size() {
        return List.of("plans", "networks", "devices", "links").stream()
                .mapToInt(section -> root.get(section).value().size())
                .sum();
    }}

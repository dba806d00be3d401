package vor.lab.box;

import org.jspecify.annotations.Nullable;

/** One end of a cable between two boxes: a socket that something is plugged into. */
final class Jack {
    final Box box;
    final int place;
    final Meter meter;

    /** Place of the bundle that it is a member of; -1 for none. */
    int bundle = -1;

    /** What goes through it, seen from the lower end. */
    Load.Flow carried = Load.Flow.NONE;

    /** Where the cable's other end is now. */
    @Nullable Jack peer;

    /** What a person has written on it: whom it should lead to. */
    final String alias;

    boolean up = true;
    boolean adminUp = true;
    double changedAt;

    Jack(Box box, int place, String alias) {
        this.box = box;
        this.place = place;
        this.alias = alias;
        changedAt = box.bootedAt() + Box.PORTS_UP_AFTER;
        meter = new Meter(box.bootedAt(), true, Wave.NONE, Wave.NONE);
    }

    /** Whether this is the cable's lower end. */
    boolean upwards() {
        return peer != null && peer.box.number() < box.number();
    }

    Port port() {
        return box.layout().port(place);
    }

    /** @return whether it changed */
    boolean set(boolean nowUp, boolean nowAdminUp, double now) {
        boolean changed = up != nowUp || adminUp != nowAdminUp;
        if (changed) {
            up = nowUp;
            adminUp = nowAdminUp;
            changedAt = now;
        }
        return changed;
    }
}

package vor.lab.box;

import java.util.List;

/** Several jacks of a box that act as one: up while one of them is. */
final class Bundle {
    final int place;
    final List<Jack> jacks;
    boolean up = true;
    double changedAt;

    Bundle(int place, List<Jack> jacks, double changedAt) {
        this.place = place;
        this.jacks = List.copyOf(jacks);
        this.changedAt = changedAt;
    }

    /** @return whether it changed */
    boolean look(double now) {
        boolean nowUp = jacks.stream().anyMatch(j -> j.up);
        boolean changed = nowUp != up;
        if (changed) {
            up = nowUp;
            changedAt = now;
        }
        return changed;
    }

    /** Sum of what is up. */
    int megabits() {
        return jacks.stream().filter(j -> j.up).mapToInt(j -> j.port().megabits()).sum();
    }
}

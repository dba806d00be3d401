package vor.lab;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Which devices have their cables exchanged: always two that name each other. */
final class Crossings {
    private Crossings() {}

    /** The cables of these two are exchanged; whatever they were exchanged with before is put right. */
    static LabState cross(LabState state, String one, String other) {
        return undo(state, Set.of(one, other))
                .change(Set.of(one), t -> t.condition(c -> c.crossed(other)))
                .change(Set.of(other), t -> t.condition(c -> c.crossed(one)));
    }

    /** The cables of these devices are where they belong, and so are those that hung in their place. */
    static LabState undo(LabState state, Collection<String> devices) {
        Set<String> both = new TreeSet<>(devices);
        devices.forEach(d -> both.add(state.trouble(d).condition().crossed()));
        both.remove("");
        return state.change(both, t -> t.condition(c -> c.crossed("")));
    }
}

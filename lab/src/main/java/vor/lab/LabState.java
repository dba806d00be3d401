package vor.lab;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All that is wrong in the practice network: immutable.
 *
 * @param troubles by device name; a device that is well is not in it
 * @param traps where the agents send their traps; empty while they send none
 */
public record LabState(LabSize size, Dark dark, Map<String, Trouble> troubles, Optional<TrapTarget> traps) {
    public LabState {
        Map<String, Trouble> real = new TreeMap<>(troubles);
        real.values().removeIf(Trouble.NONE::equals);
        troubles = Collections.unmodifiableMap(real);
    }

    /** All is well. */
    public static LabState well(LabSize size) {
        return new LabState(size, Dark.OFF, Map.of(), Optional.empty());
    }

    public Trouble trouble(String device) {
        return troubles.getOrDefault(device, Trouble.NONE);
    }

    /** Those whose cables are out at this moment, not what hangs below them. */
    public Set<String> unplugged() {
        return which(Trouble::unplugged);
    }

    Set<String> which(Predicate<Trouble> what) {
        Set<String> names = new TreeSet<>();
        troubles.forEach((name, trouble) -> {
            if (what.test(trouble)) {
                names.add(name);
            }
        });
        return names;
    }

    LabState change(Collection<String> devices, UnaryOperator<Trouble> how) {
        Map<String, Trouble> next = new TreeMap<>(troubles);
        devices.forEach(d -> next.put(d, how.apply(trouble(d))));
        return new LabState(size, dark, next, traps);
    }

    LabState traps(Optional<TrapTarget> to) {
        return new LabState(size, dark, troubles, to);
    }

    LabState dark(Dark how) {
        return new LabState(size, how, troubles, traps);
    }
}

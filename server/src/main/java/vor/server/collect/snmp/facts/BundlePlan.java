package vor.server.collect.snmp.facts;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vor.model.DeviceId;

/**
 * How many members the inventory plans for each bundle. Cables to one device under one bundle's name belong together; which bundle of this
 * device they are is told by their ports, since the inventory's name may be that of the other end.
 */
final class BundlePlan {
    private final Map<Group, Set<String>> planned = new LinkedHashMap<>();

    private record Group(DeviceId to, String bundle) {}

    /** @param names of the device's ports: people write {@code ge-0/0/44.0} or {@code GigabitEthernet1/0/1} for them */
    BundlePlan(Collection<Cable> cables, PortNames names) {
        cables.forEach(c -> planned.computeIfAbsent(new Group(c.to(), c.bundle()), g -> new HashSet<>()).add(port(c.port(), names)));
    }

    private static String port(String written, PortNames names) {
        String known = names.ofWord(written);
        int dot = written.lastIndexOf('.');
        String unit = known.isEmpty() && dot > 0 ? names.ofWord(written.substring(0, dot)) : "";
        return known.isEmpty() ? unit.isEmpty() ? written : unit : names.carrier(known);
    }

    /**
     * Bundles that the inventory plans nothing for are missing.
     *
     * @param members ports ever seen in each bundle
     */
    Map<String, Integer> expected(Map<String, Set<String>> members) {
        Map<String, Set<String>> ports = new HashMap<>();
        planned.forEach((group, wanted) -> bundle(group, wanted, members)
                .ifPresent(bundle -> ports.computeIfAbsent(bundle, b -> new HashSet<>()).addAll(wanted)));
        Map<String, Integer> counts = new HashMap<>();
        ports.forEach((bundle, wanted) -> counts.put(bundle, wanted.size()));
        return counts;
    }

    /** The bundle with most of the group's ports in it; of two alike the one that is called so. */
    private static Optional<String> bundle(Group group, Set<String> wanted, Map<String, Set<String>> members) {
        String best = "";
        long most = 0;
        for (Map.Entry<String, Set<String>> bundle : members.entrySet()) {
            long common = wanted.stream().filter(bundle.getValue()::contains).count();
            boolean called = bundle.getKey().equalsIgnoreCase(group.bundle());
            if (common > most || common == most && called && (common > 0 || bundle.getValue().isEmpty())) {
                best = bundle.getKey();
                most = common;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }
}

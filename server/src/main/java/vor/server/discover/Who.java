package vor.server.discover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vor.model.Neighbours.Neighbour;
import vor.model.Port;

/** Which of the interviewed devices a neighbour is: by chassis id, else by address, else by name. What two share tells nothing. */
final class Who {
    private final Map<String, Set<Interview>> byChassis = new HashMap<>();
    private final Map<String, Set<Interview>> byMac = new HashMap<>();
    private final Map<String, Set<Interview>> byAddress = new HashMap<>();
    private final Map<String, Set<Interview>> byName = new HashMap<>();
    private final Map<String, Set<Interview>> byShortName = new HashMap<>();

    Who(Collection<Interview> interviews) {
        for (Interview i : interviews) {
            put(byChassis, i.chassis(), i);
            put(byAddress, i.address(), i);
            put(byName, i.name(), i);
            put(byShortName, shortened(i.name()), i);
            i.ports().ports().values().stream().map(Port::mac).distinct().forEach(mac -> put(byMac, mac, i));
        }
    }

    private static void put(Map<String, Set<Interview>> map, String key, Interview one) {
        if (!key.isEmpty()) {
            map.computeIfAbsent(key.toLowerCase(Locale.ROOT), k -> new HashSet<>()).add(one);
        }
    }

    private static Optional<Interview> only(Map<String, Set<Interview>> map, String key) {
        return Optional.ofNullable(map.get(key.toLowerCase(Locale.ROOT))).filter(s -> s.size() == 1).map(s -> s.iterator().next());
    }

    /** Without domain, and without the serial number that some put in brackets behind it. */
    private static String shortened(String name) {
        return name.replaceFirst("[.(].*", "");
    }

    Optional<Interview> is(Neighbour n) {
        List<Optional<Interview>> ways = new ArrayList<>(List.of(only(byChassis, n.chassis()), only(byMac, n.chassis())));
        n.addresses().forEach(a -> ways.add(only(byAddress, a)));
        for (String name : List.of(n.name(), n.chassis())) {
            ways.add(only(byName, name));
            ways.add(only(byShortName, shortened(name)));
        }
        return ways.stream().flatMap(Optional::stream).findFirst();
    }
}

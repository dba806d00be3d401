package vor.server.discover;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vor.model.Neighbours.Neighbour;

/**
 * Whom to ask next, breadth first: each round gives the addresses of all devices that the last one has made known. Never
 * gives an address twice. For one thread.
 */
public final class Crawl {
    /** Addresses of one neighbour that are tried. */
    private static final int TRIED = 2;

    private static final Set<String> NETWORK = Set.of("bridge", "router", "repeater", "wlan", "switch", "c-vlan", "s-vlan", "tpmr");

    private final Reach reach;
    private final int most;
    private final List<Interview> met = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    /** @param most devices in all */
    public Crawl(Reach reach, int most) {
        this.reach = reach;
        this.most = most;
    }

    /** What a device told; one that was met before by another address is left out. */
    public void met(Interview interview) {
        asked.add(interview.address());
        if (met.size() < most && met.stream().noneMatch(interview::same)) {
            met.add(interview);
        }
    }

    /** In the order in which they were met. */
    public List<Interview> met() {
        return List.copyOf(met);
    }

    public boolean full() {
        return met.size() >= most;
    }

    /** For each neighbour that is not known yet its addresses, most promising first: the first that answers will do. */
    public List<List<String>> next() {
        Who who = new Who(met);
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (Interview i : met) {
            i.neighbours().stream().filter(n -> worth(n) && who.is(n).isEmpty()).forEach(n -> candidate(n).ifPresent(
                    addresses -> all.putIfAbsent(key(n), addresses)));
        }
        List<List<String>> next = all.values().stream().limit(Math.max(0, most - met.size())).toList();
        next.forEach(asked::addAll);
        return next;
    }

    /** Telephones and computers are no part of the network's plan; who tells nothing of itself may be. */
    private static boolean worth(Neighbour n) {
        return n.capabilities().isEmpty() || n.capabilities().stream().anyMatch(NETWORK::contains);
    }

    private Optional<List<String>> candidate(Neighbour n) {
        List<String> addresses = n.addresses().stream().filter(reach::allows).filter(a -> !asked.contains(a)).limit(TRIED).toList();
        return addresses.isEmpty() ? Optional.empty() : Optional.of(addresses);
    }

    private static String key(Neighbour n) {
        String key = n.chassis().isEmpty() ? n.name() : n.chassis();
        return (key.isEmpty() ? String.join(" ", n.addresses()) : key).toLowerCase(Locale.ROOT);
    }
}

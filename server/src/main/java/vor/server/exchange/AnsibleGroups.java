package vor.server.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.server.inventory.Addresses;
import vor.server.inventory.Batch;
import vor.server.inventory.Batch.Lay;
import vor.server.inventory.Spot;
import vor.server.inventory.Text;

/** Hosts and groups of an Ansible inventory, from whichever notation, until they become devices and tags. */
final class AnsibleGroups {
    private static final Set<String> EVERYBODY = Set.of("all", "ungrouped");
    private static final Set<String> ADDRESS = Set.of("ansible_host", "ansible_ssh_host");
    private static final Pattern PORT = Pattern.compile("(.*[^:]):([0-9]{1,5})");
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.]+)](:[0-9]{1,5})?");
    private static final int MOST_NAMES = 200_000;
    private static final int MOST_GROUPS = 2_000;

    final Draft draft = new Draft();
    private final Map<String, Set<String>> parents = new HashMap<>();
    private final Map<String, Set<String>> groupsOf = new HashMap<>();
    private int named;

    /** The names that a pattern stands for: most are one name; an address in brackets, a port behind it and ranges are known. */
    List<String> names(String pattern, Spot spot) {
        Matcher bracketed = BRACKETED.matcher(pattern);
        if (bracketed.matches() && Addresses.normal(bracketed.group(1)).isPresent()) {
            return List.of(bracketed.group(1));
        }
        if (Addresses.normal(pattern).isPresent()) {
            return List.of(pattern);
        }
        Matcher port = PORT.matcher(pattern);
        try {
            List<String> names = HostRange.names(port.matches() ? port.group(1) : pattern, MOST_NAMES);
            named += names.size();
            if (named > MOST_NAMES) {
                throw Source.malformed("the file names hosts more than " + MOST_NAMES + " times", "", spot);
            }
            return names;
        } catch (HostRange.Wrong e) {
            draft.faults.add(spot, Text.quoted(pattern), String.valueOf(e.getMessage()), "");
            return List.of();
        }
    }

    /** A host exists. One that is named by its address has it. */
    void host(String name, Spot spot) {
        Entry device = draft.device(name, spot);
        Addresses.normal(name).filter(a -> name.indexOf('/') < 0).ifPresent(a -> device.add("addresses", a, spot));
    }

    void member(String host, String group) {
        if (!EVERYBODY.contains(group)) {
            draft.count();
            groupsOf.computeIfAbsent(host, h -> new LinkedHashSet<>()).add(group);
        }
    }

    void child(String parent, String child, Spot spot) {
        if (!EVERYBODY.contains(parent)) {
            parents.computeIfAbsent(child, c -> new LinkedHashSet<>()).add(parent);
        }
        if (parents.size() > MOST_GROUPS) {
            throw Source.malformed("the file has more than " + MOST_GROUPS + " groups", "", spot);
        }
    }

    void variable(String host, String name, String value, Spot spot) {
        if (!ADDRESS.contains(name)) {
            draft.leave("variables of hosts");
        } else if (value.contains("{{")) {
            draft.leave("addresses that Ansible would compute");
        } else {
            String address = value.strip();
            draft.device(host, spot).add("addresses", Addresses.normal(address).orElse(address), spot);
        }
    }

    /** Each group that a host is in, also through others, is a tag. */
    Batch batch(Map<String, Spot> hosts) {
        Map<String, Set<String>> closed = new HashMap<>();
        int bare = 0;
        for (Map.Entry<String, Spot> host : hosts.entrySet()) {
            Entry device = draft.device(host.getKey(), host.getValue());
            Set<String> tags = new TreeSet<>();
            groupsOf.getOrDefault(host.getKey(), Set.of())
                    .forEach(g -> tags.addAll(closed.computeIfAbsent(g, this::withParents)));
            tags.forEach(t -> device.add("tags", t, host.getValue()));
            bare += device.has("addresses") ? 0 : 1;
        }
        if (bare > 0) {
            draft.note(bare + " without ansible_host: they have no address where they are new");
        }
        return draft.batch(Set.of(), Map.of("addresses", Lay.ADDRESSES, "tags", Lay.ADD));
    }

    /** Groups that contain one another are one for this. */
    private Set<String> withParents(String group) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(group));
        while (!next.isEmpty()) {
            String one = next.pop();
            if (seen.add(one)) {
                Optional.ofNullable(parents.get(one)).ifPresent(next::addAll);
            }
        }
        return seen;
    }
}

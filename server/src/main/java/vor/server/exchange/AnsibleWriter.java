package vor.server.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;

/**
 * A dynamic inventory for Ansible: groups by tag, network and profile, and what we know of each host. Names are made of what
 * Ansible takes; a text that it would evaluate as a template is marked as one that it must not.
 */
final class AnsibleWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String UNSAFE = "__ansible_unsafe";

    private final Inventory inventory;
    private final Map<DeviceId, String> names = new HashMap<>();
    private final Map<String, Set<String>> groups = new TreeMap<>();

    private AnsibleWriter(Inventory inventory) {
        this.inventory = inventory;
        Set<String> taken = new HashSet<>();
        inventory.devices().forEach(d -> names.put(d.id(), free(hostName(d.name()), taken)));
    }

    /** What {@code --list} prints. */
    static String write(Inventory inventory, List<Device> devices) {
        return new AnsibleWriter(inventory).list(devices) + "\n";
    }

    private String list(List<Device> devices) {
        ObjectNode root = JSON.objectNode();
        ObjectNode vars = root.putObject("_meta").putObject("hostvars");
        Set<String> all = new TreeSet<>();
        for (Device d : devices) {
            String host = name(d);
            all.add(host);
            vars.set(host, variables(d));
            d.tags().forEach(t -> join("tag_" + t, host));
            d.networks().forEach(n -> join("network_" + n, host));
            join("profile_" + d.profile(), host);
        }
        ObjectNode everybody = root.putObject("all");
        words(everybody.putArray("hosts"), all);
        words(everybody.putArray("children"), groups.keySet());
        groups.forEach((group, hosts) -> words(root.putObject(group).putArray("hosts"), hosts));
        return root.toString();
    }

    private static void words(ArrayNode list, Collection<String> words) {
        words.forEach(list::add);
    }

    private void join(String group, String host) {
        groups.computeIfAbsent(group.replaceAll("[^A-Za-z0-9_]", "_"), g -> new TreeSet<>()).add(host);
    }

    private String name(Device d) {
        return names.getOrDefault(d.id(), d.id().toString());
    }

    /** Without what means something in Ansible's host patterns. */
    private static String hostName(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}._-]", "_");
        return plain.startsWith("-") ? "_" + plain.substring(1) : plain;
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int n = 2; !taken.add(free); n++) {
            free = name + "_" + n;
        }
        return free;
    }

    private ObjectNode variables(Device d) {
        ObjectNode vars = JSON.objectNode();
        if (!d.addresses().isEmpty()) {
            text(vars, "ansible_host", d.addresses().getFirst());
        }
        text(vars, "vor_name", d.name());
        text(vars, "vor_profile", d.profile());
        texts(vars, "vor_addresses", d.addresses());
        texts(vars, "vor_tags", d.tags());
        texts(vars, "vor_networks", d.networks());
        ArrayNode uplinks = vars.putArray("vor_uplinks");
        d.uplinks().forEach(u -> {
            ObjectNode uplink = uplinks.addObject();
            text(uplink, "port", u.port());
            text(uplink, "to", inventory.device(u.above()).map(Device::name).orElse(""));
            text(uplink, "toPort", u.abovePort());
        });
        text(vars, "vor_note", d.note());
        return vars;
    }

    private static void text(ObjectNode to, String key, String value) {
        if (isTemplate(value)) {
            to.putObject(key).put(UNSAFE, value);
        } else {
            to.put(key, value);
        }
    }

    private static void texts(ObjectNode to, String key, Collection<String> values) {
        ArrayNode list = to.putArray(key);
        values.forEach(v -> {
            if (isTemplate(v)) {
                list.addObject().put(UNSAFE, v);
            } else {
                list.add(v);
            }
        });
    }

    private static boolean isTemplate(String value) {
        return value.indexOf('{') >= 0;
    }
}

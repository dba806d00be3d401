package vor.server.exchange;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vor.server.inventory.Batch;
import vor.server.inventory.Placed;
import vor.server.inventory.Spot;
import vor.server.inventory.Text;
import vor.server.inventory.YamlInventory;
import vor.server.inventory.YamlInventory.Dialect;

/**
 * An Ansible inventory: YAML or JSON here, INI in {@link AnsibleIni}. Groups become tags, {@code ansible_host} the address;
 * other variables are counted and left out.
 */
final class AnsibleReader {
    private final AnsibleGroups groups = new AnsibleGroups();
    private final Map<String, Spot> hosts = new LinkedHashMap<>();

    private AnsibleReader() {}

    static Batch read(String text) {
        String begin = text.stripLeading();
        if (begin.startsWith("{")) {
            List<Placed> values = JsonTree.all(text);
            return new AnsibleReader().tree(values.getFirst());
        }
        if (isIni(text)) {
            return AnsibleIni.read(text);
        }
        return new AnsibleReader().tree(YamlInventory.tree(text.getBytes(StandardCharsets.UTF_8), Dialect.FOREIGN));
    }

    /** The first line that says something begins with a section, or has no colon at the end of its first word. */
    private static boolean isIni(String text) {
        String first = text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && l.charAt(0) != '#' && l.charAt(0) != ';' && !l.equals("---"))
                .findFirst()
                .orElse("");
        return !first.split("\\s", 2)[0].endsWith(":");
    }

    private Batch tree(Placed root) {
        if (!root.value().isObject()) {
            throw Source.malformed("expected groups with their hosts", "such as all: {hosts: {…}}", root.spot());
        }
        root.fields().forEach((name, group) -> {
            if (name.equals("_meta")) {
                members("", group.get("hostvars"));
            } else {
                group(name, group);
            }
        });
        return groups.batch(hosts);
    }

    private void group(String name, Placed group) {
        if (group.value().isArray()) {
            members(name, group);
        } else if (group.value().isObject()) {
            group.fields().forEach((key, value) -> {
                switch (key) {
                    case "hosts" -> members(name, value);
                    case "children" -> children(name, value);
                    case "vars" -> value.fields().forEach((v, x) -> groups.draft.leave("variables of groups"));
                    default -> groups.draft.faults.add(value.spot(), name, "a group has no " + Text.quoted(key), "hosts, children or vars");
                }
            });
        } else if (!group.isNull()) {
            groups.draft.faults.add(group.spot(), name, "expected a group with hosts, children or vars", "");
        }
    }

    private void children(String name, Placed children) {
        if (children.value().isArray()) {
            children.items().forEach(c -> groups.child(name, c.text(), c.spot()));
        }
        children.fields().forEach((child, group) -> {
            groups.child(name, child, group.spot());
            group(child, group);
        });
    }

    /** Names with their variables, or only names; the group may be none. */
    private void members(String group, Placed members) {
        members.items().stream()
                .filter(m -> m.value().isString())
                .forEach(m -> groups.names(m.text(), m.spot()).forEach(n -> host(n, group, m.spot())));
        members.fields().forEach((pattern, vars) -> groups.names(pattern, vars.spot()).forEach(name -> {
            host(name, group, vars.spot());
            vars.fields().forEach((v, value) -> groups.variable(name, v, value.value().asString(""), value.spot()));
        }));
    }

    private void host(String name, String group, Spot spot) {
        hosts.putIfAbsent(name, spot);
        groups.host(name, spot);
        if (!group.isEmpty()) {
            groups.member(name, group);
        }
    }
}

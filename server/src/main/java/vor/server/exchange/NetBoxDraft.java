package vor.server.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vor.server.exchange.NetBoxCables.End;
import vor.server.inventory.Addresses;
import vor.server.inventory.Batch;
import vor.server.inventory.Batch.Lay;
import vor.server.inventory.Placed;
import vor.server.inventory.Spot;
import vor.server.inventory.Text;

/**
 * What NetBox's records mean here: role, site, tags and every status but active are tags, primary addresses are addresses,
 * VLANs with their prefixes are networks, cables between interfaces are links.
 */
final class NetBoxDraft {
    /** Fields that say something which an inventory has no place for. */
    private static final List<String> LEFT = List.of(
            "device_type", "platform", "serial", "asset_tag", "rack", "location", "tenant", "cluster", "virtual_chassis", "oob_ip",
            "comments", "custom_fields", "latitude", "longitude", "parent_device");

    final Draft draft = new Draft();
    private final NetBoxCables cables;
    private final Map<String, Spot> devices = new HashMap<>();
    private final Map<Long, Placed> vlans = new LinkedHashMap<>();
    private final List<Placed> prefixes = new ArrayList<>();
    private final List<Placed> ports = new ArrayList<>();

    NetBoxDraft(Options options) {
        cables = new NetBoxCables(draft, options);
    }

    void device(Placed record) {
        String name = record.get("name").text();
        if (name.isEmpty()) {
            draft.leave("devices without a name");
            return;
        }
        if (isPassive(record)) {
            draft.leave("devices with neither interface nor address");
            return;
        }
        @Nullable Spot before = devices.putIfAbsent(name, record.spot());
        if (before != null) {
            draft.faults.add(record.get("name").spot(), "name", Text.quoted(name) + " stands here twice; first in line " + before.line()
                    + ", column " + before.column(), "names are unique here; import one site, or rename one of them");
            return;
        }
        Entry device = draft.device(name, record.spot());
        tag(device, slug(first(record, "role", "device_role")));
        tag(device, slug(record.get("site")));
        record.get("tags").items().forEach(t -> tag(device, slug(t)));
        tag(device, Optional.of(record.get("status").get("value")).filter(s -> !s.text().equals("active") && !s.text().isEmpty()));
        address(device, record, "primary_ip4");
        address(device, record, "primary_ip6");
        Placed note = record.get("description");
        if (!note.text().isEmpty()) {
            device.text("note", note.text().replace("\r\n", "\n"), note.spot());
        }
        LEFT.stream().filter(f -> saysSomething(record.get(f))).forEach(draft::leave);
    }

    /** A patch panel, say. Versions before 3.6 do not count interfaces. */
    private static boolean isPassive(Placed record) {
        Placed count = record.get("interface_count");
        return count.number(1) == 0
                && record.get("primary_ip4").isNull() && record.get("primary_ip6").isNull();
    }

    private static Placed first(Placed record, String one, String other) {
        return record.get(one).isNull() ? record.get(other) : record.get(one);
    }

    /** Tags of old versions are words. */
    private static Optional<Placed> slug(Placed of) {
        Placed slug = of.value().isString() ? of : of.get("slug");
        return slug.text().isEmpty() ? Optional.empty() : Optional.of(slug);
    }

    private static void tag(Entry device, Optional<Placed> tag) {
        tag.ifPresent(t -> device.add("tags", t.text(), t.spot()));
    }

    private void address(Entry device, Placed record, String field) {
        Placed address = record.get(field).get("address");
        if (address.isNull()) {
            return;
        }
        Optional<String> normal = Addresses.normal(address.text());
        if (normal.isEmpty()) {
            draft.faults.add(address.spot(), field, Text.quoted(address.value().asString("")) + " is not an address", "such as 192.0.2.1/24");
        }
        normal.ifPresent(a -> device.add("addresses", a, address.spot()));
    }

    private static boolean saysSomething(Placed field) {
        boolean text = field.value().isString() && !field.text().isBlank();
        boolean custom = field.fields().values().stream().anyMatch(NetBoxDraft::saysSomething);
        return text || custom || field.value().isNumber() || field.value().isBoolean();
    }

    void port(Placed record) {
        ports.add(record);
        cables.port(record);
    }

    void cable(Placed record) {
        cables.cable(record);
    }

    void vlan(Placed record) {
        vlans.putIfAbsent(record.get("id").number(0), record);
    }

    void prefix(Placed record) {
        Placed vlan = record.get("vlan");
        if (vlan.isNull()) {
            draft.leave("prefixes without a VLAN");
            return;
        }
        prefixes.add(record);
        vlans.putIfAbsent(vlan.get("id").number(0), vlan);
    }

    Batch batch() {
        Map<Long, String> networks = networks();
        prefixes.forEach(p -> subnet(p, networks));
        ports.forEach(p -> carried(p, networks));
        cables.join(devices.keySet());
        return draft.batch(
                Set.of(),
                Map.of("addresses", Lay.ADDRESSES, "tags", Lay.ADD, "networks", Lay.ADD, "uplinks", Lay.COMPLETE));
    }

    /** VLANs may share a name: then the number, and the id where that is not enough, goes with it. */
    private Map<Long, String> networks() {
        Map<String, Integer> byName = new HashMap<>();
        Map<String, Integer> byNumber = new HashMap<>();
        vlans.values().forEach(v -> {
            byName.merge(v.get("name").text(), 1, Integer::sum);
            byNumber.merge(numbered(v), 1, Integer::sum);
        });
        Map<Long, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        vlans.forEach((id, v) -> {
            String name = v.get("name").text();
            boolean alone = byName.getOrDefault(name, 0) == 1;
            String wanted = alone ? name : byNumber.getOrDefault(numbered(v), 0) == 1 ? numbered(v) : numbered(v) + "-" + id;
            String unique = taken.add(wanted) ? wanted : wanted + "-" + id;
            names.put(id, unique);
            network(v, unique);
        });
        return names;
    }

    private static String numbered(Placed vlan) {
        return vlan.get("name").text() + "-" + vlan.get("vid").number(0);
    }

    private void network(Placed vlan, String name) {
        Placed vid = vlan.get("vid");
        Entry network = draft.network(name, vlan.spot());
        if (vid.isNull()) {
            draft.faults.add(vlan.spot(), "vid", "the VLAN " + Text.quoted(name) + " has no number", "");
        } else {
            network.set("vlan", vid);
        }
    }

    private void subnet(Placed prefix, Map<Long, String> networks) {
        Placed text = prefix.get("prefix");
        @Nullable String network = networks.get(prefix.get("vlan").get("id").number(0));
        Optional<String> subnet = Addresses.normalPrefix(text.text());
        if (subnet.isEmpty()) {
            draft.faults.add(text.spot(), "prefix", Text.quoted(text.value().asString("")) + " is not a prefix", "such as 198.18.40.0/26");
        } else if (network != null) {
            draft.network(network, prefix.spot()).add("subnets", subnet.get(), text.spot());
        }
    }

    private void carried(Placed port, Map<Long, String> networks) {
        String device = port.get("device").get("name").text();
        if (!devices.containsKey(device)) {
            return;
        }
        List<Placed> carried = new ArrayList<>(port.get("tagged_vlans").items());
        carried.add(port.get("untagged_vlan"));
        for (Placed vlan : carried) {
            @Nullable String network = networks.get(vlan.get("id").number(-1));
            if (network != null) {
                draft.device(device, port.spot()).add("networks", network, vlan.spot());
            }
        }
    }

    /** An end as a link and an uplink write it. */
    static Placed end(End end, Spot spot) {
        Map<String, Placed> fields = new LinkedHashMap<>();
        fields.put("device", Placed.text(end.device(), spot));
        fields.put("port", Placed.text(end.port(), spot));
        return Placed.object(fields, spot);
    }
}

package vor.server.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Answers in the exact shapes of NetBox's REST API, written after its documentation: version 4, or 3.2 where cables were otherwise. */
final class NetBoxMade {
    private static final String HOST = "https://netbox.example.org/api/";

    private NetBoxMade() {}

    static String list(List<String> results) {
        return "{\"count\":" + results.size() + ",\"next\":null,\"previous\":null,\"results\":[\n" + String.join(",\n", results) + "\n]}";
    }

    private static String nested(String path, int id, String name, String slug) {
        return "{\"id\":" + id + ",\"url\":\"" + HOST + path + "/" + id + "/\",\"display\":\"" + name + "\",\"name\":\"" + name + "\",\"slug\":\"" + slug
                + "\",\"description\":\"\"}";
    }

    private static String address(int id, String address) {
        return address.isEmpty()
                ? "null"
                : "{\"id\":" + id + ",\"url\":\"" + HOST + "ipam/ip-addresses/" + id + "/\",\"display\":\"" + address
                        + "\",\"family\":{\"value\":4,\"label\":\"IPv4\"},\"address\":\"" + address + "\",\"description\":\"\"}";
    }

    static String device(int id, String name, String v4, String v6) {
        return device(id, name, v4, v6, "role", "active", "", 52);
    }

    static String device(int id, String name, String v4, String v6, String role, String status, String description, int interfaces) {
        return "{\"id\":" + id + ",\"url\":\"" + HOST + "dcim/devices/" + id + "/\",\"display_url\":\"https://netbox.example.org/dcim/devices/" + id
                + "/\",\"display\":\"" + name + "\",\"name\":\"" + name + "\",\"device_type\":{\"id\":3,\"url\":\"" + HOST
                + "dcim/device-types/3/\",\"display\":\"EX2200-48T\",\"manufacturer\":" + nested("dcim/manufacturers", 7, "Juniper", "juniper")
                + ",\"model\":\"EX2200-48T\",\"slug\":\"ex2200-48t\",\"description\":\"\"},\"" + role + "\":"
                + nested("dcim/device-roles", 2, "Access Switch", "access-switch") + ",\"tenant\":null,\"platform\":null,\"serial\":\"CU02\",\"asset_tag\":null,"
                + "\"site\":" + nested("dcim/sites", 1, "Floor", "floor") + ",\"location\":null,\"rack\":{\"id\":41,\"url\":\"" + HOST
                + "dcim/racks/41/\",\"display\":\"R1\",\"name\":\"R1\",\"description\":\"\"},\"position\":37.0,\"face\":{\"value\":\"front\",\"label\":\"Front\"},"
                + "\"latitude\":null,\"longitude\":null,\"parent_device\":null,\"status\":{\"value\":\"" + status + "\",\"label\":\"x\"},\"airflow\":null,"
                + "\"primary_ip\":" + address(id * 2, v4) + ",\"primary_ip4\":" + address(id * 2, v4) + ",\"primary_ip6\":" + address(id * 2 + 1, v6)
                + ",\"oob_ip\":null,\"cluster\":null,\"virtual_chassis\":null,\"vc_position\":null,\"vc_priority\":null,\"description\":\"" + description
                + "\",\"comments\":\"\",\"config_template\":null,\"config_context\":{},\"local_context_data\":null,\"tags\":[{\"id\":5,\"url\":\"" + HOST
                + "extras/tags/5/\",\"display_url\":\"\",\"display\":\"3 uplinks\",\"name\":\"3 uplinks\",\"slug\":\"3-uplinks\",\"color\":\"9e9e9e\"}],"
                + "\"custom_fields\":{\"gondul_placement\":null},\"created\":\"2025-04-02T00:00:00Z\",\"last_updated\":\"2025-04-02T17:17:28.425000Z\","
                + "\"console_port_count\":0,\"console_server_port_count\":0,\"power_port_count\":1,\"power_outlet_count\":0,\"interface_count\":" + interfaces
                + ",\"front_port_count\":0,\"rear_port_count\":0,\"device_bay_count\":0,\"module_bay_count\":0,\"inventory_item_count\":0}";
    }

    private static String briefDevice(int id, String name) {
        return "{\"id\":" + id + ",\"url\":\"" + HOST + "dcim/devices/" + id + "/\",\"display\":\"" + name + "\",\"name\":\"" + name + "\",\"description\":\"\"}";
    }

    static String port(int id, int device, String deviceName, String name, String type, String lag, String vlans) {
        return "{\"id\":" + id + ",\"url\":\"" + HOST + "dcim/interfaces/" + id + "/\",\"display\":\"" + name + "\",\"device\":" + briefDevice(device, deviceName)
                + ",\"vdcs\":[],\"module\":null,\"name\":\"" + name + "\",\"label\":\"\",\"type\":{\"value\":\"" + type + "\",\"label\":\"x\"},\"enabled\":true,"
                + "\"parent\":null,\"bridge\":null,\"lag\":" + (lag.isEmpty() ? "null" : "{\"id\":9,\"name\":\"" + lag + "\"}") + ",\"mtu\":null,\"mac_address\":null,"
                + "\"speed\":null,\"duplex\":null,\"mgmt_only\":false,\"description\":\"\",\"mode\":{\"value\":\"tagged\",\"label\":\"Tagged\"},"
                + "\"untagged_vlan\":null,\"tagged_vlans\":[" + vlans + "],\"mark_connected\":false,\"cable\":null,\"cable_end\":\"\",\"link_peers\":[],"
                + "\"connected_endpoints\":null,\"connected_endpoints_type\":null,\"connected_endpoints_reachable\":null,\"tags\":[],\"_occupied\":true}";
    }

    private static String end(int port, int device, String deviceName, String name) {
        return "[{\"object_type\":\"dcim.interface\",\"object_id\":" + port + ",\"object\":{\"id\":" + port + ",\"url\":\"" + HOST + "dcim/interfaces/" + port
                + "/\",\"display\":\"" + name + "\",\"device\":" + briefDevice(device, deviceName) + ",\"name\":\"" + name
                + "\",\"description\":\"\",\"cable\":{\"id\":1},\"_occupied\":true}}]";
    }

    static String cable(int id, String a, String b, String status) {
        return "{\"id\":" + id + ",\"url\":\"" + HOST + "dcim/cables/" + id + "/\",\"display\":\"#" + id + "\",\"type\":\"cat6\",\"a_terminations\":" + a
                + ",\"b_terminations\":" + b + ",\"status\":{\"value\":\"" + status + "\",\"label\":\"x\"},\"tenant\":null,\"label\":\"\",\"color\":\"\","
                + "\"length\":null,\"length_unit\":null,\"description\":\"\",\"comments\":\"\",\"tags\":[],\"custom_fields\":{}}";
    }

    static String cable(int id, int portA, int deviceA, String a, String nameA, int portB, int deviceB, String b, String nameB) {
        return cable(id, end(portA, deviceA, a, nameA), end(portB, deviceB, b, nameB), "connected");
    }

    /** As versions before 3.3 answered. */
    static String oldCable(int id, String a, String nameA, String b, String nameB) {
        String ends = "\"termination_a_type\":\"dcim.interface\",\"termination_a_id\":1,\"termination_a\":{\"id\":1,\"device\":" + briefDevice(1, a) + ",\"name\":\""
                + nameA + "\"},\"termination_b_type\":\"dcim.interface\",\"termination_b_id\":2,\"termination_b\":{\"id\":2,\"device\":" + briefDevice(2, b)
                + ",\"name\":\"" + nameB + "\"}";
        return "{\"id\":" + id + ",\"url\":\"" + HOST + "dcim/cables/" + id + "/\"," + ends + ",\"type\":\"cat6\",\"status\":{\"value\":\"connected\",\"label\":\"Connected\"}}";
    }

    static String vlan(int id, int vid, String name) {
        return "{\"id\":" + id + ",\"url\":\"" + HOST + "ipam/vlans/" + id + "/\",\"display\":\"" + name + " (" + vid + ")\",\"site\":null,\"group\":null,\"vid\":" + vid
                + ",\"name\":\"" + name + "\",\"tenant\":null,\"status\":{\"value\":\"active\",\"label\":\"Active\"},\"role\":null,\"description\":\"\",\"tags\":[],\"prefix_count\":2}";
    }

    static String prefix(int id, String prefix, String vlan) {
        return "{\"id\":" + id + ",\"url\":\"" + HOST + "ipam/prefixes/" + id + "/\",\"display\":\"" + prefix + "\",\"family\":{\"value\":4,\"label\":\"IPv4\"},\"prefix\":\""
                + prefix + "\",\"vrf\":null,\"scope_type\":\"dcim.site\",\"scope_id\":1,\"tenant\":null,\"vlan\":" + vlan
                + ",\"status\":{\"value\":\"active\",\"label\":\"Active\"},\"role\":null,\"is_pool\":false,\"mark_utilized\":false,\"description\":\"\",\"tags\":[]}";
    }

    /** A hall of this many access switches behind ten distribution switches and a core, with VLANs, prefixes and cables. */
    static String hall(int many) {
        List<String> devices = new ArrayList<>(List.of(device(1, "core", "198.18.0.1/32", "2001:db8::1/128")));
        List<String> cables = new ArrayList<>();
        List<String> vlans = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        IntStream.rangeClosed(1, 10).forEach(d -> {
            devices.add(device(1 + d, "distro" + d, "198.18.0." + (1 + d) + "/32", ""));
            cables.add(cable(d, 900 + d, 1, "core", "et-0/0/" + d, 1, 1 + d, "distro" + d, "et-0/1/0"));
        });
        for (int n = 0; n < many - 11; n++) {
            int id = 100 + n;
            int distro = n % 10 + 1;
            String name = "e" + n / 4 + "-" + n % 4;
            devices.add(device(id, name, "198.19." + n / 250 + "." + (1 + n % 250) + "/24", "2001:db8:" + Integer.toHexString(id) + "::2/64"));
            vlans.add(vlan(id, 1000 + n, name));
            prefixes.add(prefix(id, "10." + n / 250 + "." + n % 250 + ".0/24", vlan(id, 1000 + n, name)));
            for (int k = 0; k < 3; k++) {
                cables.add(cable(1000 + 3 * n + k, 5000 + 3 * n + k, id, name, "ge-0/0/" + (44 + k), 90_000 + 3 * n + k, 1 + distro, "distro" + distro,
                        "ge-" + k + "/0/" + n / 10));
            }
        }
        return String.join("\n", list(devices), list(cables), list(vlans), list(prefixes));
    }
}

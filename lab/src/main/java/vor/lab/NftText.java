package vor.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import vor.model.Device;

/** What nftables is told in the namespace: scripts for {@code nft -f}, each of which takes effect as a whole. */
final class NftText {
    static final String CUTS = "vor_cut";
    static final String CUT4 = "cut4";
    static final String CUT6 = "cut6";

    private static final int PARTS = 1_000_000;

    private NftText() {}

    /** The sets of cut addresses, still empty. Nothing passes to or from an address in them. */
    static String cuts() {
        return renew(CUTS, """
                  set cut4 { type ipv4_addr; size 65536; }
                  set cut6 { type ipv6_addr; size 65536; }
                  chain way {
                    type filter hook prerouting priority -300; policy accept;
                    ip daddr @cut4 drop
                    ip6 daddr @cut6 drop
                    ip saddr @cut4 drop
                    ip6 saddr @cut6 drop
                  }
                """);
    }

    /** Everything that comes by the cable is lost, or nothing. */
    static String silence(String labLink, boolean silent) {
        return renew("vor_dark", """
                  chain way {
                    type filter hook prerouting priority -310; policy accept;
                """ + (silent ? "    iifname \"" + labLink + "\" drop\n" : "") + "  }\n");
    }

    /** Echo requests get lost at random, by the share of each device. */
    static String losses(LabState state, Function<String, Device> devices) {
        Map<Integer, List<Device>> byParts = new TreeMap<>();
        state.troubles().forEach((name, trouble) -> {
            if (trouble.loss() > 0) {
                int parts = (int) Math.round(trouble.loss() * PARTS);
                byParts.computeIfAbsent(parts, p -> new ArrayList<>()).add(devices.apply(name));
            }
        });
        StringBuilder sets = new StringBuilder();
        StringBuilder rules = new StringBuilder();
        byParts.forEach((parts, hit) -> {
            sets.append(set("v4_" + parts, "ipv4_addr", hit, 0)).append(set("v6_" + parts, "ipv6_addr", hit, 1));
            rules.append(rule("icmp type echo-request ip", "v4_", parts));
            rules.append(rule("icmpv6 type echo-request ip6", "v6_", parts));
        });
        return renew("vor_loss", sets + "  chain way {\n    type filter hook prerouting priority -290; policy accept;\n"
                + rules + "  }\n");
    }

    private static String rule(String match, String family, int parts) {
        String chance = parts >= PARTS ? "" : " numgen random mod " + PARTS + " < " + parts;
        return "    " + match + " daddr @" + family + parts + chance + " drop\n";
    }

    private static String set(String name, String type, List<Device> devices, int address) {
        List<String> elements = devices.stream().map(d -> d.addresses().get(address)).toList();
        return "  set " + name + " { type " + type + "; elements = { " + String.join(", ", elements) + " }; }\n";
    }

    private static String renew(String table, String body) {
        return "table inet " + table + "\ndelete table inet " + table + "\ntable inet " + table + " {\n" + body + "}\n";
    }
}

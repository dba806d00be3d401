package vor.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import vor.lab.kernel.Namespaces;
import vor.model.Device;

/**
 * Namespace, cable, routes and rules of one practice network, made with iproute2 and nftables. Every method may be called
 * again.
 */
final class Wiring {
    private static final String HOST_MAC = "02:56:4f:52:00:02";
    private static final String LAB_MAC = "02:56:4f:52:00:01";
    private static final String FAR = "metric 4000000";
    private static final List<String> PREFIXES = List.of(Addressing.V4, Addressing.V6);
    private static final List<String> SAMPLES = List.of("198.18.64.2", "198.19.255.254", "fd9a:7c1e:5b00:1001::2");

    private final Site site;

    Wiring(Site site) {
        this.site = site;
    }

    /**
     * Black holes for both prefixes, worse than every other route to them: whatever happens to the cable, no packet for
     * the practice network takes the way to a real one. They stay when the practice network goes.
     */
    void guard() {
        refuseForeignRoutes();
        StringBuilder batch = new StringBuilder();
        PREFIXES.forEach(p -> batch.append("route replace blackhole ").append(p).append(' ').append(FAR).append('\n'));
        hostBatch(batch.toString());
        for (String prefix : PREFIXES) {
            keepToMainTable(prefix);
        }
        if (!cableIsThere()) {
            SAMPLES.forEach(this::refuseOtherWays);
        }
    }

    private void refuseForeignRoutes() {
        for (String prefix : PREFIXES) {
            String family = prefix.contains(":") ? "-6" : "-4";
            Shell.run(site.atHost(), "ip", family, "-o", "route", "show", "root", prefix).lines()
                    .filter(r -> !r.startsWith("blackhole") && !r.contains(" dev " + site.hostLink()))
                    .findFirst()
                    .ifPresent(r -> {
                        throw new LabException("this machine already has a route into " + prefix + " (" + r.strip()
                                + "): the practice network must not take its place. Remove that route first");
                    });
        }
    }

    /** Before any policy routing that somebody has set up, a VPN for instance. */
    private void keepToMainTable(String prefix) {
        String family = prefix.contains(":") ? "-6" : "-4";
        boolean there = Shell.run(site.atHost(), "ip", family, "rule", "show", "to", prefix).contains("lookup main");
        if (!there) {
            Shell.run(site.atHost(), "ip", family, "rule", "add", "pref", "90", "to", prefix, "lookup", "main");
        }
    }

    private void refuseOtherWays(String sample) {
        if (Shell.succeeds(site.atHost(), "ip", "route", "get", sample)) {
            throw new LabException("packets for the practice network would leave this machine (ip route get " + sample
                    + "). Something routes them past the main table: look at ip rule");
        }
    }

    boolean cableIsThere() {
        return Shell.succeeds(site.atHost(), "ip", "link", "show", site.hostLink());
    }

    boolean namespaceIsThere() {
        return Files.exists(Path.of(Namespaces.path(site.namespace())));
    }

    /** Namespace, cable, addresses, routes, empty rules. {@link #guard} comes first. */
    void raise() {
        Shell.run(List.of(), "ip", "netns", "add", site.namespace());
        hostBatch("link add " + site.hostLink() + " type veth peer name " + site.labLink() + " netns "
                + site.namespace() + "\n");
        hostSettings();
        labSettings();
        labAddresses();
        hostAddresses();
        nft(NftText.cuts());
        nft(NftText.silence(site.labLink(), false));
    }

    private void hostSettings() {
        Runnable settings = () -> {
            quietLink(site.hostLink());
            setting("ipv4/conf/" + site.hostLink() + "/rp_filter", "0");
        };
        if (site.host().isPresent()) {
            inside(site.host().get(), settings);
        } else {
            settings.run();
        }
    }

    private void labSettings() {
        inside(site.namespace(), () -> {
            quietLink(site.labLink());
            setting("ipv4/conf/all/rp_filter", "0");
            setting("ipv4/conf/default/rp_filter", "0");
            setting("ipv4/conf/" + site.labLink() + "/rp_filter", "0");
            setting("ipv4/conf/all/accept_local", "1");
            setting("ipv4/conf/all/send_redirects", "0");
            setting("ipv4/ip_forward", "1");
            setting("ipv6/conf/all/forwarding", "1");
        });
    }

    /** No addresses of its own making, no questions to the neighbours. */
    private static void quietLink(String link) {
        setting("ipv6/conf/" + link + "/disable_ipv6", "0");
        setting("ipv6/conf/" + link + "/addr_gen_mode", "1");
        setting("ipv6/conf/" + link + "/accept_ra", "0");
        setting("ipv6/conf/" + link + "/accept_dad", "0");
        setting("ipv6/conf/" + link + "/keep_addr_on_down", "1");
    }

    private void labAddresses() {
        String link = site.labLink();
        labBatch("""
                link set lo up
                link set %1$s address %2$s
                link set %1$s up
                addr replace %3$s/30 dev %1$s
                addr replace %4$s/126 dev %1$s nodad
                neigh replace %5$s lladdr %6$s nud permanent dev %1$s
                neigh replace %7$s lladdr %6$s nud permanent dev %1$s
                route replace local %8$s dev lo table main
                route replace local %9$s dev lo table main
                """.formatted(link, LAB_MAC, Addressing.GATEWAY4, Addressing.GATEWAY6, Addressing.MONITOR4, HOST_MAC,
                Addressing.MONITOR6, Addressing.V4, Addressing.V6));
    }

    private void hostAddresses() {
        String link = site.hostLink();
        hostBatch("""
                link set %1$s address %2$s
                link set %1$s up
                addr replace %3$s/30 dev %1$s
                addr replace %4$s/126 dev %1$s nodad
                neigh replace %5$s lladdr %6$s nud permanent dev %1$s
                neigh replace %7$s lladdr %6$s nud permanent dev %1$s
                route replace %8$s via %5$s dev %1$s src %3$s
                route replace %9$s via %7$s dev %1$s src %4$s metric 100
                """.formatted(link, HOST_MAC, Addressing.MONITOR4, Addressing.MONITOR6, Addressing.GATEWAY4, LAB_MAC,
                Addressing.GATEWAY6, Addressing.V4, Addressing.V6));
    }

    /** Takes namespace and cable away; the black holes stay. */
    void lower() {
        if (cableIsThere()) {
            hostBatch("link del " + site.hostLink() + "\n");
        }
        if (namespaceIsThere()) {
            Shell.run(List.of(), "ip", "netns", "del", site.namespace());
        }
    }

    void dark(Dark before, Dark after) {
        if (before == Dark.SILENT || after == Dark.SILENT) {
            nft(NftText.silence(site.labLink(), after == Dark.SILENT));
        }
        if (after == Dark.CARRIER) {
            labBatch("link set " + site.labLink() + " down\n");
        } else if (before == Dark.CARRIER) {
            labAddresses();
        }
    }

    void losses(LabState state, Function<String, Device> devices) {
        nft(NftText.losses(state, devices));
    }

    private void nft(String script) {
        Shell.run(site.insideLab(), List.of("nft", "-f", "-"), script);
    }

    private void hostBatch(String lines) {
        Shell.run(site.atHost(), List.of("ip", "-batch", "-"), lines);
    }

    private void labBatch(String lines) {
        Shell.run(site.insideLab(), List.of("ip", "-batch", "-"), lines);
    }

    private static void inside(String namespace, Runnable work) {
        Namespaces.inside(namespace, () -> {
            work.run();
            return true;
        });
    }

    static void setting(String name, String value) {
        Path file = Path.of("/proc/sys/net", name);
        try {
            Files.writeString(file, value);
        } catch (IOException e) {
            throw new LabException("cannot set " + file + " to " + value + ": " + e.getMessage()
                    + ". The practice network needs root and a kernel with IPv4 and IPv6", e);
        }
    }
}

package vor.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Network namespaces for one test: one stands for the monitor's machine, with a default route to another that stands for
 * the real world and counts what reaches it. The machine's own network is not touched.
 */
final class Stage implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Pattern RECEIVED = Pattern.compile("(\\d+) received");

    final Site site;
    private final String host;
    private final String world;

    Stage(Path directory) {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.out.println("SKIPPED: needs root, as it makes network namespaces");
        }
        assumeTrue(root, "needs root");
        String tail = ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        host = "vt-host-" + tail;
        world = "vt-world-" + tail;
        site = Site.beside(directory.resolve("run"), "vt-lab-" + tail, host);
        build();
    }

    private void build() {
        Shell.run(List.of(), "ip", "netns", "add", host);
        Shell.run(List.of(), "ip", "netns", "add", world);
        Shell.run(List.of(), List.of("ip", "-n", host, "-batch", "-"), """
                link set lo up
                link add real0 type veth peer name real1 netns %s
                link set real0 up
                addr add 192.0.2.2/24 dev real0
                addr add 2001:db8::2/64 dev real0 nodad
                """.formatted(world));
        Shell.run(List.of(), List.of("ip", "-n", world, "-batch", "-"), """
                link set lo up
                link set real1 up
                addr add 192.0.2.1/24 dev real1
                addr add 2001:db8::1/64 dev real1 nodad
                """);
        Shell.run(List.of(), List.of("ip", "-n", host, "-batch", "-"), """
                route add default via 192.0.2.1
                route add default via 2001:db8::1
                """);
        Shell.run(inWorld(), List.of("nft", "-f", "-"), """
                table inet escaped {
                  counter ours { }
                  counter others { }
                  chain in {
                    type filter hook prerouting priority -300;
                    ip daddr 198.18.0.0/15 counter name ours drop
                    ip6 daddr fd9a:7c1e:5b00::/48 counter name ours drop
                    counter name others
                  }
                }
                """);
    }

    private List<String> inWorld() {
        return List.of("nsenter", "--net=/run/netns/" + world);
    }

    /** Packets for addresses of the practice network that reached the real world. */
    long escaped() {
        return counter("ours");
    }

    long othersInTheWorld() {
        return counter("others");
    }

    private long counter(String name) {
        String text = Shell.run(inWorld(), "nft", "list", "counter", "inet", "escaped", name);
        Matcher packets = Pattern.compile("packets (\\d+)").matcher(text);
        if (!packets.find()) {
            throw new AssertionError("no counter in " + text);
        }
        return Long.parseLong(packets.group(1));
    }

    String atHost(String... command) {
        return Shell.run(site.atHost(), command);
    }

    /**
     * The kernel's ping, from the monitor's machine.
     *
     * @return what it printed, whatever came back
     */
    String ping(String address, int count, double seconds, String... options) {
        List<String> command = new ArrayList<>(site.atHost());
        command.addAll(List.of("ping", "-n", "-D", "-c", "" + count, "-i", "" + seconds, "-W", "1"));
        command.addAll(List.of(options));
        command.add(address);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** How many answers came: asks until there are so many, for a second at most, as a busy machine may be late. */
    int answers(String address, int count) {
        Matcher received = RECEIVED.matcher(ping(address, count, 0.1, "-w", "1"));
        return received.find() ? Integer.parseInt(received.group(1)) : 0;
    }

    @Override
    public void close() {
        LabBuilder.down(site);
        Shell.run(List.of(), "ip", "netns", "del", host);
        Shell.run(List.of(), "ip", "netns", "del", world);
    }
}

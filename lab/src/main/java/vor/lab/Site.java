package vor.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a practice network lives. Several can stand beside each other on one machine when all their names differ.
 *
 * @param directory for the state, the responder's socket and its log
 * @param namespace network namespace of the practice network
 * @param host network namespace that stands for the monitor's machine; empty for the machine itself
 * @param hostLink the cable's end at the monitor
 * @param labLink the cable's other end
 * @param tun the responder's device
 */
public record Site(
        Path directory, String namespace, Optional<String> host, String hostLink, String labLink, String tun) {

    /** What {@code ./vor lab} works on. */
    public static final Site DEFAULT =
            new Site(Path.of("/run/vor-lab"), "vor-lab", Optional.empty(), "vor0", "vor1", "vor-tun");

    private static final List<String> NOWHERE = List.of();

    /** A network of its own, seen from a namespace instead of from this machine. */
    public static Site beside(Path directory, String namespace, String host) {
        return new Site(directory, namespace, Optional.of(host), "vor0", "vor1", "vor-tun");
    }

    Path state() {
        return directory.resolve("state");
    }

    Path socket() {
        return directory.resolve("responder.sock");
    }

    Path log() {
        return directory.resolve("responder.log");
    }

    Path pid() {
        return directory.resolve("responder.pid");
    }

    /** As arguments of the hidden command that starts the responder. */
    List<String> arguments() {
        return List.of(directory.toString(), namespace, host.orElse(""), hostLink, labLink, tun);
    }

    static Site ofArguments(List<String> words) {
        return new Site(Path.of(words.get(0)), words.get(1), Optional.of(words.get(2)).filter(h -> !h.isEmpty()),
                words.get(3), words.get(4), words.get(5));
    }

    /** The start of a command line that runs inside the practice network. */
    List<String> insideLab() {
        return List.of("nsenter", "--net=/run/netns/" + namespace);
    }

    List<String> atHost() {
        return host.map(h -> List.of("nsenter", "--net=/run/netns/" + h)).orElse(NOWHERE);
    }
}

package vor.server.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import vor.model.AddressText;

/** The only addresses that the server opens without accounts, and the names by which it may be asked for. */
final class Loopback {
    private Loopback() {}

    /**
     * @throws IllegalArgumentException for any other address, saying why
     */
    static InetAddress address(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return literal("127.0.0.1");
        }
        // Only literals: a name would ask DNS, and could turn into another address tomorrow.
        if (!host.matches("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?") || !literal(host).isLoopbackAddress()) {
            throw refused(host);
        }
        return literal(host);
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw refused(host);
        }
    }

    static IllegalArgumentException refused(String host) {
        return new IllegalArgumentException("refusing to listen on \"" + host
                + "\": anybody who reaches the server could change everything in it, as it is to start with neither TLS nor accounts."
                + " Use 127.0.0.1, ::1 or localhost, or switch accounts and TLS on (docs/howto/access.md)");
    }

    /** Values of the Host header that mean a server there, beside the names that it was given. */
    static Set<String> names(InetAddress address) {
        Set<String> names = new LinkedHashSet<>();
        names.add("localhost");
        names.add("127.0.0.1");
        names.add("[::1]");
        names.add(name(address));
        return names;
    }

    /** Host and port as in an address line. */
    static String authority(InetAddress address, int port) {
        return name(address) + ":" + port;
    }

    /** As it stands in a Host header; browsers write IPv6 as RFC 5952 has it. */
    static String name(InetAddress address) {
        String text = AddressText.of(address.getAddress());
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }
}

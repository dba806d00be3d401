package vor.server.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The only addresses that the server opens, and the names by which it may be asked for. */
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

    private static IllegalArgumentException refused(String host) {
        return new IllegalArgumentException("refusing to listen on \"" + host
                + "\": anybody who reaches the server may change everything in it, as it has neither TLS nor accounts yet;"
                + " until it has, it opens loopback only. Use 127.0.0.1, ::1 or localhost,"
                + " and reach it from elsewhere through an SSH tunnel (ssh -L)");
    }

    /** Values of the Host header that mean us. */
    static Set<String> authorities(InetAddress address, int port) {
        Set<String> names = new LinkedHashSet<>();
        names.add("localhost");
        names.add("127.0.0.1");
        names.add("[::1]");
        names.add(name(address));
        Set<String> authorities = new LinkedHashSet<>();
        names.forEach(name -> authorities.add(name + ":" + port));
        if (port == 80) {
            authorities.addAll(names);
        }
        return authorities;
    }

    /** Host and port as in an address line. */
    static String authority(InetAddress address, int port) {
        return name(address) + ":" + port;
    }

    private static String name(InetAddress address) {
        if (address instanceof Inet6Address) {
            return "[::1]";
        }
        return address.getHostAddress();
    }
}

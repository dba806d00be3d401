package vor.server.collect.ping;

import vor.model.Family;

/** What to tell people when the kernel gives no socket for echoes. */
final class Rights {
    private Rights() {}

    /** Why addresses of one family cannot be asked while those of the other can. */
    static String familyLacking(Family family) {
        return "no socket for " + (family == Family.V6 ? "IPv6" : "IPv4") + " on this machine; the log says why";
    }

    static String lacking(Family family, int errno) {
        String protocol = family == Family.V6 ? "ICMPv6" : "ICMP";
        return switch (errno) {
            case Errno.EPERM, Errno.EACCES ->
                "no right to send " + protocol + " echoes (" + Errno.name(errno)
                        + "): grant AmbientCapabilities=CAP_NET_RAW in the systemd unit,"
                        + " or sysctl -w net.ipv4.ping_group_range=\"0 2147483647\"";
            case 97 -> "this machine has no " + (family == Family.V6 ? "IPv6" : "IPv4");
            default -> "no socket for " + protocol + " echoes: " + Errno.name(errno);
        };
    }
}

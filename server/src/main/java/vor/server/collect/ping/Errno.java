package vor.server.collect.ping;

/** Names of the errors that sending may meet, on Linux. */
final class Errno {
    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int EINVAL = 22;
    static final int ENETDOWN = 100;
    static final int ENETUNREACH = 101;
    static final int ENOBUFS = 105;
    static final int EHOSTUNREACH = 113;

    private Errno() {}

    static String name(int errno) {
        return switch (errno) {
            case EPERM -> "EPERM";
            case EINTR -> "EINTR";
            case EAGAIN -> "EAGAIN";
            case ENOMEM -> "ENOMEM";
            case EACCES -> "EACCES";
            case EINVAL -> "EINVAL";
            case 99 -> "EADDRNOTAVAIL";
            case ENETDOWN -> "ENETDOWN";
            case ENETUNREACH -> "ENETUNREACH";
            case ENOBUFS -> "ENOBUFS";
            case EHOSTUNREACH -> "EHOSTUNREACH";
            default -> "errno " + errno;
        };
    }

    /** What it means for an echo, for people. */
    static String meaning(int errno) {
        return switch (errno) {
            case EPERM -> "not permitted: EPERM (a firewall rule on this machine?)";
            case EACCES -> "not permitted: EACCES (a prohibit route, or a broadcast address?)";
            case EINVAL -> "the route is a blackhole: EINVAL";
            case ENETDOWN -> "the interface is down: ENETDOWN";
            case ENETUNREACH -> "no route: ENETUNREACH";
            case EHOSTUNREACH -> "no way to the host: EHOSTUNREACH";
            case ENOBUFS -> "the kernel's send queue is full: ENOBUFS";
            default -> "cannot send: " + name(errno);
        };
    }

    /** Whether the packet had no chance, whoever it was for: the next one may pass. */
    static boolean passing(int errno) {
        return errno == EAGAIN || errno == ENOBUFS || errno == ENOMEM || errno == EINTR;
    }
}

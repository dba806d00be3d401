package vor.lab.kernel;

/** Linux refused a call; the message says which, on what, and why. */
public final class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KernelException(String what, int errno) {
        super(what + ": " + reason(errno));
    }

    private static String reason(int errno) {
        return switch (errno) {
            case 1 -> "not permitted (EPERM): needs root";
            case 2 -> "does not exist (ENOENT)";
            case 13 -> "access refused (EACCES): needs root";
            case 16 -> "in use by somebody else (EBUSY)";
            case 17 -> "exists already (EEXIST)";
            case 22 -> "not valid (EINVAL)";
            case 105 -> "no room in a buffer (ENOBUFS)";
            default -> "errno " + errno;
        };
    }
}

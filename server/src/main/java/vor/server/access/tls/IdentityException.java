package vor.server.access.tls;

/** A certificate or key that cannot be used; the message says why and is made for people. */
public final class IdentityException extends RuntimeException {
    public IdentityException(String message) {
        super(message, null, false, false);
    }
}

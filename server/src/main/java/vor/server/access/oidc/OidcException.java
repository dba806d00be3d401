package vor.server.access.oidc;

/** Why somebody does not come in by the provider. The message is made for people, and holds no secret. */
public final class OidcException extends Exception {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    /** Whose fault it is. */
    public enum Fault {
        /** The provider or the browser says no, or what they bring does not belong together. */
        REFUSED,
        /** The provider cannot be reached, or does not answer as one. */
        PROVIDER,
        /** Too many come at once. */
        BUSY
    }

    private OidcException(Fault fault, String message) {
        super(message, null, false, false);
        this.fault = fault;
    }

    static OidcException refused(String message) {
        return new OidcException(Fault.REFUSED, message);
    }

    static OidcException provider(String message) {
        return new OidcException(Fault.PROVIDER, message);
    }

    static OidcException busy(String message) {
        return new OidcException(Fault.BUSY, message);
    }

    public Fault fault() {
        return fault;
    }

    /** What is said. */
    public String words() {
        return String.valueOf(getMessage());
    }
}

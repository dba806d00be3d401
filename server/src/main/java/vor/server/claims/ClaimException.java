package vor.server.claims;

import java.util.Optional;

/** A claim that was refused; nothing was changed. The message is for people. */
public final class ClaimException extends RuntimeException {
    /** Why. */
    public enum Reason {
        /** The name of who takes it is empty, too long, or holds what no name does. */
        NAME,
        /** Nobody is on it, so nothing can be given back. */
        NOBODY,
        /** Somebody else is on it than the caller thinks. */
        OTHERWISE,
        /** There are as many as there may be. */
        TOO_MANY,
        /** The file cannot be written. */
        NOT_WRITTEN
    }

    private final Reason reason;
    private final transient Optional<Claim> current;

    ClaimException(Reason reason, String message, Optional<Claim> current) {
        super(message);
        this.reason = reason;
        this.current = current;
    }

    public Reason reason() {
        return reason;
    }

    /** The claim that is there. */
    public Optional<Claim> current() {
        return current;
    }
}

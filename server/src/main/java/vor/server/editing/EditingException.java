package vor.server.editing;

/** A lease that was refused; nothing was changed. The message is for people. */
public final class EditingException extends RuntimeException {
    /** Why. */
    public enum Reason {
        /** The name of who edits is empty, too long, or holds what no name does. */
        NAME,
        /** The page has no name, or one that it cannot have. */
        PAGE,
        /** There are as many as there may be. */
        TOO_MANY
    }

    private final Reason reason;

    EditingException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

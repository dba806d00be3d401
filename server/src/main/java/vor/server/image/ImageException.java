package vor.server.image;

/** A file that is not drawn; the message says what is wrong with it, for people, after "the image". */
public final class ImageException extends Exception {
    private final String hint;

    ImageException(String message, String hint) {
        super(message, null, false, false);
        this.hint = hint;
    }

    ImageException(String message) {
        this(message, "");
    }

    /** How to mend it; may be empty. */
    public String hint() {
        return hint;
    }
}

package vor.lab;

/** The practice network cannot do what was asked; the message is for people and says how to mend it. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LabException(String message) {
        super(message);
    }

    LabException(String message, Throwable cause) {
        super(message, cause);
    }
}

package vor.wire.statsd;

/** What was written down is no literal of JavaScript, or too large a one. */
public final class ScriptException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Script.Place at;

    ScriptException(Script.Place at, String message) {
        super(message);
        this.at = at;
    }

    /** Where the reader could go no further. */
    public Script.Place at() {
        return at;
    }
}

package vor.server.events.query;

/** A query that is none. The message says what was expected, and where. */
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1;

    private final int at;

    QueryException(String message, int at) {
        super(message);
        this.at = at;
    }

    /** Characters from the beginning, from 0. */
    public int at() {
        return at;
    }
}

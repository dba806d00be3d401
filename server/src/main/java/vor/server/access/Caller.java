package vor.server.access;

/**
 * Who sends a request.
 *
 * @param name of the account; empty when it is nobody, or anybody
 * @param role what it may do now; of no meaning for nobody
 * @param key identifies the session or the token; empty for the others
 */
public record Caller(Kind kind, String name, Role role, String key) {
    /** A stranger. */
    public static final Caller NOBODY = new Caller(Kind.NOBODY, "", Role.VIEWER, "");

    /** Whoever reaches a server without accounts. */
    public static final Caller ANYBODY = new Caller(Kind.ANYBODY, "", Role.ADMIN, "");

    /** How it is known. */
    public enum Kind {
        NOBODY,
        ANYBODY,
        SESSION,
        TOKEN
    }

    public boolean may(Role least) {
        return kind != Kind.NOBODY && role.covers(least);
    }

    /** Has an account here. */
    public boolean isKnown() {
        return kind == Kind.SESSION || kind == Kind.TOKEN;
    }
}

package vor.server.api;

import vor.server.access.Caller;

/**
 * Who sends the request that this thread is answering, and how it came here.
 *
 * @param source the address it comes from: what a trusted proxy says, else the other end of the connection
 * @param encrypted for the whole way from the browser to us or to our proxy
 * @param port on which it came in
 */
public record Call(Caller caller, String source, boolean encrypted, int port) {
    private static final ScopedValue<Call> NOW = ScopedValue.newInstance();
    private static final Call OPEN = new Call(Caller.ANYBODY, "", false, 0);

    /** Anybody, where no gate stands before the routes. */
    public static Call now() {
        return NOW.orElse(OPEN);
    }

    /** The Set-Cookie header that keeps a session in the browser that sent this. */
    public String keep(String session, long seconds) {
        return Cookies.keep(session, encrypted, port, seconds);
    }

    /** The Set-Cookie header that has the browser forget it. */
    public String forget() {
        return Cookies.forget(encrypted, port);
    }

    void run(Runnable work) {
        ScopedValue.where(NOW, this).run(work);
    }
}

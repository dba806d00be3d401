package vor.server.api;

import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Optional;
import vor.server.access.Caller;

/**
 * Who sends the request that this thread is answering, and how it came here.
 *
 * @param source the address it comes from: what a trusted proxy says, else the other end of the connection
 * @param host by which it asks for us, which is one of our names; with its port
 * @param encrypted for the whole way from the browser to us or to our proxy
 * @param port on which it came in
 */
public record Call(Caller caller, String source, String host, boolean encrypted, int port) {
    private static final ScopedValue<Call> NOW = ScopedValue.newInstance();
    private static final Call OPEN = new Call(Caller.ANYBODY, "", "", false, 0);

    /** Anybody, where no gate stands before the routes. */
    public static Call now() {
        return NOW.orElse(OPEN);
    }

    /** Where the browser that sent this finds our page. */
    public String page() {
        return (encrypted ? "https://" : "http://") + host + "/";
    }

    /** The Set-Cookie header that keeps a session in the browser that sent this. */
    public String keep(String session, Duration valid) {
        return Cookies.keep(Cookies.Kind.SESSION, session, encrypted, port, valid.toSeconds());
    }

    /** The Set-Cookie header that has the browser forget it. */
    public String forget() {
        return Cookies.forget(Cookies.Kind.SESSION, encrypted, port);
    }

    /** The Set-Cookie header that keeps the key of a login that is not finished. */
    public String keepLogin(String key, Duration valid) {
        return Cookies.keep(Cookies.Kind.LOGIN, key, encrypted, port, valid.toSeconds());
    }

    /** The Set-Cookie header that has the browser forget it. */
    public String forgetLogin() {
        return Cookies.forget(Cookies.Kind.LOGIN, encrypted, port);
    }

    /** The key of a login that this browser has begun and not finished. */
    public Optional<String> login(ServerRequest request) {
        return Cookies.of(Cookies.Kind.LOGIN, request.headers(), encrypted, port);
    }

    void run(Runnable work) {
        ScopedValue.where(NOW, this).run(work);
    }
}

package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vor.server.access.Access;
import vor.server.access.Caller;
import vor.server.access.Role;

/**
 * Who asks, and whether that one may ask this: by the table of {@link Rights}, and what does not stand there nobody may. Also
 * has every try to change something written down. Without accounts everybody may do everything.
 */
final class Guard {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S{1,200})");
    private static final Set<Method> READING = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);

    /** What these do is written down by the accounts themselves, in better words; what they refuse, too. */
    private static final Set<String> ALWAYS = Set.of("/api/v1/login", "/api/v1/setup", "/api/v1/me/password", "/api/v1/oidc/begin", "/api/v1/oidc/finish");

    private static final List<String> TOLD = List.of("/api/v1/logout", "/api/v1/accounts/", "/api/v1/tokens");

    /** What changes nothing that lasts and comes every few seconds: that a form is open, what a page looks at, and what hosts and applications tell. */
    private static final List<String> PASSING = List.of("/api/v1/editing/", "/api/v1/live/", "/api/v1/events", "/api/v1/collectd");

    private final Optional<Access> access;
    private final RouteTable table;
    private volatile int port;

    Guard(Optional<Access> access, RouteTable table) {
        this.access = access;
        this.table = table;
    }

    void open(int port) {
        this.port = port;
    }

    /** What is known of a request so far; for the thread of that request. */
    static final class Visit {
        Caller caller = Caller.NOBODY;
        String source = "";
        boolean admitted;
        boolean noted;
        /** Once somebody has begun to read it. */
        Optional<LimitedInput> body = Optional.empty();
    }

    /** Whether it carries a key by itself: a browser adds none to what another site makes it send. */
    boolean isByToken(RoutingRequest request) {
        return access.isPresent() && request.headers().contains(HeaderNames.AUTHORIZATION);
    }

    /** @throws ProblemException when the caller may not do this */
    Call admit(RoutingRequest request, RoutingResponse response, Front.Arrival arrival, Visit visit) {
        if (access.isPresent()) {
            check(request, response, visit.caller);
        }
        visit.admitted = true;
        return new Call(visit.caller, arrival.source(), arrival.host(), arrival.encrypted(), port);
    }

    /** Who it is; of no matter yet whether that one may do this. */
    Caller caller(ServerRequestHeaders headers, Front.Arrival arrival) {
        return access.map(a -> caller(a, headers, arrival)).orElse(Caller.ANYBODY);
    }

    /** A key that opens nothing is not made up for by a cookie. */
    private Caller caller(Access access, ServerRequestHeaders headers, Front.Arrival arrival) {
        Optional<String> authorization = headers.first(HeaderNames.AUTHORIZATION);
        return authorization
                .map(text -> Optional.of(BEARER.matcher(text)).filter(Matcher::matches).map(m -> m.group(1))
                        .flatMap(key -> access.byToken(key, arrival.source())))
                .orElseGet(() -> Cookies.of(Cookies.Kind.SESSION, headers, arrival.encrypted(), port).flatMap(access::bySession))
                .orElse(Caller.NOBODY);
    }

    private void check(RoutingRequest request, RoutingResponse response, Caller caller) {
        Method method = request.prologue().method();
        Optional<RouteTable.Route> route = table.find(method, request.prologue().uriPath());
        if (route.isEmpty()) {
            throw missing(request, response).exception();
        }
        Rights.Need need = Rights.need(route.get()).orElseThrow(() -> forbidden("nobody may do this yet: it stands in no table").exception());
        if (need.role().isEmpty()) {
            return;
        }
        Role least = need.role().get();
        if (caller.kind() == Caller.Kind.NOBODY) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"vor\"");
            throw Problem.of("login", "Who are you?", 401, "log in at /, or send a token: Authorization: Bearer vor_…").exception();
        }
        if (!caller.may(least)) {
            throw forbidden("this needs the role " + least.word() + ", and yours is " + caller.role().word()).exception();
        }
    }

    private Problem missing(RoutingRequest request, RoutingResponse response) {
        return Errors.missing(table.methods(request.prologue().uriPath()), response);
    }

    private static Problem forbidden(String detail) {
        return Problem.of("role", "You may not do this", 403, detail);
    }

    /** What came of a request; counts once. */
    void note(RoutingRequest request, Visit visit, int status) {
        String method = request.prologue().method().text().toUpperCase(Locale.ROOT);
        String path = request.prologue().uriPath().rawPath();
        boolean told = visit.admitted && (ALWAYS.contains(path) || (status < 400 && Stream.concat(PASSING.stream(), TOLD.stream()).anyMatch(path::startsWith)));
        if (!visit.noted && !told && !READING.contains(request.prologue().method())) {
            visit.noted = true;
            access.ifPresent(a -> a.note(visit.caller, visit.source, method, path, status));
        }
    }
}

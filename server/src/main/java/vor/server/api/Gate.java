package vor.server.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import vor.model.Reading;

/**
 * What every request passes: whether it means us, whether another site sent it through somebody's browser, how long it
 * may take and how much it may carry. Every answer gets the headers that keep a browser strict.
 */
final class Gate implements Filter {
    /** Of any request, in bytes. */
    static final long MAX_BODY = 4 << 20;

    /** Of an import, in bytes. */
    static final long MAX_IMPORT = 16 << 20;

    /** Of an image below a plan, in bytes. */
    static final long MAX_IMAGE = 8 << 20;

    private static final Duration REQUEST = Duration.ofSeconds(60);

    /* For what is left of a body that nobody wants. */
    private static final Duration LINGER = Duration.ofSeconds(5);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final String IMPORT = "/api/v1/import";
    private static final String PLANS = "/api/v1/plans/";
    private static final String IMAGE = "/image";
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Set<Method> READING = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);
    private static final List<Header> STRICT = List.of(
            HeaderValues.createCached(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                            + "font-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
            HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
            HeaderValues.createCached("Referrer-Policy", "no-referrer"),
            HeaderValues.createCached("Cross-Origin-Opener-Policy", "same-origin"),
            HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin"));

    private final Deadlines deadlines;
    private final Errors errors;
    private final Front front;
    private final Guard guard;
    private final LongAdder[] answers = new LongAdder[6];

    Gate(Deadlines deadlines, Errors errors, Front front, Guard guard) {
        this.deadlines = deadlines;
        this.errors = errors;
        this.front = front;
        this.guard = guard;
        for (int i = 0; i < answers.length; i++) {
            answers[i] = new LongAdder();
        }
    }

    static void secure(ServerResponseHeaders headers) {
        STRICT.forEach(headers::set);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        deadlines.begin(REQUEST);
        Guard.Visit visit = new Guard.Visit();
        try {
            secure(response.headers());
            admit(request, response, visit).run(chain::proceed);
        } catch (ProblemException e) { // only from the checks: what happens further on is answered there
            if (request.content().hasEntity()) {
                Ending.with(request, response); // its body is not even looked at
            }
            guard.note(request, visit, e.problem().status());
            errors.answer(request, response, e);
        } finally {
            linger(request, response, visit);
            end(request);
            count(response.status().code());
            guard.note(request, visit, response.status().code());
        }
    }

    private void linger(RoutingRequest request, RoutingResponse response, Guard.Visit visit) {
        if (request.content().hasEntity() && Ending.isNear(request, response)) {
            deadlines.begin(LINGER);
            Ending.discard(() -> visit.body.map(LimitedInput::rest).orElseGet(() -> request.content().inputStream()));
        }
    }

    /** Where the body was not read, Helidon reads it after us, still within the time of this request. */
    private void end(RoutingRequest request) {
        if (!request.content().hasEntity() || request.content().consumed()) {
            deadlines.end();
        }
    }

    private Call admit(RoutingRequest request, RoutingResponse response, Guard.Visit visit) {
        Front.Arrival arrival = front.arrival(request);
        visit.source = arrival.source();
        visit.caller = guard.caller(request.headers(), arrival);
        if (!READING.contains(request.prologue().method()) && !guard.isByToken(request)) {
            origin(request.headers(), arrival);
        }
        length(request, visit);
        return guard.admit(request, response, arrival, visit);
    }

    /** A page of another site may make a browser send requests here, though it cannot read the answers. */
    private void origin(ServerRequestHeaders headers, Front.Arrival arrival) {
        String site = headers.first(FETCH_SITE).orElse("none");
        boolean other = !site.equals("same-origin") && !site.equals("none");
        boolean foreign = headers.first(HeaderNames.ORIGIN).map(o -> !front.isOurs(arrival, o)).orElse(false);
        if (other || foreign) {
            throw Problem.of(
                            "cross-site",
                            "Another site may not change anything here",
                            403,
                            "the Origin or Sec-Fetch-Site header names another site")
                    .exception();
        }
    }

    private static void length(RoutingRequest request, Guard.Visit visit) {
        framing(request.headers());
        long limit = limit(request.prologue().uriPath().path());
        if (request.headers().contentLength().orElse(0) > limit) {
            throw Problem.tooLarge(limit).exception();
        }
        request.streamFilter(in -> {
            LimitedInput body = new LimitedInput(in, limit);
            visit.body = Optional.of(body);
            return body;
        });
    }

    private static long limit(String path) {
        if (path.equals(IMPORT)) {
            return MAX_IMPORT;
        }
        return path.startsWith(PLANS) && path.endsWith(IMAGE) ? MAX_IMAGE : MAX_BODY;
    }

    /** Two lengths, or none that is a number, would leave it to guesses where the next request begins. */
    private static void framing(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.CONTENT_LENGTH)) {
            return;
        }
        Header length = headers.get(HeaderNames.CONTENT_LENGTH);
        if (length.valueCount() > 1
                || headers.contains(HeaderNames.TRANSFER_ENCODING)
                || !LENGTH.matcher(length.get()).matches()) {
            throw Problem.malformed("the length of the body must be given once, by Content-Length or by Transfer-Encoding")
                    .exception();
        }
    }

    private void count(int status) {
        answers[Math.clamp(status / 100, 0, 5)].increment();
    }

    List<Reading> readings() {
        return IntStream.rangeClosed(1, 5).mapToObj(this::reading).toList();
    }

    private Reading reading(int hundreds) {
        return new Reading(
                "vor_http_requests_total",
                "Requests answered, by class of status",
                Reading.Kind.COUNTER,
                Map.of("class", hundreds + "xx"),
                answers[hundreds]::sum);
    }
}

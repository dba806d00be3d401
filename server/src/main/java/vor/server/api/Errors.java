package vor.server.api;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.NotFoundException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into a {@link Problem}; what is our own fault is logged under an id, and only the id is told. */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private final RouteTable table;

    Errors(RouteTable table) {
        this.table = table;
    }

    void answer(ServerRequest request, ServerResponse response, Throwable fault) {
        if (isGone(fault)) {
            throw new CloseConnectionException("the other side is gone", fault);
        }
        Problem problem = problem(request, response, fault);
        if (problem.status() == 413) {
            Ending.with(request, response); // what is left of the body is not worth reading
        }
        if (request.prologue().method().equals(Method.HEAD)) {
            response.status(Status.create(problem.status())).send();
        } else {
            problem.send(response);
        }
    }

    private static boolean isGone(Throwable fault) {
        return fault instanceof IOException
                || fault instanceof UncheckedIOException
                || fault instanceof DataReader.InsufficientDataAvailableException
                || Thread.currentThread().isInterrupted();
    }

    private Problem problem(ServerRequest request, ServerResponse response, Throwable fault) {
        return switch (fault) {
            case ProblemException e -> e.problem();
            case NotFoundException e -> missing(table.methods(request.prologue().uriPath()), response);
            case HttpException e when e.status().code() < 500 -> byStatus(e.status());
            default -> ours(request, fault);
        };
    }

    /** @param methods that may be used there; none when there is nothing */
    static Problem missing(List<String> methods, ServerResponse response) {
        if (methods.isEmpty()) {
            return Problem.notFound("nothing is here; the API is described at /api/v1/openapi.json");
        }
        response.header(HeaderNames.ALLOW, String.join(", ", methods));
        return Problem.method("expected one of: " + String.join(", ", methods));
    }

    private static Problem ours(ServerRequest request, Throwable fault) {
        String id = String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
        LOG.error("request {} {} failed, id {}", request.prologue().method(), request.prologue().uriPath().rawPath(), id, fault);
        return Problem.of("internal", "The server made a mistake", 500, "it is in the server's log under the id " + id);
    }

    private static Problem byStatus(Status status) {
        return switch (status.code()) {
            case 404 -> Problem.notFound("nothing is here");
            case 405 -> Problem.method("this method cannot be used here");
            case 413 -> Problem.tooLarge(Gate.MAX_BODY);
            case 415 -> Problem.mediaType("expected application/json");
            case 500 -> Problem.of("internal", "The server made a mistake", 500, "the server's log says more");
            case 503 -> Problem.of("busy", "The server is busy", 503, "try again in a moment");
            default -> status.code() < 500
                    ? new Problem("malformed", "The request cannot be read", status.code(), "it is not valid HTTP/1.1", List.of(), Optional.empty())
                    : Problem.of("internal", "The server made a mistake", status.code(), "the server's log says more");
        };
    }

    /** For requests that are so broken that they never reach a route. */
    static DirectHandler.TransportResponse unreadable(Status status, ServerResponseHeaders headers) {
        Problem problem = byStatus(status);
        Gate.secure(headers);
        headers.set(HeaderNames.CACHE_CONTROL, "no-store");
        headers.set(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        return DirectHandler.TransportResponse.builder()
                .status(Status.create(problem.status()))
                .headers(headers)
                .entity(problem.json().toString().getBytes(StandardCharsets.UTF_8))
                .keepAlive(false)
                .build();
    }
}

package vor.server.api.access;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.OptionalInt;
import vor.server.access.AccessException;
import vor.server.api.Problem;

/** What the accounts refuse, as problem documents. */
final class Refusals {
    private Refusals() {}

    static Problem problem(AccessException e, ServerResponse response) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case AccessException.Refused _ -> {
                response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"vor\"");
                yield Problem.of("refused", "This did not fit", 401, message);
            }
            case AccessException.Limited limited -> {
                response.header(HeaderNames.RETRY_AFTER, Long.toString(limited.seconds()));
                yield Problem.of("limited", "Too many failed attempts", 429, message);
            }
            case AccessException.Invalid invalid -> Problem.invalid("The request is not valid", List.of(
                    new Problem.Item(invalid.field(), message, invalid.hint(), OptionalInt.empty(), OptionalInt.empty())));
            case AccessException.NotFound _ -> Problem.notFound(message);
            case AccessException.Conflict _ -> Problem.conflict(message);
            case AccessException.Elsewhere _ -> Problem.of("provider", "The login provider cannot be asked", 502, message);
            case AccessException.Busy _ -> Problem.busy(message);
            case AccessException.Unavailable _ -> Problem.blindWrite(message);
        };
    }
}

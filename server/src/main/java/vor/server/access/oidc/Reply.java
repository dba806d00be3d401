package vor.server.access.oidc;

import java.util.Optional;

/**
 * What the provider sent back through the browser. Anybody may have written it.
 *
 * @param state that we had sent along
 * @param code to be exchanged; empty when the provider says no
 * @param issuer who answers, where it says so (RFC 9207)
 * @param error its word for why not
 * @param description the same for people
 */
public record Reply(
        String state, Optional<String> code, Optional<String> issuer, Optional<String> error, Optional<String> description) {
    /** Nothing that is logged may hold the code. */
    @Override
    public String toString() {
        return "Reply[]";
    }
}

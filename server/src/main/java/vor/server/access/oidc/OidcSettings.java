package vor.server.access.oidc;

import java.util.List;
import java.util.Optional;

/**
 * Which provider is asked, and as whom.
 *
 * @param issuer as the provider writes itself: an https address, without query and fragment
 * @param client the name under which the provider knows us
 * @param secret what proves it; empty where the provider is content with PKCE
 * @param scopes that are asked for, {@code openid} among them
 * @param users the claim that holds the name of a person
 * @param groups the claim that holds the groups of a person; points lead into objects, as in {@code realm_access.roles}
 */
public record OidcSettings(
        String issuer, String client, Optional<String> secret, List<String> scopes, String users, String groups) {
    public OidcSettings {
        scopes = List.copyOf(scopes);
    }

    /** Nothing that is kept or logged may hold the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + client + "]";
    }
}

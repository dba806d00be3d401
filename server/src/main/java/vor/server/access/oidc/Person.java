package vor.server.access.oidc;

import java.util.Set;

/**
 * Whom the provider vouches for.
 *
 * @param issuer of the provider
 * @param subject who it is for good, within the issuer
 * @param name as the provider calls that one now; empty when it does not say
 * @param groups at the provider; none when it does not say
 */
public record Person(String issuer, String subject, String name, Set<String> groups) {
    public Person {
        groups = Set.copyOf(groups);
    }
}

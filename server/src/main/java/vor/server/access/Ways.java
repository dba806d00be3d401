package vor.server.access;

import java.util.Optional;
import vor.server.access.oidc.Oidc;

/**
 * By which ways people come in.
 *
 * @param local whether accounts with a password here may; when not, their sessions and tokens open nothing either
 * @param provider by OpenID Connect; {@link Access} closes it
 */
public record Ways(boolean local, Optional<Provider> provider) {
    /** With a password, and no other way. */
    public static final Ways LOCAL = new Ways(true, Optional.empty());

    /**
     * Who else says who somebody is.
     *
     * @param name as people call it, for the button
     * @param trouble why it cannot be used as it is set up; empty when it can
     */
    public record Provider(String name, Oidc oidc, Groups groups, String trouble) {}

    boolean admit(Account account) {
        return account.bond()
                .map(bond -> provider.filter(p -> p.oidc().issuer().equals(bond.issuer())).isPresent())
                .orElse(local);
    }
}

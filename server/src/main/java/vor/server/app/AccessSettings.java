package vor.server.app;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vor.server.access.Groups;

/**
 * Who may come in, and how.
 *
 * @param accounts whether people log in
 * @param local whether they may with a password that is kept here
 * @param provider who else says who somebody is
 * @param proxies whose word on who asks is believed
 * @param names host names by which people ask, in small letters, the one to show them first
 */
record AccessSettings(
        boolean accounts, boolean local, Optional<Provider> provider, Tls tls, Set<InetAddress> proxies, List<String> names) {
    static final AccessSettings NONE = new AccessSettings(false, true, Optional.empty(), new Plain(), Set.of(), List.of());

    /** Which certificate is shown. */
    /** These, but who may come in stays as it was at the start: only a restart changes that. */
    AccessSettings enteredAs(AccessSettings started) {
        return new AccessSettings(accounts, started.local, started.provider, tls, proxies, names);
    }

    sealed interface Tls permits Plain, Own, Files {}

    /** No TLS. */
    record Plain() implements Tls {}

    /** One that Vor makes. */
    record Own() implements Tls {}

    /**
     * One from files, absolute.
     *
     * @param passphrase reference to that of the key
     */
    record Files(Path certificate, Path key, Optional<String> passphrase) implements Tls {}

    /**
     * A provider of OpenID Connect.
     *
     * @param secret where it is found; empty without one
     * @param name on the button
     * @param users the claim that holds a person's name
     * @param claim the claim that holds a person's groups
     */
    record Provider(
            String issuer, String client, Optional<String> secret, String name, List<String> scopes, String users, String claim, Groups groups) {}

    boolean encrypts() {
        return !(tls instanceof Plain);
    }
}

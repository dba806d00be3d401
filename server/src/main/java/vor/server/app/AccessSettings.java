package vor.server.app;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may come in, and how.
 *
 * @param accounts whether people log in
 * @param proxies whose word on who asks is believed
 * @param names host names by which people ask, in small letters, the one to show them first
 */
record AccessSettings(boolean accounts, Tls tls, Set<InetAddress> proxies, List<String> names) {
    static final AccessSettings NONE = new AccessSettings(false, new Plain(), Set.of(), List.of());

    /** Which certificate is shown. */
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

    boolean encrypts() {
        return !(tls instanceof Plain);
    }
}

package vor.server.api;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import vor.server.access.Access;

/**
 * Where and for whom the server opens.
 *
 * @param port 0 for any that is free
 * @param tls empty for plain HTTP, which only this machine and named proxies may speak
 * @param names host names by which people ask for it, beside its address and those of loopback
 * @param proxies whose word on who asks is believed
 * @param access empty when everybody who reaches it may do everything: on loopback only
 * @param chores called about once a second; each returns at once
 */
public record Door(
        InetAddress address,
        int port,
        Optional<SSLContext> tls,
        Set<String> names,
        Set<InetAddress> proxies,
        Optional<Access> access,
        List<Runnable> chores) {
    /** @throws IllegalArgumentException when strangers could come in, saying why that is refused */
    public Door {
        names = names.stream().map(n -> n.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        proxies = Set.copyOf(proxies);
        chores = List.copyOf(chores);
        boolean guarded = access.isPresent() && (tls.isPresent() || !proxies.isEmpty());
        if (!address.isLoopbackAddress() && !guarded) {
            throw Loopback.refused(address.getHostAddress());
        }
        if (access.isEmpty() && !proxies.isEmpty()) {
            throw new IllegalArgumentException("a server without accounts does not stand behind a proxy: everybody could change everything");
        }
    }

    /** The same door, asked for by other names and through other proxies. */
    public Door with(Set<String> names, Set<InetAddress> proxies) {
        return new Door(address, port, tls, names, proxies, access, chores);
    }

    /**
     * Plain, without accounts, for this machine alone.
     *
     * @param host 127.0.0.1, ::1 or localhost
     * @throws IllegalArgumentException for any other, saying why that is refused
     */
    public static Door loopback(String host, int port) {
        return new Door(Loopback.address(host), port, Optional.empty(), Set.of(), Set.of(), Optional.empty(), List.of());
    }
}

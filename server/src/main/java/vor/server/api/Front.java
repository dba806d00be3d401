package vor.server.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.RoutingRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vor.model.AddressText;

/**
 * By which name a request asks for us, from where, and whether it is encrypted. The word of a proxy counts when the proxy is
 * named in the configuration, and only then. Nobody is let in before the port is known.
 */
final class Front {
    private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");
    private static final HeaderName FORWARDED_HOST = HeaderNames.create("X-Forwarded-Host");
    private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");

    private final Door door;
    private volatile Set<String> authorities = Set.of();
    private volatile int port;

    Front(Door door) {
        this.door = door;
    }

    /**
     * How a request came.
     *
     * @param host by which it asks, in small letters
     * @param proxied whether a trusted proxy brought it
     * @param encrypted for the whole way
     * @param source the address that it comes from
     */
    record Arrival(String host, boolean proxied, boolean encrypted, String source, Optional<InetAddress> local) {}

    /** From now on requests are let in. */
    void open(int port) {
        Set<String> names = new HashSet<>(door.names());
        names.addAll(Loopback.names(door.address()));
        Set<String> all = new HashSet<>();
        names.forEach(name -> all.add(name + ":" + port));
        if (port == (door.tls().isPresent() ? 443 : 80)) {
            all.addAll(names);
        }
        this.port = port;
        authorities = Set.copyOf(all);
    }

    /** @throws ProblemException when it must not come this way, or asks for another server */
    Arrival arrival(RoutingRequest request) {
        ServerRequestHeaders headers = request.headers();
        InetAddress peer = address(request.remotePeer().address()).orElse(door.address());
        Optional<InetAddress> local = address(request.localPeer().address());
        boolean proxied = door.proxies().contains(peer) && headers.contains(FORWARDED_FOR);
        Arrival arrival = new Arrival(
                (proxied ? last(headers, FORWARDED_HOST) : Optional.<String>empty())
                        .or(() -> asked(request))
                        .orElse("")
                        .toLowerCase(Locale.ROOT),
                proxied,
                door.tls().isPresent() || (proxied && last(headers, FORWARDED_PROTO).orElse("").equalsIgnoreCase("https")),
                proxied ? client(headers, peer) : AddressText.of(peer.getAddress()),
                local);
        if (!isProbe(request)) {
            checkWay(arrival, isThisMachine(peer, local));
            checkHost(arrival);
        }
        return arrival;
    }

    /** In HTTP/2 a Host header has no say (RFC 9113, 8.3.1). */
    private static Optional<String> asked(RoutingRequest request) {
        return Ending.isHttp2(request) ? Optional.ofNullable(request.authority()) : request.headers().first(HeaderNames.HOST);
    }

    /** A proxy asks whether we are well in its own words. */
    private boolean isProbe(RoutingRequest request) {
        return !door.proxies().isEmpty() && request.prologue().uriPath().rawPath().equals("/healthz");
    }

    private static boolean isThisMachine(InetAddress peer, Optional<InetAddress> local) {
        return peer.isLoopbackAddress() || local.filter(peer::equals).isPresent();
    }

    /** Plain HTTP is for this machine and for proxies that speak HTTPS to everybody else. */
    private void checkWay(Arrival arrival, boolean thisMachine) {
        if (door.tls().isPresent() || (thisMachine && !arrival.proxied())) {
            return;
        }
        if (!arrival.proxied()) {
            throw insecure("this port is for the proxies that are named in the configuration, and these send X-Forwarded-For");
        }
        if (!arrival.encrypted()) {
            throw insecure("the proxy must speak HTTPS to everybody and say so: X-Forwarded-Proto: https");
        }
    }

    private static ProblemException insecure(String detail) {
        return Problem.of("insecure", "This way is not encrypted", 403, detail).exception();
    }

    private void checkHost(Arrival arrival) {
        if (!isOurs(arrival.host(), arrival)) {
            throw Problem.of(
                            "host",
                            "This is not the server that was asked for",
                            421,
                            "the Host header is not one of ours; expected one of: "
                                    + String.join(", ", authorities.stream().sorted().toList()))
                    .exception();
        }
    }

    private boolean isOurs(String authority, Arrival arrival) {
        return authorities.contains(authority)
                || (arrival.proxied() && door.names().contains(authority.replaceFirst(":[0-9]{1,5}$", "")))
                || (door.address().isAnyLocalAddress()
                        && arrival.local().filter(l -> authority.equals(Loopback.authority(l, port))).isPresent());
    }

    /** Whether an Origin is this server, asked in this way. */
    boolean isOurs(Arrival arrival, String origin) {
        String scheme = arrival.encrypted() ? "https://" : "http://";
        return origin.startsWith(scheme) && isOurs(origin.substring(scheme.length()).toLowerCase(Locale.ROOT), arrival);
    }

    /** From the right, the first that is no proxy of ours: what stands left of it anybody may have written. */
    private String client(ServerRequestHeaders headers, InetAddress peer) {
        List<String> hops = values(headers, FORWARDED_FOR);
        InetAddress client = peer;
        for (String hop : hops.reversed()) {
            Optional<InetAddress> address = literal(hop);
            if (address.isEmpty()) {
                break;
            }
            client = address.get();
            if (!door.proxies().contains(client)) {
                break;
            }
        }
        return AddressText.of(client.getAddress());
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the proxy itself has written stands last. */
    private static Optional<String> last(ServerRequestHeaders headers, HeaderName name) {
        List<String> values = values(headers, name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    private static List<String> values(ServerRequestHeaders headers, HeaderName name) {
        return headers.contains(name)
                ? headers.get(name).allValues().stream()
                        .flatMap(v -> Arrays.stream(v.split(",")))
                        .map(String::strip)
                        .filter(v -> !v.isEmpty())
                        .toList()
                : List.of();
    }

    private static Optional<InetAddress> address(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? Optional.ofNullable(inet.getAddress()) : Optional.empty();
    }
}

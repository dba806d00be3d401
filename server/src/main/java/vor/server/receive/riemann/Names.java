package vor.server.receive.riemann;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.wire.http.Head;
import vor.wire.http.RequestHead;

/**
 * Whether a request is let in, by its Host and Origin. A page of another site may have somebody's browser ask here; and a name that its owner turns into our address
 * would make that page one of our own. So only names that nobody can turn are answered: addresses, localhost and those of the configuration.
 */
final class Names {
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]/@ ]+)(:[0-9]{1,5})?");
    private static final Pattern ORIGIN = Pattern.compile("https?://(.+)");
    private static final String LOCALHOST = "localhost";

    private final Set<String> names;

    /** @param names in small letters */
    Names(Set<String> names) {
        this.names = names;
    }

    /** What speaks against it, as the answer that it gets; empty when nothing does. */
    Optional<Head.Damage> objection(RequestHead head) {
        Optional<String> host = head.header("host").map(h -> host(h).orElse(""));
        if (host.isPresent() && !isOurs(host.get())) {
            return Optional.of(new Head.Damage(421, "ask by an address, by localhost, or by a name of \"access.names\" in Vor's configuration"));
        }
        boolean foreign = head.header("origin").isPresent()
                ? !isOrigin(head.header("origin").get(), host.orElse(""))
                : head.header("sec-fetch-site").filter("cross-site"::equals).isPresent();
        return foreign ? Optional.of(new Head.Damage(403, "a page of another site may not read or send here")) : Optional.empty();
    }

    private static Optional<String> host(String authority) {
        Matcher m = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
        return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
    }

    private boolean isOurs(String host) {
        return host.equals(LOCALHOST) || names.contains(host) || literal(host).isPresent();
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Another port of the same host is no foreign site: Vor's own page is there. */
    private static boolean isOrigin(String origin, String host) {
        Matcher m = ORIGIN.matcher(origin);
        Optional<String> from = m.matches() ? host(m.group(1)) : Optional.empty();
        return from.filter(f -> f.equals(host) || isThisMachine(f) && isThisMachine(host)).isPresent();
    }

    private static boolean isThisMachine(String host) {
        return host.equals(LOCALHOST) || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }
}

package vor.server.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.AddressText;
import vor.model.Clock;
import vor.server.access.Access;
import vor.server.access.Effort;
import vor.server.access.Ways;
import vor.server.access.oidc.Oidc;
import vor.server.access.oidc.OidcSettings;
import vor.server.access.tls.Identity;
import vor.server.access.tls.IdentityException;
import vor.server.api.Door;

/** Makes of the configuration what stands at the door: accounts, certificate, names. */
final class Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
    private static final int REFRESH_EVERY = 10;

    private Entrance() {}

    /** Empty while there are no accounts. */
    static Optional<Access> access(Config config, Clock clock) {
        return config.access().accounts() ? Optional.of(Access.open(config.data(), clock, Effort.SHIPPED, ways(config, clock))) : Optional.empty();
    }

    private static Ways ways(Config config, Clock clock) {
        return new Ways(config.access().local(), config.access().provider().map(p -> provider(config, p, clock)));
    }

    /** A secret that is not there is no reason to watch no network: nobody comes in that way until it is. */
    private static Ways.Provider provider(Config config, AccessSettings.Provider p, Clock clock) {
        Optional<String> secret = Optional.empty();
        String trouble = "";
        try {
            if (p.secret().isPresent()) {
                secret = Optional.of(secret(p.secret().get(), config));
            }
        } catch (IOException e) {
            trouble = Failure.inWords(e);
            LOG.error("nobody can log in by \"{}\": {}", p.name(), trouble);
        }
        OidcSettings settings = new OidcSettings(p.issuer(), p.client(), secret, p.scopes(), p.users(), p.claim());
        return new Ways.Provider(p.name(), new Oidc(settings, clock, Authorities.client()), p.groups(), trouble);
    }

    private static String secret(String reference, Config config) throws IOException {
        return Secrets.beside(config.file(), System.getenv()).text(reference);
    }

    /**
     * The certificate; empty without TLS. One of our own is made when there is none.
     *
     * @throws IOException when it cannot be used, in words for people
     */
    static Optional<Identity> identity(Config config, Clock clock) throws IOException {
        try {
            return switch (config.access().tls()) {
                case AccessSettings.Plain _ -> Optional.empty();
                case AccessSettings.Files f -> Optional.of(Identity.files(f.certificate(), f.key(), () -> passphrase(f, config), clock));
                case AccessSettings.Own _ -> Optional.of(Identity.own(config.data(), needed(config), also(config), clock));
            };
        } catch (IdentityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Optional<char[]> passphrase(AccessSettings.Files files, Config config) {
        if (files.passphrase().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Secrets.beside(config.file(), System.getenv()).text(files.passphrase().get()).toCharArray());
        } catch (IOException e) {
            throw new IdentityException("the passphrase of " + files.key() + ": " + e.getMessage());
        }
    }

    /** The fingerprint of the certificate that is there already; empty when there is none, or it cannot be read by this user. */
    static Optional<String> shown(Config config) {
        return switch (config.access().tls()) {
            case AccessSettings.Plain _ -> Optional.empty();
            case AccessSettings.Files f -> Identity.fingerprintIn(f.certificate());
            case AccessSettings.Own _ -> Identity.ownFingerprint(config.data());
        };
    }

    private static Set<String> needed(Config config) {
        Set<String> names = new LinkedHashSet<>(config.access().names());
        InetAddress address = address(config);
        if (!address.isAnyLocalAddress()) {
            names.add(address.getHostAddress());
        }
        names.add("localhost");
        return names;
    }

    private static Set<String> also(Config config) {
        Set<String> names = new LinkedHashSet<>(List.of("127.0.0.1", "::1"));
        if (address(config).isAnyLocalAddress()) {
            machines().forEach(a -> names.add(AddressText.of(a.getAddress())));
            hostName().ifPresent(names::add);
        }
        return names;
    }

    private static Optional<String> hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            return Optional.of(name).filter(n -> n.matches("[a-z0-9]([a-z0-9.-]{0,60}[a-z0-9])?"));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** This machine's addresses, but loopback and those that are good on one cable only. */
    private static List<InetAddress> machines() {
        try {
            List<InetAddress> all = new ArrayList<>();
            for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
                one.inetAddresses().filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress()).forEach(all::add);
            }
            return all;
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static InetAddress address(Config config) {
        return AccessReader.literal(config.listen().host()).orElseThrow();
    }

    /** @param more called about once a second; it returns at once */
    static Door door(
            Config config, Config.Listen listen, Optional<Access> access, Optional<Identity> identity, Runnable more) {
        List<Runnable> chores = new ArrayList<>(List.of(more));
        access.ifPresent(a -> chores.add(a::chore));
        identity.ifPresent(i -> chores.add(seldom(i::refresh)));
        return new Door(
                AccessReader.literal(listen.host()).orElseThrow(),
                listen.port(),
                identity.map(Identity::context),
                Set.copyOf(config.access().names()),
                config.access().proxies(),
                access,
                chores);
    }

    private static Runnable seldom(Runnable chore) {
        AtomicLong calls = new AtomicLong();
        return () -> {
            if (calls.incrementAndGet() % REFRESH_EVERY == 0) {
                chore.run();
            }
        };
    }

    /** Where people open the page. */
    static String url(Config config, int port) {
        boolean proxied = !config.access().proxies().isEmpty() && !config.access().encrypts() && !config.access().names().isEmpty();
        if (proxied) {
            return "https://" + config.access().names().getFirst() + "/";
        }
        return (config.access().encrypts() ? "https://" : "http://") + new Config.Listen(host(config), port) + "/";
    }

    private static String host(Config config) {
        if (!config.access().names().isEmpty()) {
            return config.access().names().getFirst();
        }
        boolean any = address(config).isAnyLocalAddress();
        return any
                ? machines().stream().findFirst().map(a -> AddressText.of(a.getAddress())).orElse("127.0.0.1")
                : config.listen().host();
    }

    /** What is shown in TLS, or will be; makes nothing. */
    static String certificate(Config config, Clock clock) throws IOException {
        return config.access().tls() instanceof AccessSettings.Own
                ? shown(config).map(f -> "Certificate of its own, SHA-256 " + f).orElse("Certificate of its own, made at the first start")
                : identity(config, clock).map(Entrance::describe).orElse("");
    }

    static String describe(Identity identity) {
        return "Certificate until " + identity.ends().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10) + ", SHA-256 "
                + identity.fingerprint();
    }
}

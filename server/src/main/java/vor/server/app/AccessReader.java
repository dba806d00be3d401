package vor.server.app;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the section {@code access}, and whether {@code listen} may be what it is. */
final class AccessReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final String TLS = "tls";
    static final Map<String, Boolean> ON_OFF =
            Map.of("on", true, "true", true, "yes", true, "off", false, "false", false, "no", false);
    private static final Key ACCOUNTS = Key.of("accounts", "Whether people log in. Without accounts everybody who reaches the page may do everything.")
            .otherwise("off")
            .afterRestart();
    private static final Key LOCAL = Key.of("local", "Whether people may log in with a password that is kept here. Off: only by the provider of oidc.")
            .otherwise("on")
            .afterRestart();
    private static final Key ENCRYPTED = Key.of(TLS, "own: a certificate that Vor makes; off: none; or one from files. On or off needs a restart, another certificate does not.")
            .otherwise("off");
    private static final Key CERTIFICATE =
            Key.of("certificate", "File, PEM: the server's certificate first, then those that lead to it. Read anew when it changes.").whichMustBeThere();
    private static final Key KEY = Key.of("key", "File, PEM: the certificate's key, PKCS #8. Read anew when it changes.").whichMustBeThere();
    private static final Key PASSPHRASE = Key.of("passphrase", "Reference to the key's passphrase, where it is encrypted: " + Secrets.FORMS + ".");
    private static final Key PROXIES = Key.of("proxies", "Addresses of reverse proxies whose X-Forwarded-For, -Proto and -Host are believed.");
    private static final Key NAMES =
            Key.of("names", "Host names by which people ask for the page, the one to show them first. Under another one nobody is answered.");

    private static final Map<String, AccessSettings.Tls> WORDS = Map.of("own", new AccessSettings.Own(), "off", new AccessSettings.Plain());

    private AccessReader() {}

    /** @param folder that relative files are relative to */
    static AccessSettings read(Settings top, Config.Listen listen, Path folder) {
        Settings section = top.section(Key.of("access", "Who may come in (docs/howto/access.md)."));
        boolean accounts = section.word(ACCOUNTS, "on or off", ON_OFF).orElse(false);
        boolean local = section.word(LOCAL, "on or off", ON_OFF).orElse(true);
        AccessSettings settings =
                new AccessSettings(accounts, local, ProviderReader.read(section), tls(section, folder), proxies(section), names(section));
        if (!accounts && section.has("oidc")) {
            section.fault("oidc", "a login needs accounts: add \"accounts: on\" to \"access\"");
        }
        if (!local && !section.has("oidc")) {
            section.fault("local", "without local accounts nobody could come in: name a provider under \"oidc\", or take this line out");
        }
        if (!accounts && !settings.proxies().isEmpty()) {
            section.fault("proxies", "a Vor behind a proxy needs accounts: add \"accounts: on\" to \"access\"");
        }
        check(top, listen, settings);
        return settings;
    }

    private static AccessSettings.Tls tls(Settings section, Path folder) {
        return section.either(
                TLS,
                () -> section.read(ENCRYPTED, "own, off, or {certificate: FILE, key: FILE}", Shape.words(WORDS), text -> word(section, text))
                        .orElse(new AccessSettings.Plain()),
                () -> files(section, folder));
    }

    private static Optional<AccessSettings.Tls> word(Settings section, String text) {
        if (!text.equalsIgnoreCase("acme")) {
            return Optional.ofNullable(WORDS.get(text.toLowerCase(Locale.ROOT)));
        }
        section.fault(TLS, "acme is not built in yet: have certbot or lego fetch the certificate and write"
                + " {certificate: FILE, key: FILE}; Vor sees by itself when these files are renewed");
        return Optional.of(new AccessSettings.Plain());
    }

    private static AccessSettings.Tls files(Settings section, Path folder) {
        Settings files = section.confidential(ENCRYPTED);
        Optional<String> certificate = files.text(CERTIFICATE);
        Optional<String> key = files.text(KEY);
        Optional<String> passphrase = files.text(PASSPHRASE, Shape.reference());
        if (passphrase.filter(p -> !Secrets.isReference(p)).isPresent()) {
            files.fault(PASSPHRASE.name(), "expected a reference, " + Secrets.FORMS + ": secrets do not stand in this file");
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            section.fault(TLS, "expected {certificate: FILE, key: FILE}, both in PEM, or own");
            return new AccessSettings.Plain();
        }
        return new AccessSettings.Files(folder.resolve(certificate.get()).normalize(), folder.resolve(key.get()).normalize(), passphrase);
    }

    private static Set<InetAddress> proxies(Settings section) {
        Set<InetAddress> proxies = new LinkedHashSet<>();
        for (String text : section.texts(PROXIES, Shape.list(Shape.pattern("^([0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*|localhost)$"), 0))) {
            literal(text).ifPresentOrElse(
                    proxies::add, () -> section.fault("proxies", "expected addresses such as 10.0.0.1 or fd00::1, got \"" + text + "\""));
        }
        return proxies;
    }

    private static List<String> names(Settings section) {
        List<String> names = section.texts(NAMES, Shape.list(Shape.pattern("^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$"), 0)).stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
        names.stream().filter(n -> !NAME.matcher(n).matches()).forEach(n -> section.fault(
                "names", "expected host names such as noc.example.org, without scheme and port, got \"" + n + "\""));
        return names;
    }

    /** Only literals: a name would ask DNS, and could turn into another address tomorrow. */
    static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text.equalsIgnoreCase("localhost") ? "127.0.0.1" : text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The page leaves the machine only with accounts and encryption. */
    private static void check(Settings top, Config.Listen listen, AccessSettings settings) {
        Optional<InetAddress> address = literal(listen.host());
        if (address.isEmpty()) {
            top.fault("listen", "\"" + listen.host() + "\" is no address: expected one such as 127.0.0.1, [::1] or 0.0.0.0");
        } else if (address.get().isLoopbackAddress()) {
            return;
        } else if (!settings.accounts()) {
            top.fault("listen", listen.host() + " would let everybody who reaches it change everything: write"
                    + " \"access: {accounts: on, tls: own}\" into this file (docs/howto/access.md),"
                    + " or use 127.0.0.1 or [::1], and an SSH tunnel from elsewhere");
        } else if (!settings.encrypts() && settings.proxies().isEmpty()) {
            top.fault("listen", listen.host() + " would have passwords go over the network in the clear: add \"tls: own\", or"
                    + " \"tls: {certificate: FILE, key: FILE}\", to \"access\"; or \"proxies: [ADDRESS]\" when a proxy there speaks HTTPS for it");
        }
    }
}

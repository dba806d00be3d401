package vor.server.app;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the section {@code access}, and whether {@code listen} may be what it is. */
final class AccessReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final String TLS = "tls";

    private AccessReader() {}

    /** @param folder that relative files are relative to */
    static AccessSettings read(Settings top, Config.Listen listen, Path folder) {
        Settings section = top.section("access");
        boolean accounts = section.read("accounts", "on or off", AccessReader::onOff).orElse(false);
        boolean local = section.read("local", "on or off", AccessReader::onOff).orElse(true);
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

    private static Optional<Boolean> onOff(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> Optional.of(true);
            case "off", "false", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static AccessSettings.Tls tls(Settings section, Path folder) {
        if (!section.isSection(TLS) && section.text(TLS).filter("acme"::equalsIgnoreCase).isPresent()) {
            section.fault(TLS, "acme is not built in yet: have certbot or lego fetch the certificate and write"
                    + " {certificate: FILE, key: FILE}; Vor sees by itself when these files are renewed");
            return new AccessSettings.Plain();
        }
        if (!section.isSection(TLS)) {
            return section.read(TLS, "own, off, or {certificate: FILE, key: FILE}", AccessReader::word).orElse(new AccessSettings.Plain());
        }
        Settings files = section.section(TLS);
        Optional<String> certificate = files.text("certificate");
        Optional<String> key = files.text("key");
        if (certificate.isEmpty() || key.isEmpty()) {
            section.fault(TLS, "expected {certificate: FILE, key: FILE}, both in PEM, or own");
            return new AccessSettings.Plain();
        }
        return new AccessSettings.Files(folder.resolve(certificate.get()).normalize(), folder.resolve(key.get()).normalize());
    }

    private static Optional<AccessSettings.Tls> word(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "own" -> Optional.of(new AccessSettings.Own());
            case "off" -> Optional.of(new AccessSettings.Plain());
            default -> Optional.empty();
        };
    }

    private static Set<InetAddress> proxies(Settings section) {
        Set<InetAddress> proxies = new LinkedHashSet<>();
        for (String text : section.texts("proxies")) {
            literal(text).ifPresentOrElse(
                    proxies::add, () -> section.fault("proxies", "expected addresses such as 10.0.0.1 or fd00::1, got \"" + text + "\""));
        }
        return proxies;
    }

    private static List<String> names(Settings section) {
        List<String> names = section.texts("names").stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
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

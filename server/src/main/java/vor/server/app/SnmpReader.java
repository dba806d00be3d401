package vor.server.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vor.server.collect.snmp.Pace;
import vor.server.collect.snmp.SnmpSettings;
import vor.server.collect.snmp.SnmpSettings.Known;
import vor.server.collect.snmp.SnmpSettings.Rule;
import vor.wire.snmp.AuthProtocol;
import vor.wire.snmp.Credential;
import vor.wire.snmp.PrivacyProtocol;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Version;

/** Reads the section {@code snmp}: credentials by reference, and who is asked with which, how often. */
final class SnmpReader {
    private static final int PORT = 161;
    private static final String NOBODY = "none";
    private static final Map<String, AuthProtocol> AUTH = Map.of(
            "md5", AuthProtocol.MD5,
            "sha1", AuthProtocol.SHA1,
            "sha224", AuthProtocol.SHA224,
            "sha256", AuthProtocol.SHA256,
            "sha384", AuthProtocol.SHA384,
            "sha512", AuthProtocol.SHA512);
    private static final Map<String, PrivacyProtocol> PRIVACY = Map.of(
            "des", PrivacyProtocol.DES,
            "aes128", PrivacyProtocol.AES128,
            "aes192", PrivacyProtocol.AES192_BLUMENTHAL,
            "aes256", PrivacyProtocol.AES256_BLUMENTHAL,
            "aes192-cisco", PrivacyProtocol.AES192_REEDER,
            "aes256-cisco", PrivacyProtocol.AES256_REEDER);

    private final Settings snmp;
    private final Secrets secrets;
    private final Predicate<String> wanted;

    private SnmpReader(Settings snmp, Secrets secrets, Predicate<String> wanted) {
        this.snmp = snmp;
        this.secrets = secrets;
        this.wanted = wanted;
    }

    /** @param wanted names of the credentials whose secrets are read; of the others it is only looked whether they are there */
    static SnmpSettings read(Settings snmp, Secrets secrets, Predicate<String> wanted) {
        return new SnmpReader(snmp, secrets, wanted).settings();
    }

    /** One credential by itself, its keys as under {@code credentials}. */
    static Known credential(Settings one, Secrets secrets) {
        return new SnmpReader(one, secrets, name -> true).credential("", one);
    }

    private SnmpSettings settings() {
        Map<String, Known> credentials = new LinkedHashMap<>();
        Settings named = snmp.confidential("credentials");
        for (String name : named.keys()) {
            credentials.put(name, credential(name, named.section(name)));
        }
        List<Rule> rules = new ArrayList<>();
        for (Settings rule : snmp.sections("ask")) {
            rules.add(rule(rule, credentials));
        }
        return new SnmpSettings(
                credentials, rules, snmp.whole("budget", 1, 100_000).orElse(SnmpSettings.NONE.requestsPerSecond()));
    }

    private Known credential(String name, Settings one) {
        Function<String, Secrets.Found> source = wanted.test(name) ? secrets::find : secrets::look;
        Version version = one.read("version", "1, 2c or 3", SnmpReader::version).orElse(Version.V2C);
        return version == Version.V3 ? user(one, source) : community(one, version, source);
    }

    private static Optional<Version> version(String text) {
        return switch (text) {
            case "1" -> Optional.of(Version.V1);
            case "2c", "2" -> Optional.of(Version.V2C);
            case "3" -> Optional.of(Version.V3);
            default -> Optional.empty();
        };
    }

    private Known community(Settings one, Version version, Function<String, Secrets.Found> source) {
        Optional<Secrets.Found> community = secret(one, "community", true, source);
        return known(community.stream().toList(), () -> new Credential.Community(version, found(community)));
    }

    private Known user(Settings one, Function<String, Secrets.Found> source) {
        Optional<String> name = one.text("user");
        if (name.isEmpty()) {
            one.fault("user", "version 3 needs a user's name here");
        }
        Optional<AuthProtocol> auth = one.read("auth", words(AUTH), s -> Optional.ofNullable(AUTH.get(s.toLowerCase(Locale.ROOT))));
        Optional<PrivacyProtocol> privacy =
                one.read("privacy", words(PRIVACY), s -> Optional.ofNullable(PRIVACY.get(s.toLowerCase(Locale.ROOT))));
        Optional<Secrets.Found> authPassword = secret(one, "auth-password", auth.isPresent(), source);
        Optional<Secrets.Found> privacyPassword = secret(one, "privacy-password", privacy.isPresent(), source);
        String context = one.text("context", "");
        if (privacy.isPresent() && auth.isEmpty()) {
            one.fault("privacy", "privacy needs \"auth\" and \"auth-password\" as well");
            return new Known(Optional.empty(), "it has privacy without authentication");
        }
        return known(
                Stream.concat(authPassword.stream(), privacyPassword.stream()).toList(),
                () -> new Credential.User(
                        name.orElse("?"),
                        auth.map(a -> new Credential.User.Auth(a, found(authPassword))),
                        privacy.map(p -> new Credential.User.Privacy(p, found(privacyPassword))),
                        context));
    }

    private interface Making {
        Credential make();
    }

    private static Known known(List<Secrets.Found> needed, Making making) {
        String trouble = needed.stream().map(Secrets.Found::trouble).filter(t -> !t.isEmpty()).collect(Collectors.joining("; "));
        if (!trouble.isEmpty() || needed.stream().anyMatch(f -> f.secret().isEmpty())) {
            return new Known(Optional.empty(), trouble);
        }
        try {
            return new Known(Optional.of(making.make()), "");
        } catch (IllegalArgumentException e) {
            return new Known(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static Secret found(Optional<Secrets.Found> secret) {
        return secret.flatMap(Secrets.Found::secret).orElse(Secret.of(""));
    }

    /* A value that is no reference may be the secret itself: it is not repeated. */
    private Optional<Secrets.Found> secret(
            Settings one, String key, boolean needed, Function<String, Secrets.Found> source) {
        Optional<String> reference = one.text(key);
        if (reference.isEmpty()) {
            if (needed) {
                one.fault(key, "expected a reference to the secret: " + Secrets.FORMS);
            }
            return needed ? Optional.of(new Secrets.Found(Optional.empty(), key + " is missing")) : Optional.empty();
        }
        if (!Secrets.isReference(reference.get())) {
            one.fault(key, "expected a reference to the secret, not the secret itself: " + Secrets.FORMS);
            return Optional.of(new Secrets.Found(Optional.empty(), key + " is no reference"));
        }
        return Optional.of(source.apply(reference.get()));
    }

    private static String words(Map<String, ?> words) {
        return words.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    private static Rule rule(Settings rule, Map<String, Known> credentials) {
        Optional<String> credential = rule.text("credential");
        if (credential.isEmpty()) {
            rule.fault("credential", "name one of \"credentials\", or \"" + NOBODY + "\" for devices that are not to be asked");
        } else if (!credential.get().equals(NOBODY) && !credentials.containsKey(credential.get())) {
            rule.fault("credential", "there is no credential of that name"
                    + (credentials.isEmpty() ? "" : "; known: " + String.join(", ", credentials.keySet())));
        }
        Pace pace = new Pace(
                span(rule, "fast", Pace.DEFAULT.fast()),
                span(rule, "normal", Pace.DEFAULT.normal()),
                span(rule, "slow", Pace.DEFAULT.slow()));
        return new Rule(
                rule.text("device"),
                rule.text("tag"),
                rule.text("profile"),
                credential.filter(c -> !c.equals(NOBODY)),
                pace,
                rule.whole("port", 1, 65_535).orElse(PORT));
    }

    private static Duration span(Settings rule, String key, Duration otherwise) {
        return rule.span(key, Pace.LEAST, Pace.MOST).orElse(otherwise);
    }
}

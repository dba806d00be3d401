package vor.server.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final String VERSION = "version";
    private static final String THREE = "3";
    private static final Map<String, Version> VERSIONS =
            Map.of("1", Version.V1, "2c", Version.V2C, "2", Version.V2C, THREE, Version.V3);
    private static final Key CREDENTIALS = Key.of("credentials", "What agents are asked with, each under a name of yours. Secrets stand elsewhere and are named by reference.");
    private static final Key ASK = Key.of("ask", "Who is asked, with what, how often: the first rule that fits a device counts, and whom none fits is not asked.");
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

    private static final Key BUDGET = Key.of("budget", "Requests that Vor may send to all agents together; urgent questions may use as many again.")
            .otherwise(SnmpSettings.NONE.requestsPerSecond())
            .unit("requests a second");
    private static final Key COMMUNITY =
            Key.of("community", "Reference to the community, for versions 1 and 2c: " + Secrets.FORMS + ".").whichMustBeThere();
    private static final Key USER = Key.of("user", "Name of the user, for version 3.").whichMustBeThere();
    private static final Key AUTH_WITH = Key.of("auth", "How the user proves who it is; without it anybody may say so.").with("auth-password");
    private static final Key AUTH_PASSWORD = Key.of("auth-password", "Reference to the password for that: " + Secrets.FORMS + ".");
    private static final Key PRIVACY_WITH = Key.of("privacy", "How what is said is encrypted; without it nothing is.").with("auth").with("privacy-password");
    private static final Key PRIVACY_PASSWORD = Key.of("privacy-password", "Reference to the password for that: " + Secrets.FORMS + ".");
    private static final Key CONTEXT = Key.of("context", "Context name of version 3.");
    private static final Key CREDENTIAL = Key.of("credential", "One of the credentials, or none: those that this rule fits are not asked.").whichMustBeThere();

    private final Settings snmp;
    private final Secrets secrets;
    private final Wanted wanted;

    private SnmpReader(Settings snmp, Secrets secrets, Wanted wanted) {
        this.snmp = snmp;
        this.secrets = secrets;
        this.wanted = wanted;
    }

    /**
     * Of which credentials, by name, the secrets are wanted.
     *
     * @param read they are read; of the others it is only looked whether they are there
     * @param held it is a fault when they cannot be read any more, and not only a trouble of whom they are for
     */
    record Wanted(Predicate<String> read, Predicate<String> held) {
        static Wanted of(Predicate<String> read) {
            return new Wanted(read, name -> false);
        }
    }

    static SnmpSettings read(Settings snmp, Secrets secrets, Wanted wanted) {
        return new SnmpReader(snmp, secrets, wanted).settings();
    }

    /** One credential by itself, its keys as under {@code credentials}. */
    static Known credential(Settings one, Secrets secrets) {
        return new SnmpReader(one, secrets, Wanted.of(name -> true)).credential("", one);
    }

    private SnmpSettings settings() {
        Map<String, Known> credentials = new LinkedHashMap<>();
        snmp.namedConfidential(CREDENTIALS).forEach((name, one) -> credentials.put(name, credential(name, one)));
        List<Rule> rules = new ArrayList<>();
        for (Settings rule : snmp.sections(ASK)) {
            rules.add(rule(rule, credentials));
        }
        return new SnmpSettings(
                credentials, rules, snmp.whole(BUDGET, 1, 100_000).orElse(SnmpSettings.NONE.requestsPerSecond()));
    }

    private Known credential(String name, Settings one) {
        Function<String, Secrets.Found> source = wanted.read().test(name) ? secrets::find : secrets::look;
        Version version = one.word(Key.of(VERSION, "Of SNMP: 1, 2c or 3.").otherwise("2c"), "1, 2c or 3", VERSIONS).orElse(Version.V2C);
        Known known = one.when(VERSION, THREE, () -> user(one, source), () -> community(one, version, source));
        if (wanted.held().test(name) && known.credential().isEmpty()) {
            one.fault(known.trouble());
        }
        return known;
    }

    private Known community(Settings one, Version version, Function<String, Secrets.Found> source) {
        Optional<Secrets.Found> community = secret(one, COMMUNITY, true, source);
        return known(community.stream().toList(), () -> new Credential.Community(version, found(community)));
    }

    private Known user(Settings one, Function<String, Secrets.Found> source) {
        Optional<String> name = one.text(USER);
        if (name.isEmpty()) {
            one.fault("user", "version 3 needs a user's name here");
        }
        Optional<AuthProtocol> auth = one.word(AUTH_WITH, words(AUTH), AUTH);
        Optional<PrivacyProtocol> privacy = one.word(PRIVACY_WITH, words(PRIVACY), PRIVACY);
        Optional<Secrets.Found> authPassword = secret(one, AUTH_PASSWORD, auth.isPresent(), source);
        Optional<Secrets.Found> privacyPassword = secret(one, PRIVACY_PASSWORD, privacy.isPresent(), source);
        String context = one.text(CONTEXT).orElse("");
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
            Settings one, Key of, boolean needed, Function<String, Secrets.Found> source) {
        String key = of.name();
        Optional<String> reference = one.text(of, Shape.reference());
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
        Optional<String> credential = rule.text(CREDENTIAL);
        if (credential.isEmpty()) {
            rule.fault("credential", "name one of \"credentials\", or \"" + NOBODY + "\" for devices that are not to be asked");
        } else if (!credential.get().equals(NOBODY) && !credentials.containsKey(credential.get())) {
            rule.fault("credential", "there is no credential of that name"
                    + (credentials.isEmpty() ? "" : "; known: " + String.join(", ", credentials.keySet())));
        }
        Pace pace = new Pace(
                span(rule, "fast", "Between two looks at state and traffic of uplinks, bundles and the ports of devices below.", Pace.DEFAULT.fast()),
                span(rule, "normal", "Between two looks at all ports and at sensors.", Pace.DEFAULT.normal()),
                span(rule, "slow", "Between two looks at neighbours, stations, parts and optics.", Pace.DEFAULT.slow()));
        return new Rule(
                rule.text(Key.of("device", "Fits the device of this name only.")),
                rule.text(Key.of("tag", "Fits devices with this tag only.")),
                rule.text(Key.of("profile", "Fits devices of this profile only.")),
                credential.filter(c -> !c.equals(NOBODY)),
                pace,
                rule.whole(Key.of("port", "Where agents listen, UDP.").otherwise(PORT).unit("port"), 1, 65_535).orElse(PORT));
    }

    private static Duration span(Settings rule, String key, String says, Duration otherwise) {
        return rule.span(Key.of(key, says).otherwise(Spans.show(otherwise)), Pace.LEAST, Pace.MOST).orElse(otherwise);
    }
}

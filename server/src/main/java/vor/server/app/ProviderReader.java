package vor.server.app;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;
import vor.server.access.Groups;
import vor.server.access.Role;
import vor.server.access.oidc.Oidc;

/** Reads {@code access.oidc}: who else says who somebody is, and which groups there have which role here. */
final class ProviderReader {
    private static final Pattern WORD = Pattern.compile("[!-~]{1,200}");
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,100}");
    private static final int LONGEST_NAME = 40;
    private static final String OIDC = "oidc";
    private static final String OPENID = "openid";
    private static final Key SECTION = Key.of(OIDC, "A provider of OpenID Connect that says who people are (docs/howto/access.md).");
    private static final Key ISSUER =
            Key.of("issuer", "The provider's own address, as it names itself in its tokens.").whichMustBeThere().afterRestart();
    private static final Key CLIENT = Key.of("client", "The name under which the provider knows Vor.").whichMustBeThere().afterRestart();
    private static final Key SECRET =
            Key.of("secret", "Reference to what proves Vor to the provider: " + Secrets.FORMS + ". Without it PKCE alone.").afterRestart();
    private static final Key NAME = Key.of("name", "What stands on the button, at most " + LONGEST_NAME + " characters.")
            .otherwise("single sign-on")
            .afterRestart();
    private static final Key USERS = Key.of("users", "The claim that holds a person's name.").otherwise("preferred_username").afterRestart();
    private static final Key SCOPES = Key.of("scopes", "What Vor asks for; openid is always among them.").otherwise("[openid, profile]").afterRestart();
    private static final Key ROLES = Key.of("roles", "Which groups of the provider have which role here; \"*\" is everybody.");
    private static final Key CLAIM = Key.of("claim", "The claim that holds a person's groups.").otherwise("groups").afterRestart();

    private ProviderReader() {}

    static Optional<AccessSettings.Provider> read(Settings access) {
        if (!access.has(OIDC)) {
            return Optional.empty();
        }
        Settings section = access.section(SECTION);
        Optional<String> issuer = needed(
                access, section, ISSUER, "the provider's own address, such as https://id.example.org/realm", Shape.pattern("^https?://[^?]+$"), ProviderReader::issuer);
        Optional<String> client = needed(
                access, section, CLIENT, "the name under which the provider knows Vor", Shape.pattern("^[!-~]{1,200}$"), ProviderReader::word);
        Optional<String> secret = secret(section);
        String name = section.read(
                        NAME, "a few words for the button, at most " + LONGEST_NAME + " characters", Shape.text(), ProviderReader::name)
                .orElse(NAME.otherwise());
        String users = claim(section, USERS);
        List<String> scopes = scopes(section);
        Settings roles = section.section(ROLES);
        String claim = claim(roles, CLAIM);
        Groups groups = groups(access, roles);
        return issuer.flatMap(i -> client.map(c -> new AccessSettings.Provider(i, c, secret, name, scopes, users, claim, groups)));
    }

    private static String claim(Settings section, Key key) {
        return section.read(key, "the name of a claim, such as " + key.otherwise(), Shape.pattern("^[!-~]{1,200}$"), ProviderReader::word)
                .orElse(key.otherwise());
    }

    private static Optional<String> needed(
            Settings access, Settings section, Key key, String wanted, ObjectNode shape, Function<String, Optional<String>> parse) {
        if (!section.has(key.name())) {
            access.fault(OIDC, "\"" + key.name() + "\" is missing: expected " + wanted);
        }
        return section.read(key, wanted, shape, parse);
    }

    private static Optional<String> word(String text) {
        return Optional.of(text).filter(t -> WORD.matcher(t).matches());
    }

    private static Optional<String> name(String text) {
        return Optional.of(text.strip()).filter(t -> !t.isEmpty() && t.length() <= LONGEST_NAME && t.codePoints().noneMatch(Character::isISOControl));
    }

    private static Optional<String> issuer(String text) {
        try {
            URI uri = URI.create(text);
            return Oidc.isSafe(uri) && uri.getRawQuery() == null ? Optional.of(text) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What stands there instead of a reference may be the secret itself: it is not repeated. */
    private static Optional<String> secret(Settings section) {
        Optional<String> text = section.text(SECRET, Shape.reference());
        if (text.filter(t -> !Secrets.isReference(t)).isPresent()) {
            section.fault(SECRET.name(), "is a reference, " + Secrets.FORMS + ": a secret does not stand here itself");
            return Optional.empty();
        }
        return text;
    }

    private static List<String> scopes(Settings section) {
        List<String> scopes = new ArrayList<>(section.texts(SCOPES, Shape.list(Shape.pattern("^[!#-\\[\\]-~]{1,100}$"), 0)));
        scopes.stream().filter(s -> !SCOPE.matcher(s).matches()).forEach(s -> section.fault("scopes", "\"" + s + "\" is no scope"));
        if (scopes.isEmpty()) {
            return List.of(OPENID, "profile");
        }
        if (!scopes.contains(OPENID)) {
            scopes.addFirst(OPENID);
        }
        return scopes;
    }

    private static Key of(Role role) {
        return Key.of(role.word(), "Groups whose people are " + role.word() + " here.").afterRestart();
    }

    private static Groups groups(Settings access, Settings roles) {
        Map<Role, Set<String>> groups = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            groups.put(role, Set.copyOf(roles.texts(of(role), Shape.list(Shape.text(), 0))));
        }
        if (groups.values().stream().allMatch(Set::isEmpty)) {
            access.fault(OIDC, "nobody would come in: under \"roles\", name groups for viewer, operator or admin, as in viewer: [\"*\"] for everybody");
        }
        return new Groups(groups);
    }
}

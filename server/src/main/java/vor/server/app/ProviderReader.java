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
import vor.server.access.Groups;
import vor.server.access.Role;
import vor.server.access.oidc.Oidc;

/** Reads {@code access.oidc}: who else says who somebody is, and which groups there have which role here. */
final class ProviderReader {
    private static final Pattern WORD = Pattern.compile("[!-~]{1,200}");
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,100}");
    private static final int LONGEST_NAME = 40;
    private static final String OIDC = "oidc";
    private static final String SECRET = "secret";
    private static final String OPENID = "openid";

    private ProviderReader() {}

    static Optional<AccessSettings.Provider> read(Settings access) {
        if (!access.has(OIDC)) {
            return Optional.empty();
        }
        Settings section = access.section(OIDC);
        Optional<String> issuer = needed(access, section, "issuer", "the provider's own address, such as https://id.example.org/realm", ProviderReader::issuer);
        Optional<String> client = needed(access, section, "client", "the name under which the provider knows Vor", ProviderReader::word);
        Optional<String> secret = secret(section);
        String name = section.read("name", "a few words for the button, at most " + LONGEST_NAME + " characters", ProviderReader::name)
                .orElse("single sign-on");
        String users = section.read("users", "the name of a claim, such as preferred_username", ProviderReader::word).orElse("preferred_username");
        List<String> scopes = scopes(section);
        Settings roles = section.section("roles");
        String claim = roles.read("claim", "the name of a claim, such as groups", ProviderReader::word).orElse("groups");
        Groups groups = groups(access, roles);
        return issuer.flatMap(i -> client.map(c -> new AccessSettings.Provider(i, c, secret, name, scopes, users, claim, groups)));
    }

    private static Optional<String> needed(
            Settings access, Settings section, String key, String wanted, Function<String, Optional<String>> parse) {
        if (!section.has(key)) {
            access.fault(OIDC, "\"" + key + "\" is missing: expected " + wanted);
        }
        return section.read(key, wanted, parse);
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
        Optional<String> text = section.text(SECRET);
        if (text.isPresent() && !text.get().matches("(env|file):.+")) {
            section.fault(SECRET, "is a reference, env:NAME or file:PATH: a secret does not stand here itself");
            return Optional.empty();
        }
        return text;
    }

    private static List<String> scopes(Settings section) {
        if (!section.has("scopes")) {
            return List.of(OPENID, "profile");
        }
        List<String> scopes = new ArrayList<>(section.texts("scopes"));
        scopes.stream().filter(s -> !SCOPE.matcher(s).matches()).forEach(s -> section.fault("scopes", "\"" + s + "\" is no scope"));
        if (!scopes.contains(OPENID)) {
            scopes.addFirst(OPENID);
        }
        return scopes;
    }

    private static Groups groups(Settings access, Settings roles) {
        Map<Role, Set<String>> groups = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            groups.put(role, Set.copyOf(roles.texts(role.word())));
        }
        if (groups.values().stream().allMatch(Set::isEmpty)) {
            access.fault(OIDC, "nobody would come in: under \"roles\", name groups for viewer, operator or admin, as in viewer: [\"*\"] for everybody");
        }
        return new Groups(groups);
    }
}

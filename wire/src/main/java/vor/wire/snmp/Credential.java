package vor.wire.snmp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;

/** What opens an agent. */
public sealed interface Credential {

    /**
     * What an agent told, without what opens it: asterisks stand in the place of the community or a password, and a variable that is
     * named after it is left out. {@code public}, and whatever is shorter than four bytes, is no secret and stays.
     */
    default NavigableMap<Oid, Value> hiddenIn(NavigableMap<Oid, Value> objects) {
        NavigableMap<Oid, Value> shown = objects;
        for (Secret secret : secrets()) {
            shown = secret.hiddenIn(shown);
        }
        return shown;
    }

    private List<Secret> secrets() {
        return switch (this) {
            case Community c -> List.of(c.community());
            case User u -> Stream.concat(u.auth().map(User.Auth::password).stream(), u.privacy().map(User.Privacy::password).stream()).toList();
        };
    }

    /** @param version {@link Version#V1} or {@link Version#V2C} */
    record Community(Version version, Secret community) implements Credential {
        public Community {
            if (version == Version.V3) {
                throw new IllegalArgumentException("version 3 has users instead of communities");
            }
        }

        /** The community with {@code @} and a VLAN's number behind it, which opens that VLAN's tables on Cisco's switches. */
        public Community at(String suffix) {
            return new Community(version, community.with("@" + suffix));
        }
    }

    /**
     * A user of version 3 (RFC 3414).
     *
     * @param name 1 to 32 bytes
     * @param privacy only together with authentication
     * @param context empty for the agent's own
     */
    record User(String name, Optional<Auth> auth, Optional<Privacy> privacy, String context) implements Credential {
        public User {
            int length = name.getBytes(StandardCharsets.UTF_8).length;
            if (length < 1 || length > 32) {
                throw new IllegalArgumentException("a user's name has 1 to 32 bytes, not " + length);
            }
            if (context.getBytes(StandardCharsets.UTF_8).length > 255) {
                throw new IllegalArgumentException("a context's name has at most 255 bytes");
            }
            if (privacy.isPresent() && auth.isEmpty()) {
                throw new IllegalArgumentException("user " + name + ": privacy needs an authentication protocol and its password as well");
            }
        }

        public User in(String otherContext) {
            return new User(name, auth, privacy, otherContext);
        }

        /** @param password not empty; agents want at least eight characters */
        public record Auth(AuthProtocol protocol, Secret password) {
            public Auth {
                refuseEmpty(password, "authentication");
            }
        }

        /** @param password not empty; agents want at least eight characters */
        public record Privacy(PrivacyProtocol protocol, Secret password) {
            public Privacy {
                refuseEmpty(password, "privacy");
            }
        }

        private static void refuseEmpty(Secret password, String what) {
            if (password.isEmpty()) {
                throw new IllegalArgumentException("the " + what + " password is empty");
            }
        }
    }
}

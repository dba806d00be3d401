package vor.wire.snmp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What opens an agent. */
public sealed interface Credential {

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

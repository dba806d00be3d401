package vor.server.access;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who may log in. The password's hash stays in the database's rows and in memory; it is in no record that leaves
 * this room.
 *
 * @param name 1 to 32 characters: small letters, digits and {@code . _ @ -}
 * @param created when the account was made
 * @param changed when its password was set, or its name or role came from the provider
 * @param bond by which it belongs to somebody at a provider, who then has no password here; empty for a local one
 */
public record Account(String name, Role role, Instant created, Instant changed, Optional<Bond> bond) {
    static final int LONGEST = 32;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,31}");

    /** Logs in with a password that is kept here. */
    public boolean isLocal() {
        return bond.isEmpty();
    }

    /** @throws AccessException.Invalid when it can be no account's name */
    static void checkName(String name) {
        if (!isName(name)) {
            throw new AccessException.Invalid(
                    "name", "is no name for an account", "1 to 32 small letters, digits and . _ @ -, a letter or digit first");
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}

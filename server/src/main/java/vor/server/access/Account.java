package vor.server.access;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Somebody who may log in. The password's hash stays in the database's rows and in memory; it is in no record that leaves
 * this room.
 *
 * @param name 1 to 32 characters: small letters, digits and {@code . _ @ -}
 * @param created when the account was made
 * @param changed when its password was set
 */
public record Account(String name, Role role, Instant created, Instant changed) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,31}");

    /** @throws AccessException.Invalid when it can be no account's name */
    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new AccessException.Invalid(
                    "name", "is no name for an account", "1 to 32 small letters, digits and . _ @ -, a letter or digit first");
        }
    }
}

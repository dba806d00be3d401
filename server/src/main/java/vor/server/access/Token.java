package vor.server.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A key for a program. Of the key itself only a hash is kept.
 *
 * @param account whose it is
 * @param name what it is for, in the owner's words, 1 to 64 characters
 * @param role at most this; less while the owner's own role is less
 * @param expires from then on it opens nothing; wall time
 * @param used when it was used last, within a minute; empty when never
 * @param source from which address it was used last; empty when never
 */
public record Token(
        long id, String account, String name, Role role, Instant created, Instant expires, Optional<Instant> used, String source) {}

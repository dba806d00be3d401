package vor.server.access;

import java.time.Instant;

/**
 * Something that was done, or refused.
 *
 * @param id grows; 0 before it is written
 * @param who name of the account, or what a stranger called himself; may be empty
 * @param source address it came from
 * @param action such as {@code login}, {@code account.add} or {@code PUT}
 * @param what the account, the token or the path that was meant
 * @param result {@code done}, or why not; for requests the HTTP status
 */
public record AuditEntry(long id, Instant at, String who, String source, String action, String what, String result) {}

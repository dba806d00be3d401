package vor.server.editing;

import java.time.Instant;

/**
 * Somebody has a form open.
 *
 * @param page tells apart the pages of people who bear one name, or none
 * @param who for people; 1 to 64 characters
 * @param since when the form was opened; to the millisecond
 */
public record Lease(Subject subject, String page, String who, Instant since) {}

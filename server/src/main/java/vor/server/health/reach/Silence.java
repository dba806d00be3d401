package vor.server.health.reach;

import java.time.Instant;

/**
 * A silence that wants an explanation.
 *
 * @param since when the first unanswered request was sent
 * @param down when it was found too long for chance; now, while it is not
 */
public record Silence(Instant since, Instant down) {}

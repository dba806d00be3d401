package vor.server.access;

import java.time.Instant;

/**
 * By what an account belongs to somebody at a provider; names may change there, these two do not.
 *
 * @param issuer of the provider, as it writes itself
 * @param subject whom it means
 * @param seen when it vouched for that one last
 */
public record Bond(String issuer, String subject, Instant seen) {}

package vor.server.rules;

import java.time.Instant;
import vor.model.Event;

/**
 * Somebody was paged.
 *
 * @param to who, as the rule says it
 * @param posted what became of the webhook, in words
 */
public record Paged(Instant at, String to, String rule, Event event, String posted) {}

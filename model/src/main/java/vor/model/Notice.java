package vor.model;

import java.time.Instant;

/**
 * Something of the site as a whole that wants somebody: no device has it.
 *
 * @param about one word that stays the same while it lasts, such as {@code backup}
 * @param state how bad it is
 * @param why one line, for someone who is tired: what, and what to try
 * @param since when this state began
 */
public record Notice(String about, State state, String why, Instant since) {}

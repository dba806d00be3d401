package vor.model;

import java.time.Instant;

/**
 * Whether we can see at all: a state of the site, on evidence from our own side. While blind, nothing new is judged.
 *
 * @param why what the evidence is ("vor0 has no carrier"); empty while we see
 * @param since when this state began
 * @param at when it was last checked
 */
public record Sight(boolean blind, String why, Instant since, Instant at) {}

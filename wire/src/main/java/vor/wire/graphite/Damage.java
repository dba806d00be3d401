package vor.wire.graphite;

/**
 * No such line, or no such pickle: nothing of it counts.
 *
 * @param at bytes from its beginning to what makes no sense
 */
public record Damage(String why, int at) implements Told, Pickled {}

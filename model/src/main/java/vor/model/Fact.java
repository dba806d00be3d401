package vor.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing to show: a name, a value with its unit, and when it was so.
 *
 * @param unit empty when the value needs none
 * @param at when it was seen; empty when it is not an observation (a count over the inventory, say)
 */
public record Fact(String name, String value, String unit, Optional<Instant> at) {
    public static Fact of(String name, String value) {
        return new Fact(name, value, "", Optional.empty());
    }

    public static Fact seen(String name, String value, String unit, Instant at) {
        return new Fact(name, value, unit, Optional.of(at));
    }
}

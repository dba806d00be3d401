package vor.wire.collectd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that a packet or a line of collectd turned out to hold. */
public sealed interface Heard {

    /**
     * A value list.
     *
     * @param time by the sender's clock
     * @param interval how often the sender tells; none: it did not say
     * @param values at least one
     * @param names of the data sources, one for each value; empty when the sender tells none, as on the wire, where types.db has them
     */
    record Values(Identifier identifier, Instant time, Optional<Duration> interval, List<Value> values, List<String> names) implements Heard {
        public Values {
            values = List.copyOf(values);
            names = List.copyOf(names);
        }
    }

    /** What a threshold or a plugin had to say; words of the identifier may be empty. */
    record Notification(Identifier identifier, Severity severity, Instant time, String message) implements Heard {}

    /**
     * Something that does not count; what was heard before it does.
     *
     * @param at bytes of the packet, or characters of the line, before what makes no sense
     */
    record Damage(String why, int at) implements Heard {}
}

package vor.outside;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one event of {@code /live} said about health and sight; its echoes and facts are passed over unread.
 *
 * @param event hello, delta, tick or resync
 * @param arrived when its last byte was read here
 * @param now the server's own time in it, milliseconds since 1970
 * @param health what changed, by device; a device that is gone is left out
 */
public record LiveFrame(String event, Instant arrived, long now, Optional<Boolean> blind, String blindWhy, Map<String, Seen> health) {

    /**
     * The health of one device as it came.
     *
     * @param facts of its verdict "ping", while the device is not good; else none
     */
    public record Seen(String state, String why, Optional<String> cause, long since, List<Fact> facts) {

        /** The value of that fact; "" where there is none. */
        public String fact(String name) {
            return facts.stream().filter(f -> f.name().equals(name)).map(Fact::value).findFirst().orElse("");
        }
    }

    /** @param at milliseconds since 1970; empty where it has no time */
    public record Fact(String name, String value, OptionalLong at) {}
}

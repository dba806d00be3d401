package vor.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What hears events of one kind of sender.
 *
 * @param listening where, such as {@code TCP 127.0.0.1:5555}; empty while it does not
 * @param trouble what keeps it from hearing; empty for nothing
 * @param counters since the start, by name without its prefix
 * @param bad the last that could not be read, newest first
 */
public record ReceiverInfo(String name, List<String> listening, String trouble, Map<String, Double> counters, List<Bad> bad) {
    /**
     * One that could not be read.
     *
     * @param what its beginning; empty where it is no text
     */
    public record Bad(Instant at, String sender, String what, String why) {}
}

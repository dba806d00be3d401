package vor.server.events;

import java.time.Instant;
import vor.model.Event;

/**
 * One event of the index.
 *
 * @param received when it came, by our clock
 * @param expires when it leaves the index unless another one comes, by our clock
 * @param version counts what happens to the index; grows
 */
public record Entry(Event event, Instant received, Instant expires, long version) {
    /** Host and service; no event of the index shares it with another. */
    Key key() {
        return new Key(event.host(), event.service());
    }

    record Key(String host, String service) {}
}

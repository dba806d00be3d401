package vor.server.receive.net;

import java.util.List;
import java.util.Optional;
import vor.model.Reading;

/** What hears events of one kind of sender, as people look at it. Any thread; all return at once. */
public interface Receiver {
    /** As in the configuration, below {@code receive}. */
    String name();

    /** Those that are open; empty while it does not listen. */
    List<? extends Port> ports();

    /** Where it hears, in words for people; empty while it does not. */
    default List<String> listening() {
        return ports().stream().map(Port::words).toList();
    }

    /** What keeps it from hearing; empty when nothing does. */
    Optional<String> trouble();

    /** The last that could not be read, newest first. */
    List<Bads.Bad> lastBad();

    /** What it counts about itself. */
    List<Reading> readings();
}

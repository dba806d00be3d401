package vor.server.rules;

import java.util.List;
import vor.model.Event;

/** Sends events on to other servers. */
@FunctionalInterface
public interface Forwards {
    /** Returns at once; what cannot be sent is counted. */
    void send(String host, int port, List<Event> events);
}

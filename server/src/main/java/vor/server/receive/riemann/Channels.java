package vor.server.receive.riemann;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vor.model.Event;

/**
 * What is published, by the name of a channel, to those who read it just then; nobody else ever gets it. Whoever publishes never waits for a reader. What a channel keeps for
 * those who are behind is bounded; a reader that is farther behind has lost events, and is told so. Safe for any thread.
 */
public final class Channels {
    /** What goes into the index and what runs out of it. */
    public static final String INDEX = "index";

    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final int mostEvents;

    public Channels() {
        this(Channel.MOST_EVENTS);
    }

    /** @param mostEvents that a channel keeps */
    Channels(int mostEvents) {
        this.mostEvents = mostEvents;
    }

    /** One reader's place in a channel; for one thread, but for {@link #close}. */
    final class Reader implements AutoCloseable {
        private final Channel channel;
        private final Channel.Place place;

        private Reader(Channel channel) {
            this.channel = channel;
            place = channel.place();
        }

        /** Waits for what is new, a {@link Channels#tick} at most. */
        Channel.Next next() throws InterruptedException {
            return channel.next(place);
        }

        /** Ends the waiting. */
        @Override
        public void close() {
            leave(this);
        }
    }

    /** Returns at once. */
    public void publish(String channel, List<Event> events) {
        Channel told = channels.get(channel);
        if (told != null) {
            told.publish(events);
        }
    }

    /** Whether there is any use in publishing. */
    public boolean isRead(String channel) {
        return channels.containsKey(channel);
    }

    /** Wakes those who wait, that they can do what is due without news. To be called several times a second. */
    public void tick() {
        channels.values().forEach(Channel::tick);
    }

    /** Reads what is published from now on. */
    synchronized Reader read(String channel) {
        return new Reader(channels.computeIfAbsent(channel, name -> new Channel(name, mostEvents)));
    }

    private synchronized void leave(Reader reader) {
        if (reader.channel.leave(reader.place)) {
            channels.remove(reader.channel.name());
        }
    }
}

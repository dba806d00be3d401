package vor.server.receive.riemann;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/** The newest events of one channel, once for all of its readers, who each have a place in it. Safe for any thread. */
final class Channel {
    static final int MOST_EVENTS = 1 << 17;
    /** Of all texts together. */
    private static final long MOST_CHARACTERS = 20_000_000;

    private static final int FIRST = 256;
    private static final int AT_ONCE = 1_000;

    private final String name;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private @Nullable Event[] ring = new @Nullable Event[FIRST];
    /** Number of the oldest that is kept, and how many are. */
    private long first;
    private int count;
    private long characters;
    private long ticks;
    private int waiting;
    private int readers;

    /** What a reader finds. */
    sealed interface Next {
        record News(List<Event> events) implements Next {}

        /** A tick has passed, and nothing came. */
        record Quiet() implements Next {}

        /** The reader was so slow that these are gone for it. */
        record Lost(long events) implements Next {}

        record Over() implements Next {}
    }

    /** Up to where a reader has read. */
    static final class Place {
        private long next;
        private boolean over;
    }

    Channel(String name, int most) {
        this.name = name;
        this.most = most;
    }

    String name() {
        return name;
    }

    /** At the end of what is kept. */
    Place place() {
        lock.lock();
        try {
            Place place = new Place();
            place.next = first + count;
            readers++;
            return place;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it was the last reader */
    boolean leave(Place place) {
        lock.lock();
        try {
            if (!place.over) {
                place.over = true;
                readers--;
                news.signalAll();
                return readers == 0;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    void publish(List<Event> events) {
        lock.lock();
        try {
            events.forEach(this::put);
            wake();
        } finally {
            lock.unlock();
        }
    }

    void tick() {
        lock.lock();
        try {
            ticks++;
            wake();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        if (waiting > 0) {
            news.signalAll();
        }
    }

    private void put(Event event) {
        characters += characters(event);
        while (count > 0 && (count == most || characters > MOST_CHARACTERS)) {
            forget();
        }
        if (count == ring.length) {
            grow();
        }
        ring[at(first + count)] = event;
        count++;
    }

    private void forget() {
        Event oldest = ring[at(first)];
        characters -= oldest == null ? 0 : characters(oldest);
        ring[at(first)] = null;
        first++;
        count--;
    }

    private void grow() {
        @Nullable Event[] before = ring;
        ring = new @Nullable Event[Math.min(most, before.length * 2)];
        for (int i = 0; i < count; i++) {
            ring[at(first + i)] = before[(int) ((first + i) % before.length)];
        }
    }

    private int at(long number) {
        return (int) (number % ring.length);
    }

    private static int characters(Event event) {
        int sum = event.host().length() + event.service().length() + event.state().length() + event.description().length();
        for (String tag : event.tags()) {
            sum += tag.length();
        }
        for (Map.Entry<String, String> one : event.attributes().entrySet()) {
            sum += one.getKey().length() + one.getValue().length();
        }
        return sum;
    }

    Next next(Place place) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long seen = ticks;
            while (!place.over && place.next == first + count && ticks == seen) {
                waiting++;
                try {
                    news.await();
                } finally {
                    waiting--;
                }
            }
            return found(place);
        } finally {
            lock.unlock();
        }
    }

    private Next found(Place place) {
        if (place.over) {
            return new Next.Over();
        }
        if (place.next < first) {
            return new Next.Lost(first - place.next);
        }
        int many = (int) Math.min(AT_ONCE, first + count - place.next);
        if (many == 0) {
            return new Next.Quiet();
        }
        List<Event> events = new ArrayList<>(many);
        for (int i = 0; i < many; i++) {
            Event event = ring[at(place.next++)];
            if (event != null) {
                events.add(event);
            }
        }
        return new Next.News(events);
    }
}

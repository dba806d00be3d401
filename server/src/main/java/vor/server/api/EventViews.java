package vor.server.api;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import vor.server.access.Caller;
import vor.server.events.query.Query;

/**
 * What pages look at among the events, told on the one stream that each has: a query by a name that the page has chosen. A stream is known by a random id, and only to
 * the caller that opened it; with it end its queries. Safe for any thread.
 */
final class EventViews {
    private static final int MOST_OF_STREAM = 20;

    private final EventLive live;
    private final Runnable wake;
    private final Map<String, Stream> streams = new ConcurrentHashMap<>();

    /** @param wake has the readers of all streams ask whether something is due */
    EventViews(EventLive live, Runnable wake) {
        this.live = live;
        this.wake = wake;
    }

    /** One stream; to be closed when it ends. */
    final class Stream implements Aside, AutoCloseable {
        private final String id = UUID.randomUUID().toString();
        private final Caller caller;
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, EventLive.Shown> shown = new LinkedHashMap<>();
        private boolean fresh;
        private boolean closed;
        private long seen;

        private Stream(Caller caller) {
            this.caller = caller;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public boolean isDue() {
            lock.lock();
            try {
                return fresh || (!shown.isEmpty() && seen != live.ticks());
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void tell(Live.Outlet outlet) throws IOException {
            if (!isDue()) {
                return;
            }
            boolean more = false;
            for (EventLive.Shown one : due()) {
                byte[] news = live.tell(one);
                if (news.length > 0) {
                    outlet.write(news);
                }
                more |= one.hasMore();
            }
            if (more) {
                again();
            }
        }

        /** What is left comes after the frames of the picture that came meanwhile. */
        private void again() {
            lock.lock();
            try {
                fresh = true;
            } finally {
                lock.unlock();
            }
        }

        private List<EventLive.Shown> due() {
            lock.lock();
            try {
                fresh = false;
                seen = live.ticks();
                return List.copyOf(shown.values());
            } finally {
                lock.unlock();
            }
        }

        private boolean isOf(Caller other) {
            return caller.kind() == other.kind() && caller.name().equals(other.name()) && caller.key().equals(other.key());
        }

        private void put(String name, Query query) {
            lock.lock();
            try {
                if (closed) {
                    throw ended();
                }
                if (!shown.containsKey(name)) {
                    place();
                }
                shown.put(name, new EventLive.Shown(Optional.of(name), query));
                fresh = true;
            } finally {
                lock.unlock();
            }
        }

        private void place() {
            if (shown.size() >= MOST_OF_STREAM) {
                throw Problem.of("busy", "Too many look at the live events", 503, "a stream carries at most " + MOST_OF_STREAM + " queries")
                        .exception();
            }
            live.enter();
        }

        private void remove(String name) {
            lock.lock();
            try {
                if (shown.remove(name) != null) {
                    live.leave();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            streams.remove(id);
            lock.lock();
            try {
                closed = true;
                shown.values().forEach(s -> live.leave());
                shown.clear();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A stream that the caller is about to read. */
    Stream open(Caller caller) {
        Stream stream = new Stream(caller);
        streams.put(stream.id, stream);
        return stream;
    }

    /** @throws ProblemException when the caller has no such stream */
    Stream of(Caller caller, String id) {
        Stream stream = streams.get(id);
        if (stream == null || !stream.isOf(caller)) {
            throw ended();
        }
        return stream;
    }

    /**
     * Tells what fits from now on, first all of it; takes the place of the query of that name.
     *
     * @throws ProblemException when the stream has ended, or there are too many
     */
    void show(Stream stream, String name, Query query) {
        stream.put(name, query);
        wake.run();
    }

    /** Tells no more of it; of no matter whether there was one. */
    void end(Stream stream, String name) {
        stream.remove(name);
    }

    private static ProblemException ended() {
        return Problem.notFound("you have no such stream open; the \"stream\" of its hello names it").exception();
    }
}

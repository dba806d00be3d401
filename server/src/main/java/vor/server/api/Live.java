package vor.server.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import vor.model.Clock;
import vor.model.Frame;
import vor.model.HealthFrame;
import vor.model.Inventory;
import vor.model.Picture;
import vor.model.Reading;
import vor.model.Revision;
import vor.server.claims.Changed;
import vor.server.editing.Lease;
import vor.server.editing.Subject;

/**
 * The stream of changes to everybody who looks. A frame is encoded once, and only while somebody reads or has read a
 * moment ago; it waits in a ring, where each reader has a place and nothing else. A reader that the ring has passed is
 * told to start anew.
 *
 * <p>{@link #publish} is called by the picture thread, {@link #serve} by the thread of each reader, the rest by any.
 */
public final class Live implements AutoCloseable {
    /** A reader that takes nothing for so long is ended. */
    static final Duration STALLED = Duration.ofSeconds(30);

    /** After the last reader left, frames are kept for so long, for those who lost their connection. */
    static final Duration LINGER = Duration.ofSeconds(30);

    /** How often {@link #tick} is to be called. */
    static final Duration TICK = Duration.ofMillis(250);

    /** A reader that got nothing for so long is told the time, so that a second never passes in silence. */
    private static final Duration IDLE = Duration.ofMillis(700);

    /** Small frames are joined up to this size; a big one is sent as it is, the same array to every reader. */
    private static final int MAX_BATCH = 16 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    private final Clock clock;
    private final Supplier<Picture> current;
    private final int maxReaders;
    private final Ring ring;
    private final Bytes scratch = new Bytes();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Set<Reader> readers = new HashSet<>();
    private final LongAdder frames = new LongAdder();
    private final LongAdder encoded = new LongAdder();
    private final LongAdder resyncs = new LongAdder();
    private final LongAdder stalled = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private @Nullable Picture published;
    private long wantedUntil;
    private long ticks;
    private byte[] tick = new byte[0];
    private boolean closed;

    /** Where a reader's bytes go; a write may block for as long as the reader likes. */
    interface Outlet {
        void write(byte[] bytes) throws IOException;
    }

    /** One reader; all but {@code writingSince} is guarded by the lock. */
    private static final class Reader {
        final Thread thread = Thread.currentThread();
        final BooleanSupplier may;
        final Aside aside;
        long place;
        long tick;
        long served;

        /** Clock's nanoseconds; 0 while it is not in a write. */
        volatile long writingSince;

        Reader(BooleanSupplier may, Aside aside) {
            this.may = may;
            this.aside = aside;
        }
    }

    /** @param current the newest picture, for a reader that comes before the first frame */
    public Live(Clock clock, Supplier<Picture> current) {
        this(clock, current, 2_000, new Ring(600, 24 << 20));
    }

    Live(Clock clock, Supplier<Picture> current, int maxReaders, Ring ring) {
        this.clock = clock;
        this.current = current;
        this.maxReaders = maxReaders;
        this.ring = ring;
        this.wantedUntil = clock.nanos();
    }

    /** The next frame and what it changed in the health of devices. Returns at once; frames come in order of revision. */
    public void publish(Frame frame, HealthFrame health) {
        byte[] bytes = wanted() ? encode(frame, health) : null;
        lock.lock();
        try {
            if (bytes == null && !readers.isEmpty()) { // somebody came in between
                bytes = encode(frame, health);
            }
            Revision revision = frame.picture().revision();
            if (published != null && !published.revision().equals(frame.before().revision())) {
                ring.skip(frame.before().revision()); // a frame was lost on the way here: nobody may go on as if it were whole
            }
            published = frame.picture();
            if (bytes == null) {
                ring.skip(revision);
            } else {
                ring.add(revision, bytes);
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
        frames.increment();
    }

    /** Tells who is on what newly, or not any more; calls come in the order of the changes. */
    public void claims(Changed changed, Inventory inventory) {
        beside(out -> ClaimRoutes.changed(out, inventory, changed));
    }

    /** Tells who edits these records now; calls come in the order of the changes. */
    public void editing(Map<Subject, List<Lease>> changed, Inventory inventory) {
        beside(out -> EditingRoutes.changed(out, inventory, changed));
    }

    /** Tells what the site is now, whole. */
    public void site(SiteInfo site) {
        beside(out -> SiteRoutes.site(out.writeName("site"), site));
    }

    /**
     * What people do beside the picture goes into the ring as one more frame of the newest revision: who resumes there gets it,
     * perhaps again.
     */
    private void beside(Consumer<JsonGenerator> part) {
        lock.lock();
        try {
            Revision revision = published == null ? current.get().revision() : published.revision();
            if (published == null) {
                ring.skip(revision);
            }
            ring.add(revision, Events.beside(revision, clock.millis(), part));
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean wanted() {
        lock.lock();
        try {
            return !readers.isEmpty() || clock.nanos() - wantedUntil < 0;
        } finally {
            lock.unlock();
        }
    }

    /** Null when it cannot be: then the readers start anew. */
    private byte @Nullable [] encode(Frame frame, HealthFrame health) {
        try {
            return event(frame, health);
        } catch (RuntimeException e) {
            scratch.take();
            LOG.error("frame {} cannot be written; readers are told to start anew", frame.picture().revision(), e);
            return null;
        }
    }

    private byte[] event(Frame frame, HealthFrame health) {
        scratch.write("event: delta\nid: ").write(frame.picture().revision().toString()).write("\ndata: ");
        scratch.write(out -> FrameJson.write(out, frame, health, clock.millis())).write("\n\n");
        byte[] bytes = scratch.take();
        encoded.add(bytes.length);
        return bytes;
    }

    /** How many read just now. */
    public int readers() {
        lock.lock();
        try {
            return readers.size();
        } finally {
            lock.unlock();
        }
    }

    /** To be called every {@link #TICK}: tells the time to readers that got nothing else, and ends those that stall. */
    public void tick() {
        long now = clock.nanos();
        lock.lock();
        try {
            ticks++;
            tick = Events.tick(clock.millis());
            news.signalAll();
            readers.forEach(r -> endIfStalled(r, now));
        } finally {
            lock.unlock();
        }
    }

    /** Has readers look whether something aside is due. */
    void wake() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void endIfStalled(Reader reader, long now) {
        long since = reader.writingSince;
        if (since != 0 && now - since > STALLED.toNanos()) {
            reader.writingSince = 0;
            stalled.increment();
            reader.thread.interrupt(); // the write ends, and with it the connection
        }
    }

    /**
     * Serves one reader on its own thread until it goes, stalls, may no longer read or the server ends.
     *
     * @param lastEventId what the reader had last, as it came over the network; null when it is new
     * @param may whether it still may read; asked at least every {@link #TICK}, returns at once
     * @param aside what it alone is told
     * @throws ProblemException when there are too many readers
     * @throws IOException when the reader is gone
     */
    void serve(@Nullable String lastEventId, Outlet outlet, BooleanSupplier may, Aside aside) throws IOException {
        Reader reader = new Reader(may, aside);
        Outlet watched = bytes -> write(reader, outlet, bytes);
        try {
            watched.write(enter(reader, lastEventId));
            for (Optional<byte[]> batch = await(reader); batch.isPresent(); batch = await(reader)) {
                if (batch.get().length > 0) {
                    watched.write(batch.get());
                }
                aside.tell(watched);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(reader);
        }
    }

    private void write(Reader reader, Outlet outlet, byte[] bytes) throws IOException {
        long now = clock.nanos();
        reader.writingSince = now == 0 ? 1 : now;
        outlet.write(bytes);
        reader.writingSince = 0;
    }

    private byte[] enter(Reader reader, @Nullable String lastEventId) {
        lock.lock();
        try {
            if (readers.size() >= maxReaders) {
                refused.increment();
                throw Problem.of("busy", "Too many look at the live stream", 503, "at most " + maxReaders + " may read at once")
                        .exception();
            }
            readers.add(reader);
            reader.tick = ticks;
            reader.served = clock.nanos();
            return greet(reader, lastEventId);
        } finally {
            lock.unlock();
        }
    }

    private byte[] greet(Reader reader, @Nullable String lastEventId) {
        Picture now = published == null ? current.get() : published;
        Optional<Revision> held = Events.revision(lastEventId);
        OptionalLong place = held.map(ring::after).orElse(OptionalLong.empty());
        reader.place = place.orElse(ring.next());
        if (place.isPresent()) {
            return Events.hello(held.orElseThrow(), now.sight(), clock.millis(), reader.aside.id());
        }
        byte[] hello = Events.hello(now.revision(), now.sight(), clock.millis(), reader.aside.id());
        if (lastEventId == null) {
            return hello;
        }
        resyncs.increment();
        return Events.join(List.of(hello, Events.resync(now.revision(), Events.why(held, now.revision()))));
    }

    private void leave(Reader reader) {
        lock.lock();
        try {
            if (readers.remove(reader) && readers.isEmpty()) {
                wantedUntil = clock.nanos() + LINGER.toNanos();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What the reader has not seen, nothing when there is only something aside; empty when the server ends, or its right to read. */
    private Optional<byte[]> await(Reader reader) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && reader.may.getAsBoolean()) {
                byte[] batch = next(reader);
                if (batch.length > 0) {
                    reader.served = clock.nanos();
                }
                if (batch.length > 0 || reader.aside.isDue()) {
                    return Optional.of(batch);
                }
                news.await();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private byte[] next(Reader reader) {
        if (reader.place < ring.first()) {
            return passed(reader);
        }
        if (reader.place < ring.next()) {
            return missed(reader);
        }
        boolean due = reader.tick != ticks && clock.nanos() - reader.served >= IDLE.toNanos();
        reader.tick = ticks;
        return due ? tick : new byte[0];
    }

    private byte[] passed(Reader reader) {
        resyncs.increment();
        reader.place = ring.next();
        Revision revision = published == null ? current.get().revision() : published.revision();
        return Events.resync(revision, "you were too slow: the frames that you miss are gone");
    }

    private byte[] missed(Reader reader) {
        List<byte[]> batch = new ArrayList<>(2);
        int size = 0;
        while (reader.place < ring.next()
                && (batch.isEmpty() || size + ring.at(reader.place).length <= MAX_BATCH)) {
            byte[] frame = ring.at(reader.place++);
            batch.add(frame);
            size += frame.length;
        }
        return batch.size() == 1 ? batch.getFirst() : Events.join(batch);
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_live_readers", "Readers of the live stream", this::readers),
                Reading.gauge("vor_live_ring_bytes", "Size of the frames that are kept", this::ringBytes),
                Reading.counter("vor_live_frames_total", "Frames published", frames::sum),
                Reading.counter("vor_live_encoded_bytes_total", "Bytes of frames encoded", encoded::sum),
                Reading.counter("vor_live_resyncs_total", "Readers told to start anew", resyncs::sum),
                Reading.counter("vor_live_stalled_total", "Readers ended because they took nothing", stalled::sum),
                Reading.counter("vor_live_refused_total", "Readers refused because there were too many", refused::sum));
    }

    private double ringBytes() {
        lock.lock();
        try {
            return ring.bytes();
        } finally {
            lock.unlock();
        }
    }

    /** Sends every reader away. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
            readers.stream().filter(r -> r.writingSince != 0).forEach(r -> r.thread.interrupt());
        } finally {
            lock.unlock();
        }
    }
}

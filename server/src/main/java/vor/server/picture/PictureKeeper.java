package vor.server.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Clock;
import vor.model.Collector;
import vor.model.Facts;
import vor.model.Frame;
import vor.model.Inventory;
import vor.model.Neighbours;
import vor.model.Observation;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Ports;
import vor.model.Reading;
import vor.model.Report;
import vor.model.Revision;
import vor.model.Sight;
import vor.model.Stations;

/**
 * Keeps the picture. Observations may come from any thread; they are folded and told on the thread {@code picture}: a
 * state that changes at once when the last frame is at least 50 ms old, else when it is; mere summaries are gathered
 * for longer, so that a change seldom finds a frame just gone.
 *
 * <p>Give a new inventory to this keeper before giving it to the collectors: what is seen of a device that the picture
 * does not know is dropped and counted. {@link #current}, {@link #readings} and the methods of the sink are safe for any
 * thread and return at once.
 */
public final class PictureKeeper implements Collector.Sink, AutoCloseable {
    /** Time between two frames in nanoseconds: at most 20 a second. */
    static final long FRAME_NANOS = 50_000_000;

    /** The same when nothing but numbers has changed. */
    static final long ROUTINE_NANOS = 150_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(PictureKeeper.class);

    private final Clock clock;
    private final Frames frames;
    private final Inbox inbox;
    private final AtomicLong framesMade = new AtomicLong();
    private final AtomicLong observations = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile Snapshot current;
    private volatile Sight newestSight;
    private volatile boolean closed;
    private volatile long lastFrame;
    private @Nullable Thread thread;

    /**
     * @param boot start of the process, milliseconds since 1970: the first half of every revision
     * @param first the inventory that the first frame brings
     */
    public PictureKeeper(Clock clock, long boot, Inventory first, Frames frames) {
        this(clock, boot, first, frames, Inbox.MAX_KEYS);
    }

    PictureKeeper(Clock clock, long boot, Inventory first, Frames frames, int maxKeys) {
        this.clock = clock;
        this.frames = frames;
        this.inbox = new Inbox(maxKeys);
        Instant now = clock.now();
        this.newestSight = new Sight(false, "", now, now);
        this.current = Snapshot.empty(new Revision(boot, 0), newestSight);
        this.lastFrame = clock.nanos() - ROUTINE_NANOS;
        inbox.inventory(first);
    }

    /** Starts the thread {@code picture}, which makes the first frame at once; at most once. */
    public synchronized void start() {
        if (thread != null) {
            throw new IllegalStateException("the picture is kept already: start it once");
        }
        Thread t = new Thread(this::run, "picture");
        t.setDaemon(true);
        thread = t;
        t.start();
    }

    /** The newest picture. Before the first frame it is empty. */
    public Picture current() {
        return current;
    }

    /** From the next frame on the picture is of this inventory. */
    public void inventory(Inventory next) {
        inbox.inventory(next);
    }

    @Override
    public void observed(List<? extends Observation> batch) {
        observations.addAndGet(batch.size());
        inbox.add(batch, batch.stream().anyMatch(this::changesState));
    }

    private boolean changesState(Observation observation) {
        return switch (observation) {
            case Ping p -> current.pings(p.device()).stream()
                    .noneMatch(held -> held.state() == p.state() && held.address().equals(p.address()));
            case Ports p -> current.ports(p.device()).map(held -> differs(held, p)).orElse(true);
            case Agent a -> current.agent(a.device()).map(held -> held.state() != a.state()).orElse(true);
            case Chassis _, Neighbours _, Stations _, Facts _ -> false;
        };
    }

    private static boolean differs(Ports held, Ports now) {
        return now.ports().values().stream()
                .anyMatch(p -> held.port(p.name()).map(h -> h.status() != p.status() || h.enabled() != p.enabled()).orElse(true));
    }

    @Override
    public void sight(Sight sight) {
        Sight before = newestSight;
        newestSight = sight;
        boolean changed = sight.blind() != before.blind() || !sight.why().equals(before.why());
        boolean aged = clock.nanos() - lastFrame >= 20 * FRAME_NANOS;
        inbox.sight(sight, changed, aged);
    }

    /** Ends the thread; what has not been framed is forgotten. */
    @SuppressWarnings("ReferenceEquality") // a thread is itself only
    @Override
    public void close() {
        closed = true;
        Thread t;
        synchronized (this) {
            t = thread;
        }
        if (t != null && t != Thread.currentThread()) {
            t.interrupt();
            join(t);
        }
    }

    private static void join(Thread t) {
        try {
            t.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                boolean waiting = inbox.news();
                boolean rushed = inbox.urgent();
                inbox.await(step(), !waiting, rushed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Makes a frame if there is cause and it is time.
     *
     * @return nanoseconds until it is worth trying again if nothing comes meanwhile
     */
    long step() {
        long now = clock.nanos();
        long untilWake = untilWake(now);
        if (!inbox.news() && untilWake > 0) {
            return untilWake;
        }
        boolean urgent = inbox.urgent() || untilWake <= 0;
        long rest = lastFrame + (urgent ? FRAME_NANOS : ROUTINE_NANOS) - now;
        if (rest > 0) {
            return rest;
        }
        lastFrame = now;
        tell(fold(inbox.take()));
        return 0;
    }

    private long untilWake(long now) {
        try {
            OptionalLong wake = frames.nextWake();
            return wake.isPresent() ? wake.getAsLong() - now : Long.MAX_VALUE;
        } catch (RuntimeException e) {
            failed(e);
            return FRAME_NANOS;
        }
    }

    private Frame fold(Inbox.Mail mail) {
        Snapshot before = current;
        Snapshot base = mail.inventory().map(before::with).orElse(before);
        Snapshot.Change change = base.change();
        List<Ping> pings = new ArrayList<>(mail.pings());
        List<Report> reports = new ArrayList<>(mail.reports());
        List<Facts> facts = new ArrayList<>(mail.facts());
        pings.removeIf(p -> strange(change.put(p)));
        reports.removeIf(r -> strange(change.put(r)));
        facts.removeIf(f -> strange(change.put(f)));
        Revision revision = new Revision(before.revision().boot(), before.revision().n() + 1);
        Snapshot after = change.done(revision, mail.sight().orElse(before.sight()));
        current = after;
        return new Frame(after, before, pings, reports, facts);
    }

    private boolean strange(boolean taken) {
        if (!taken) {
            unknown.incrementAndGet();
        }
        return !taken;
    }

    private void tell(Frame frame) {
        framesMade.incrementAndGet();
        try {
            frames.frame(frame);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        if (failures.getAndIncrement() % 1000 == 0) {
            LOG.error("who listens to frames failed; the picture goes on", e);
        }
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.counter("vor_picture_frames_total", "frames made", framesMade::get),
                Reading.counter("vor_picture_observations_total", "observations that came in", observations::get),
                Reading.counter(
                        "vor_picture_coalesced_total",
                        "observations replaced by a newer one before they were framed",
                        inbox::coalesced),
                dropped("unknown", "observations not taken", unknown::get),
                dropped("full", "observations not taken", inbox::dropped),
                Reading.counter(
                        "vor_picture_listener_failures_total", "times that who listens to frames threw", failures::get),
                Reading.gauge("vor_picture_waiting", "observations that wait for the next frame", inbox::size));
    }

    private static Reading dropped(String reason, String help, DoubleSupplier value) {
        return new Reading(
                "vor_picture_dropped_total", help, Reading.Kind.COUNTER, Map.of("reason", reason), value);
    }
}

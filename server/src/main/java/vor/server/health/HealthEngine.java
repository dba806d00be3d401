package vor.server.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import vor.model.Clock;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Facts;
import vor.model.Frame;
import vor.model.Handler;
import vor.model.Health;
import vor.model.HealthFrame;
import vor.model.Inventory;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Reading;
import vor.model.Report;

/**
 * Keeps every device's health: a fold over frames.
 *
 * <p>A handler is asked about a device again when something that it read has changed or its {@code reconsider} has come.
 * Summaries come each second from every target; those that tell nothing new wake only the handlers of their own device,
 * and those of other devices that are waiting for an answer. While the picture's sight is blind no verdict changes;
 * afterwards all are judged anew.
 *
 * <p>{@link #frame} and {@link #nextWake} belong to one thread; {@link #current} and {@link #readings} to any.
 */
public final class HealthEngine {
    private final List<Handler> own;
    private final Clock clock;
    private final Judge judge = new Judge();
    private final Readers readers = new Readers();
    private final Wakes wakes = new Wakes();
    private final Map<DeviceId, List<Seat>> seats = new LinkedHashMap<>();
    private final AtomicLong judgements = new AtomicLong();
    /** Devices that a handler judges no more: their health is another without any verdict being so. */
    private final Set<DeviceId> bereft = new LinkedHashSet<>();
    private Inventory inventory = Inventory.EMPTY;
    private boolean blind;
    private long seatsGiven;
    private volatile List<Handler> next;
    private List<Handler> handlers;
    private volatile boolean anew;
    private volatile Map<DeviceId, Health> current = Map.of();

    /** @param handlers in the order of the page's keys; their names differ */
    public HealthEngine(List<Handler> handlers, Clock clock) {
        this.own = List.copyOf(handlers);
        this.handlers = own;
        this.next = own;
        this.clock = clock;
        if (own.isEmpty()) {
            throw new IllegalArgumentException("health needs at least one handler");
        }
        if (own.stream().map(Handler::name).distinct().count() != own.size()) {
            throw new IllegalArgumentException("two handlers have the same name: " + own.stream().map(Handler::name).toList());
        }
    }

    /**
     * These beside its own from now on, in place of those that were given before: with the next frame all devices are judged by them. One that has the name of another is left out.
     * Any thread, returns at once.
     *
     * @return those that were left out
     */
    public List<Handler> more(List<Handler> others) {
        Map<String, Handler> byName = new LinkedHashMap<>();
        own.forEach(h -> byName.put(h.name(), h));
        List<Handler> left = others.stream().filter(h -> byName.putIfAbsent(h.name(), h) != null).toList();
        next = List.copyOf(byName.values());
        return left;
    }

    /** Every handler that judges, its own first. Any thread. */
    public List<Handler> handlers() {
        return next;
    }

    /** Everything as it is now; immutable. A device that has just been added is missing until its first frame. */
    public Map<DeviceId, Health> current() {
        return current;
    }

    /** What the handlers go by has changed: with the next frame all devices are judged anew. Any thread, returns at once. */
    public void again() {
        anew = true;
    }

    /** When {@link #frame} should be called even if nothing is observed, by {@link Clock#nanos}; empty for not at all. */
    public OptionalLong nextWake() {
        return blind ? OptionalLong.empty() : wakes.next();
    }

    /** Takes the changes in, and asks those whose time has come. */
    public HealthFrame frame(Frame frame) {
        Picture picture = frame.picture();
        Set<Seat> due = new LinkedHashSet<>();
        if (next != handlers) {
            reseat(due);
        }
        List<DeviceId> removed = follow(picture.inventory(), due);
        boolean wasBlind = blind;
        blind = picture.sight().blind();
        if (blind) {
            due.removeIf(Seat::judged);
        } else if (wasBlind || anew) {
            anew = false;
            seats.values().forEach(due::addAll);
        } else {
            touched(frame, due);
            due.addAll(wakes.due(clock.nanos()));
        }
        List<Health> changed = judge(due, picture);
        return publish(changed, removed);
    }

    /** Gives seats to new devices, takes those of devices that are gone, and finds who must look again. */
    private List<DeviceId> follow(Inventory next, Set<Seat> due) {
        if (next == inventory) {
            return List.of();
        }
        Inventory before = inventory;
        inventory = next;
        List<DeviceId> removed = seats.keySet().stream().filter(id -> next.device(id).isEmpty()).toList();
        removed.forEach(this::remove);
        boolean all = Meaning.differs(before, next);
        for (Device device : next.devices()) {
            List<Seat> own = seats.computeIfAbsent(device.id(), this::seatsFor);
            if (all || !before.device(device.id()).equals(Optional.of(device))) {
                due.addAll(own);
            }
        }
        return removed;
    }

    /** Other handlers than before: seats of those that stay are kept, with what they thought. */
    private void reseat(Set<Seat> due) {
        handlers = next;
        for (Map.Entry<DeviceId, List<Seat>> entry : seats.entrySet()) {
            List<Seat> before = entry.getValue();
            List<Seat> after = handlers.stream()
                    .map(h -> before.stream().filter(s -> s.handler == h).findFirst().orElseGet(() -> new Seat(seatsGiven++, entry.getKey(), h)))
                    .toList();
            before.stream().filter(s -> !after.contains(s)).forEach(s -> {
                readers.remove(s);
                wakes.cancel(s);
                bereft.add(entry.getKey());
            });
            after.stream().filter(s -> !s.judged()).forEach(due::add);
            entry.setValue(after);
        }
        anew = true;
    }

    private List<Seat> seatsFor(DeviceId device) {
        return handlers.stream().map(h -> new Seat(seatsGiven++, device, h)).toList();
    }

    private void remove(DeviceId device) {
        List<Seat> gone = seats.remove(device);
        if (gone != null) {
            gone.forEach(readers::remove);
            gone.forEach(wakes::cancel);
        }
    }

    private void touched(Frame frame, Set<Seat> due) {
        for (Ping p : frame.pings()) {
            boolean news = Ticks.significant(before(frame, p), p);
            for (Seat seat : readers.of(new NotingPicture.Look(p.device(), NotingPicture.Look.Kind.PINGS))) {
                if (news || seat.unsettled() || seat.device.equals(p.device())) {
                    due.add(seat);
                }
            }
        }
        for (Report r : frame.reports()) {
            due.addAll(readers.of(new NotingPicture.Look(r.device(), NotingPicture.Look.Kind.of(r.getClass()))));
        }
        for (Facts f : frame.facts()) {
            due.addAll(readers.of(new NotingPicture.Look(f.device(), NotingPicture.Look.Kind.FACTS)));
        }
    }

    private static Optional<Ping> before(Frame frame, Ping ping) {
        for (Ping p : frame.before().pings(ping.device())) {
            if (p.address().equals(ping.address())) {
                return Optional.of(p);
            }
        }
        return Optional.empty();
    }

    private List<Health> judge(Collection<Seat> due, Picture picture) {
        Instant now = clock.now();
        long nanos = clock.nanos();
        bereft.retainAll(seats.keySet());
        Set<DeviceId> touched = new LinkedHashSet<>(bereft);
        bereft.clear();
        for (Seat seat : due) {
            if (judge(seat, picture, now, nanos)) {
                touched.add(seat.device);
            }
        }
        return touched.stream().map(id -> health(id, now)).toList();
    }

    private boolean judge(Seat seat, Picture picture, Instant now, long nanos) {
        Device device = picture.inventory().device(seat.device).orElse(null);
        if (device == null) {
            return false;
        }
        judgements.incrementAndGet();
        Judge.Opinion opinion = judge.ask(seat.handler, device, picture, now);
        readers.set(seat, opinion.looks());
        boolean changed = seat.accept(opinion.verdict(), now);
        wakes.set(seat, opinion.verdict().reconsider(), now, nanos);
        return changed;
    }

    private Health health(DeviceId device, Instant now) {
        return Worst.of(
                device, seats.getOrDefault(device, List.of()), Optional.ofNullable(current.get(device)), now);
    }

    private HealthFrame publish(List<Health> changed, List<DeviceId> removed) {
        if (!changed.isEmpty() || !removed.isEmpty()) {
            Map<DeviceId, Health> next = new HashMap<>(current);
            removed.forEach(next::remove);
            changed.forEach(h -> next.put(h.device(), h));
            current = Collections.unmodifiableMap(next);
        }
        return new HealthFrame(current, changed, removed);
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.counter("vor_health_judgements_total", "times a handler was asked", judgements::get),
                Reading.counter(
                        "vor_health_handler_failures_total", "times a handler threw or gave nothing", judge::failures),
                Reading.gauge("vor_health_devices", "devices that have a health", () -> current.size()));
    }
}

package vor.server.events.own;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vor.model.Clock;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Health;
import vor.model.Inventory;
import vor.model.Metric;
import vor.model.Picture;
import vor.model.Reading;

/**
 * Looks at the picture and tells what is new of it as events: a change of state at once, of a number now and then, and what stays as it is when half of its time to live is over;
 * of what is not seen any more nothing, so that it runs out. A few times a second one thread calls {@link #chore}; the thread of the picture has no work by it.
 */
public final class OwnEvents {
    /** How often {@link #chore} is to be called. */
    public static final Duration TICK = Duration.ofMillis(250);

    /** Half of what the index holds. */
    static final int MOST_SERVICES = 100_000;

    private static final int BATCH = 1_000;
    private static final long COUNTERS = Duration.ofSeconds(10).toNanos();
    private static final Duration COUNTERS_TTL = Duration.ofSeconds(30);

    private final Clock clock;
    private final BooleanSupplier on;
    private final EventSink sink;
    private final Sources sources;
    private final Map<DeviceId, OneDevice> devices = new HashMap<>();
    private final List<Event> batch = new ArrayList<>();
    private final LongAdder told = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile int services;
    private Inventory inventory = Inventory.EMPTY;
    private long counted = Long.MIN_VALUE;

    /**
     * What is told of. All return at once.
     *
     * @param readings what Vor counts about itself
     * @param host of Vor itself
     */
    public record Sources(Supplier<Picture> picture, Supplier<Map<DeviceId, Health>> health, Supplier<List<Reading>> readings, Supplier<String> host) {}

    /** @param on whether anything is told just now */
    public OwnEvents(Clock clock, BooleanSupplier on, EventSink sink, Sources sources) {
        this.clock = clock;
        this.on = on;
        this.sink = sink;
        this.sources = sources;
    }

    /** To be called every {@link #TICK} by one thread. */
    public void chore() {
        if (!on.getAsBoolean()) {
            devices.clear();
            services = 0;
            return;
        }
        Instant now = clock.now();
        look(sources.picture().get(), sources.health().get(), now);
        if (counted == Long.MIN_VALUE || clock.nanos() - counted >= COUNTERS) {
            counted = clock.nanos();
            counters(now);
            devices.values().forEach(d -> d.tidy(now));
            services = devices.values().stream().mapToInt(OneDevice::services).sum();
        }
        handOn();
    }

    private void look(Picture picture, Map<DeviceId, Health> health, Instant now) {
        if (picture.inventory() != inventory) {
            inventory = picture.inventory();
            devices.entrySet().removeIf(d -> !inventory.device(d.getKey()).map(Device::name).equals(Optional.of(d.getValue().name())));
        }
        Out out = new Out();
        for (Device device : inventory.devices()) {
            devices.computeIfAbsent(device.id(), id -> new OneDevice(device.name()))
                    .look(device.id(), picture, Optional.ofNullable(health.get(device.id())), this::name, now, out);
        }
    }

    private String name(DeviceId id) {
        return inventory.device(id).map(Device::name).orElse("");
    }

    private final class Out implements OneDevice.Out {
        @Override
        public void tell(String host, OneDevice.Said said) {
            add(new Event(host, said.service(), said.state(), said.metric(), said.at(), Optional.of(said.ttl()), said.description(), List.of("vor"), said.attributes()));
        }

        @Override
        public boolean hasRoom() {
            if (services >= MOST_SERVICES) {
                refused.increment();
                return false;
            }
            services = services + 1;
            return true;
        }
    }

    private void counters(Instant now) {
        String host = sources.host().get();
        List<Reading> all = new ArrayList<>(sources.readings().get());
        all.addAll(readings());
        for (Reading reading : all) {
            StringBuilder service = new StringBuilder("vor ").append(reading.name().replaceFirst("^vor_", ""));
            reading.labels().forEach((key, value) -> service.append(' ').append(key).append('=').append(value));
            add(new Event(
                    host, service.toString(), "", Optional.of(new Metric.Real(reading.value().getAsDouble())), now, Optional.of(COUNTERS_TTL), reading.help(),
                    List.of("vor"), reading.labels()));
        }
    }

    private void add(Event event) {
        batch.add(event);
        if (batch.size() >= BATCH) {
            handOn();
        }
    }

    private void handOn() {
        if (!batch.isEmpty()) {
            told.add(batch.size());
            sink.take(List.copyOf(batch));
            batch.clear();
        }
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.counter("vor_own_events_total", "Events of what Vor found out itself", told::sum),
                Reading.gauge("vor_own_services", "Services of devices that Vor tells of", () -> services),
                Reading.counter("vor_own_refused_total", "Times that a service was not told of as there were too many", refused::sum));
    }
}

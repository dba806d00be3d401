package vor.server.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Frame;
import vor.model.Health;
import vor.model.HealthFrame;
import vor.model.Observation;
import vor.model.Ping;
import vor.model.State;
import vor.testkit.Devices;
import vor.testkit.ManualClock;
import vor.testkit.Pictures;
import vor.testkit.Pings;

/**
 * A hall in virtual time: core, ring, two distros below both, twenty leaves on each. Every address is asked each 250 ms
 * at a phase of its own; a missed deadline (150 ms) makes it suspect, and up to 60 ms later it is down, which for what is
 * above the leaves takes up to 300 ms, so that children are sure first. After seven answers in a row it counts as up. Time goes in steps of 10 ms, a frame goes out every 50 ms.
 */
final class Hall {
    static final int LEAVES = 20;
    static final DeviceId CORE = new DeviceId(1);
    static final DeviceId RING = new DeviceId(2);
    static final DeviceId DISTRO1 = new DeviceId(11);
    static final DeviceId DISTRO2 = new DeviceId(12);

    final ManualClock clock = new ManualClock();
    final HealthEngine engine = new HealthEngine(Handlers.all(Optional.of("core")), clock);
    private final Map<DeviceId, Device> devices = new LinkedHashMap<>();
    private final Map<DeviceId, Echo> echoes = new HashMap<>();
    private final Set<DeviceId> cut = new HashSet<>();
    private final Map<DeviceId, Instant> healedAt = new HashMap<>();
    private final List<Observation> waiting = new ArrayList<>();
    private final Random random;
    private Pictures picture;
    private Pictures framed;
    private Consumer<HealthFrame> watcher = f -> {};
    private boolean blind;

    Hall(long seed) {
        random = new Random(seed);
        add(Devices.device(1, "core").build());
        add(Devices.device(2, "ring").below(1).build());
        for (int d = 1; d <= 2; d++) {
            add(Devices.device(10 + d, "distro" + d).below(2).below(1).build());
            for (int i = 1; i <= LEAVES; i++) {
                add(Devices.device(100L * d + i, "e" + d + "-" + i).below(10 + d).build());
            }
        }
        framed = Pictures.empty(clock.now());
        picture = framed.with(Pictures.inventory(1, devices.values()));
        frame();
    }

    static List<DeviceId> leavesOf(int distro) {
        List<DeviceId> leaves = new ArrayList<>();
        for (int i = 1; i <= LEAVES; i++) {
            leaves.add(new DeviceId(100L * distro + i));
        }
        return leaves;
    }

    static List<DeviceId> all() {
        List<DeviceId> all = new ArrayList<>(List.of(CORE, RING, DISTRO1, DISTRO2));
        all.addAll(leavesOf(1));
        all.addAll(leavesOf(2));
        return all;
    }

    private void add(Device device) {
        Device d = Devices.like(device).addresses("198.18.0." + device.id().value(), "fd9a::" + device.id().value()).build();
        devices.put(d.id(), d);
        echoes.put(d.id(), new Echo(d));
    }

    /** Called with what every frame changed. */
    void watch(Consumer<HealthFrame> w) {
        watcher = w;
    }

    State state(DeviceId id) {
        return health(id).state();
    }

    Health health(DeviceId id) {
        return Optional.ofNullable(engine.current().get(id)).orElseThrow();
    }

    void cut(DeviceId... ids) {
        cut.addAll(List.of(ids));
    }

    /** It answers again after {@code delay}. */
    void heal(DeviceId id, Duration delay) {
        healedAt.put(id, clock.now().plus(delay));
    }

    void blind(boolean on) {
        blind = on;
        picture = picture.blind(on, clock.now());
    }

    void run(Duration span) {
        Instant end = clock.now().plus(span);
        while (clock.now().isBefore(end)) {
            clock.advance(Duration.ofMillis(10));
            step();
        }
    }

    private void step() {
        healedAt.entrySet().removeIf(e -> {
            boolean due = !clock.now().isBefore(e.getValue());
            if (due) {
                cut.remove(e.getKey());
            }
            return due;
        });
        if (!blind) {
            echoes.values().forEach(Echo::step);
        }
        if (clock.now().toEpochMilli() % 50 == 0) {
            frame();
        }
    }

    private void frame() {
        Observation[] news = waiting.toArray(new Observation[0]);
        waiting.clear();
        picture = picture.with(news);
        Frame frame = picture.since(framed, news);
        framed = picture;
        watcher.accept(engine.frame(frame));
    }

    private boolean reachable(DeviceId id) {
        if (cut.contains(id)) {
            return false;
        }
        return id.equals(CORE) || picture.inventory().above(id).stream().anyMatch(this::reachable);
    }

    /** One device's two addresses, each asked on its own. */
    private final class Echo {
        private final List<Line> lines;

        Echo(Device device) {
            lines = device.addresses().stream().map(a -> new Line(device.id(), a)).toList();
        }

        void step() {
            lines.forEach(Line::step);
        }
    }

    private final class Line {
        private final DeviceId device;
        private final String address;
        private final int decide;
        private Ping.State state = Ping.State.WAITING;
        private Instant next = clock.now().plusMillis(10L * random.nextInt(25));
        private Instant since = clock.now();
        private Instant answered = Instant.EPOCH;
        private Optional<Instant> silent = Optional.empty();
        private Instant summary = clock.now().plusMillis(10L * random.nextInt(100));
        private int answers;

        Line(DeviceId device, String address) {
            this.device = device;
            this.address = address;
            decide = 10 + 10 * random.nextInt(device.value() >= 100 ? 5 : 30);
        }

        void step() {
            Instant now = clock.now();
            if (!now.isBefore(next)) {
                next = now.plusMillis(state == Ping.State.SUSPECT ? 50 : 250);
                ask(now);
            }
            decide(now);
            if (!now.isBefore(summary)) {
                summary = now.plusSeconds(1);
                tell();
            }
        }

        private void ask(Instant now) {
            if (!reachable(device)) {
                silent = silent.or(() -> Optional.of(now));
                answers = 0;
                return;
            }
            answered = now;
            silent = Optional.empty();
            answers++;
            switch (state) {
                case WAITING, SUSPECT -> turn(Ping.State.UP);
                case DOWN -> turn(Ping.State.RECOVERING);
                case RECOVERING -> {
                    if (answers > 6) {
                        turn(Ping.State.UP);
                    }
                }
                case UP, NEVER, FLAPPING, UNRESOLVED, UNSENDABLE -> {}
            }
        }

        private void decide(Instant now) {
            if (silent.isEmpty()) {
                return;
            }
            long span = Duration.between(silent.get(), now).toMillis();
            if (state == Ping.State.UP && span >= 150) {
                turn(Ping.State.SUSPECT);
            } else if ((state == Ping.State.SUSPECT || state == Ping.State.RECOVERING) && span >= 150 + decide) {
                turn(Ping.State.DOWN);
            }
        }

        private void turn(Ping.State to) {
            state = to;
            since = clock.now();
            tell();
        }

        private void tell() {
            Pings p = Pings.of(device, address, clock.now());
            waiting.add(switch (state) {
                case SUSPECT -> with(p.suspect(silent.orElse(since)));
                case DOWN -> with(p.down(silent.orElse(since), since));
                case UP -> p.up(since, answered).build();
                case WAITING -> p.unheard(state, since, "").build();
                default -> p.answering(state, since).build();
            });
        }

        private Ping with(Pings p) {
            Ping b = p.build();
            return new Ping(
                    b.device(), b.at(), b.address(), b.family(), b.resolved(), b.state(), since, b.lastReply(),
                    Optional.of(answered), b.silentSince(), b.rtt(), b.loss(), b.sent(), b.lost(), "");
        }
    }
}

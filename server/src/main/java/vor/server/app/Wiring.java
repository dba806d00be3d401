package vor.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.EventSink;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Profile;
import vor.server.access.Access;
import vor.server.access.tls.Identity;
import vor.server.api.ApiParts;
import vor.server.api.ApiServer;
import vor.server.api.ClaimRoutes;
import vor.server.api.CollectdRoutes;
import vor.server.api.EditingRoutes;
import vor.server.api.HealthCheck;
import vor.server.api.LatencySource;
import vor.server.api.Live;
import vor.server.api.NetworkRoutes;
import vor.server.api.ReceiverRoutes;
import vor.server.api.RuleRoutes;
import vor.server.api.access.AccessRoutes;
import vor.server.api.backup.BackupRoutes;
import vor.server.api.config.ConfigRoutes;
import vor.server.api.config.Reloading;
import vor.server.api.inventory.InventoryRoutes;
import vor.server.backup.Backups;
import vor.server.claims.Claims;
import vor.server.collect.ping.PingCollector;
import vor.server.collect.snmp.SnmpCollector;
import vor.server.editing.Editing;
import vor.server.events.Index;
import vor.server.events.own.OwnEvents;
import vor.server.health.HealthEngine;
import vor.server.health.Handlers;
import vor.server.history.LatencySeries;
import vor.server.history.RecentLatency;
import vor.server.inventory.InventoryStore;
import vor.server.journal.Journal;
import vor.server.journal.JournalSettings;
import vor.server.picture.PictureKeeper;
import vor.server.receive.hints.Door;
import vor.server.receive.hints.Hints;
import vor.server.receive.riemann.Channels;

/**
 * The whole program, put together with {@code new}, from upstream to downstream: the one place that knows every room.
 * The echoes begin before the page is served, since seeing comes before showing.
 */
final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final long LOOK_MS = 1_000;
    private static final int MOST_EVENTS = 200_000;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Clock clock = Clock.system();
    private final Map<String, String> environment = System.getenv();
    private final RunningConfig current;
    private final InventoryStore inventory;
    private final Optional<Access> access;
    private final Optional<Identity> identity;
    private final Live live;
    private final SiteBoard board;
    private final ApiServer api;
    private final Refit refit;
    private final AtomicReference<@Nullable Reload> reload = new AtomicReference<>();

    /** @param watch whether anybody is asked and heard; else there is only the inventory and its API */
    private Wiring(Config config, Config.Listen listen, boolean watch) throws IOException {
        try {
            Instant started = clock.now();
            current = new RunningConfig(config);
            access = watch ? Entrance.access(config, clock).map(this::opened) : Optional.empty();
            identity = watch ? Entrance.identity(config, clock) : Optional.empty();
            inventory = opened(InventoryStore.open(
                    config.data(), config.database().resolved(environment), clock, config.profiles().keySet()));
            Backups backups = new Backups(config.data(), config.file(), () -> now().site().name(), inventory, clock);
            PingCollector ping = opened(new PingCollector(clock, Refit.pinging(config), this::profile));
            SnmpCollector snmp = opened(new SnmpCollector(
                    clock, config.snmp(), new ProfileFolder(() -> now().vendors(), clock), new SecureRandom()));

            List<Handler> handlers = Handlers.all(() -> now().site().monitor());
            HealthEngine health = new HealthEngine(handlers, clock);
            RecentLatency latency = new RecentLatency();
            AtomicReference<PictureKeeper> keeper = new AtomicReference<>();
            live = new Live(clock, () -> current(keeper));
            Claims claims = Claims.open(config.data(), clock);
            claims.onChange(changed -> live.claims(changed, inventory.current()));
            Editing editing = new Editing(clock);
            editing.onChange(changed -> live.editing(changed, inventory.current()));
            PictureKeeper picture = new PictureKeeper(
                    clock, started.toEpochMilli(), inventory.current(), new Judging(health, latency, live));
            keeper.set(opened(picture));
            Doors doors = new Doors(config, clock);
            List<Door> heard = watch ? doors.of(config.receive()) : List.of();
            Hints hints = opened(new Hints(clock, heard, picture::current, new Asking(ping, snmp)));
            Index events = new Index(clock, MOST_EVENTS, ended -> {});
            Channels channels = new Channels();
            Journal journal = opened(Journal.open(config.data().resolve("journal"), watch ? config.journal() : JournalSettings.OFF, clock));
            RuleWork rules = opened(new RuleWork(clock, environment, events, channels::publish, journal::append, others -> others(health, others)));
            EventReceivers receivers = opened(new EventReceivers(clock, environment, events, events, channels));
            ticking(events, receivers, rules);
            board = new SiteBoard(started, this::now, health::handlers, backups, () -> reloading().map(Reload::notices).orElse(List.of()));

            inventory.onChange(next -> {
                picture.inventory(next);
                ping.inventory(next);
                snmp.inventory(next);
                hints.inventory(next);
            });
            picture.start();
            if (watch) {
                snmp.start(inventory.current(), new Falls(picture, picture::current, ping::portFell));
                ping.start(inventory.current(), new Suspicion(picture, snmp));
                hints.start(picture);
                rules.start(config);
                receivers.start(config);
            }

            OwnEvents own = new OwnEvents(clock, () -> now().own(), events, new OwnEvents.Sources(
                    picture::current, health::current,
                    () -> Readings.of(inventory, backups, claims, editing, access, ping, snmp, hints, receivers, rules, journal, picture, health, latency, reloading()),
                    () -> now().site().monitor().orElseGet(Wiring::hostname)));
            if (watch) {
                telling(own);
            }

            api = opened(ApiServer.start(
                    new ApiParts(
                            clock,
                            board::now,
                            picture::current,
                            health::current,
                            source(latency),
                            live,
                            events,
                            events,
                            List.of(
                                    new ApiParts.Mount("/api/v1", new NetworkRoutes(clock, inventory::current, picture::current)),
                                    new ApiParts.Mount("/api/v1", new InventoryRoutes(inventory, () -> List.copyOf(now().profiles().values()))),
                                    new ApiParts.Mount("/api/v1", new ClaimRoutes(claims, inventory::current)),
                                    new ApiParts.Mount("/api/v1", new EditingRoutes(editing, inventory::current)),
                                    new ApiParts.Mount("/api/v1", new ReceiverRoutes(clock, receivers::infos)),
                                    new ApiParts.Mount("/api/v1", new RuleRoutes(clock, rules.told())),
                                    new ApiParts.Mount("/api/v1", new CollectdRoutes(receivers::posted)),
                                    new ApiParts.Mount("/api/v1", new BackupRoutes(backups)),
                                    new ApiParts.Mount("/api/v1", new ConfigRoutes(this::reload, ConfigReader.schema())),
                                    new ApiParts.Mount("/api/v1", new AccessRoutes(access))),
                            () -> Stream.concat(
                                            Readings.of(inventory, backups, claims, editing, access, ping, snmp, hints, receivers, rules, journal, picture, health, latency, reloading()).stream(),
                                            own.readings().stream())
                                    .toList(),
                            checks(
                                    receivers,
                                    rules.check(),
                                    new HealthCheck("inventory", inventory::trouble),
                                    new HealthCheck("access", () -> access.flatMap(Access::trouble)),
                                    new HealthCheck("certificate", () -> identity.flatMap(Identity::trouble)),
                                    new HealthCheck("ping", ping::trouble),
                                    new HealthCheck("snmp", snmp::trouble),
                                    new HealthCheck("hints", hints::trouble),
                                    new HealthCheck("journal", journal::trouble),
                                    new HealthCheck("claims", claims::trouble))),
                    watch
                            ? Entrance.door(config, listen, access, identity, () -> {
                                aside(() -> claims.chore(inventory.current(), health.current()));
                                editing.chore(subject -> EditingRoutes.exists(inventory.current(), subject));
                            })
                            : vor.server.api.Door.loopback(listen.host(), listen.port())));
            refit = new Refit(current, clock, environment, inventory, identity, ping, snmp, hints, doors, heard, receivers, rules, journal, health, api);
        } catch (RuntimeException | IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Everything, by a configuration that stays as it is.
     *
     * @throws IOException when the address or the data folder cannot be had, in words for people
     */
    static Wiring start(Config config) throws IOException {
        return new Wiring(config, config.listen(), true);
    }

    /** Everything, and what changes in the configuration's file is taken in. Throws as {@link #start(Config)} does. */
    static Wiring start(ConfigReader.Read read) throws IOException {
        Wiring wiring = start(read.config());
        wiring.follow(read);
        return wiring;
    }

    /** The inventory and its API on a port of its own, and no echoes: for commands that work while Vor does not run. */
    static Wiring inventoryOnly(Config config) throws IOException {
        return new Wiring(config, new Config.Listen("127.0.0.1", 0), false);
    }

    private void follow(ConfigReader.Read read) {
        Reload following = new Reload(clock, read.config().file(), read, environment, refit);
        reload.set(following);
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("configuration").factory());
        open.push(looking::shutdownNow);
        looking.scheduleWithFixedDelay(() -> look(following), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** What ran out leaves the index, and sums are told, by a clock of their own, whoever reads and writes. */
    private void ticking(Index events, EventReceivers receivers, RuleWork rules) {
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("events").factory());
        open.push(ticker::shutdownNow);
        long tick = Index.TICK.toMillis();
        ticker.scheduleWithFixedDelay(() -> tick(events, receivers, rules), tick, tick, TimeUnit.MILLISECONDS);
    }

    private static void tick(Index events, EventReceivers receivers, RuleWork rules) {
        try {
            rules.chore();
            receivers.chore();
            events.chore();
        } catch (RuntimeException e) {
            LOG.error("the clock of the events failed; the next tick goes on", e);
        }
    }

    /** Handlers from files of rules judge beside ours. */
    private static void others(HealthEngine health, List<Handler> others) {
        health.more(others).forEach(h -> LOG.warn("the handler \"{}\" of a file of rules is left out: there is another of that name", h.name()));
    }

    /** What Vor finds out itself becomes events on a thread of its own: there may be much of it. */
    private void telling(OwnEvents own) {
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("own-events").factory());
        open.push(ticker::shutdownNow);
        long tick = OwnEvents.TICK.toMillis();
        ticker.scheduleWithFixedDelay(() -> tell(own), tick, tick, TimeUnit.MILLISECONDS);
    }

    private static void tell(OwnEvents own) {
        try {
            own.chore();
        } catch (RuntimeException e) {
            LOG.error("what Vor found out was not told as events; the next tick goes on", e);
        }
    }

    /** As the kernel has it: nobody is asked. */
    private static String hostname() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "vor";
        }
    }

    private static List<HealthCheck> checks(EventReceivers receivers, HealthCheck... rooms) {
        return Stream.concat(Stream.of(rooms), receivers.checks().stream()).toList();
    }

    private void look(Reload following) {
        try {
            following.look();
            board.tell(live::site);
        } catch (RuntimeException e) {
            LOG.error("the configuration could not be looked at; it will be again", e);
        }
    }

    /** Reads the configuration anew now, at the wish of whoever has the right to. Any thread. */
    Reloading.Outcome reload(boolean dry) {
        Optional<Reload> following = reloading();
        if (following.isEmpty()) {
            return new Reloading.Outcome(clock.now(), List.of(), List.of(new Reloading.Fault("", "no Vor runs by this configuration", 0, 0)));
        }
        Reloading.Outcome outcome = following.get().reload(dry);
        board.tell(live::site);
        return outcome;
    }

    private Optional<Reload> reloading() {
        return Optional.ofNullable(reload.get());
    }

    /** The configuration that runs. */
    private Config now() {
        return current.get();
    }

    int port() {
        return api.port();
    }

    int devices() {
        return inventory.current().devices().size();
    }

    /** What is shown in TLS; empty without it. */
    Optional<Identity> identity() {
        return identity;
    }

    /** The key of the link for the first admin; empty when there is one, or when there are no accounts. */
    Optional<String> setupKey() {
        return access.flatMap(Access::openSetup);
    }

    InventoryStore inventory() {
        return inventory;
    }

    /** Ends every room, downstream first. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable room = open.pop();
            try {
                room.close();
            } catch (Exception e) {
                LOG.warn("{} did not end in order", room.getClass().getSimpleName(), e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T room) {
        open.push(room);
        return room;
    }

    /** A disk that hangs must not stop the clock of the API. */
    private static void aside(Runnable work) {
        Thread.ofVirtual().name("claims").start(work);
    }

    private static Picture current(AtomicReference<PictureKeeper> keeper) {
        return Objects.requireNonNull(keeper.get(), "the picture is kept before anybody reads").current();
    }

    /** A profile that has left the configuration: its devices are asked at the usual pace. */
    private Profile profile(String name) {
        return now().profiles().getOrDefault(name, Profile.WIRED);
    }

    private static LatencySource source(RecentLatency latency) {
        return (device, seconds) -> latency.of(device, seconds).stream().map(Wiring::series).toList();
    }

    private static LatencySource.Series series(LatencySeries s) {
        return new LatencySource.Series(
                s.address(),
                s.family(),
                s.from(),
                s.points().stream().mapToDouble(LatencySeries.Point::rtt).toArray(),
                s.points().stream().mapToInt(LatencySeries.Point::sent).toArray(),
                s.points().stream().mapToInt(LatencySeries.Point::lost).toArray());
    }
}

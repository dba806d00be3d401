package vor.server.app;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Profile;
import vor.model.Reading;
import vor.server.access.Access;
import vor.server.access.tls.Identity;
import vor.server.api.ApiParts;
import vor.server.api.ApiServer;
import vor.server.api.ClaimRoutes;
import vor.server.api.Door;
import vor.server.api.EditingRoutes;
import vor.server.api.HealthCheck;
import vor.server.api.LatencySource;
import vor.server.api.Live;
import vor.server.api.NetworkRoutes;
import vor.server.api.SiteInfo;
import vor.server.api.access.AccessRoutes;
import vor.server.api.backup.BackupRoutes;
import vor.server.api.inventory.InventoryRoutes;
import vor.server.backup.Backups;
import vor.server.claims.Claims;
import vor.server.collect.ping.PingCollector;
import vor.server.collect.ping.PingSettings;
import vor.server.collect.snmp.SnmpCollector;
import vor.server.editing.Editing;
import vor.server.health.HealthEngine;
import vor.server.health.Handlers;
import vor.server.history.LatencySeries;
import vor.server.history.RecentLatency;
import vor.server.inventory.InventoryStore;
import vor.server.picture.PictureKeeper;
import vor.server.receive.hints.Hints;

/**
 * The whole program, put together with {@code new}, from upstream to downstream: the one place that knows every room.
 * The echoes begin before the page is served, since seeing comes before showing.
 */
final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final InventoryStore inventory;
    private final Optional<Access> access;
    private final Optional<Identity> identity;
    private final ApiServer api;

    private Wiring(Config config, Config.Listen listen, boolean watch) throws IOException {
        try {
            Clock clock = Clock.system();
            Instant started = clock.now();
            access = watch ? Entrance.access(config, clock).map(this::opened) : Optional.empty();
            identity = watch ? Entrance.identity(config, clock) : Optional.empty();
            inventory = opened(InventoryStore.open(
                    config.data(), config.database().resolved(System.getenv()), clock, config.profiles().keySet()));
            Backups backups = new Backups(config.data(), config.file(), config.site().name(), inventory, clock);
            PingCollector ping = opened(new PingCollector(clock, pinging(config), name -> profile(config, name)));
            SnmpCollector snmp = opened(new SnmpCollector(
                    clock, config.snmp(), new ProfileFolder(config.vendors(), clock), new SecureRandom()));

            List<Handler> handlers = Handlers.all(config.site().monitor());
            HealthEngine health = new HealthEngine(handlers, clock);
            RecentLatency latency = new RecentLatency();
            AtomicReference<PictureKeeper> keeper = new AtomicReference<>();
            Live live = new Live(clock, () -> current(keeper));
            Claims claims = Claims.open(config.data(), clock);
            claims.onChange(changed -> live.claims(changed, inventory.current()));
            Editing editing = new Editing(clock);
            editing.onChange(changed -> live.editing(changed, inventory.current()));
            PictureKeeper picture = new PictureKeeper(
                    clock, started.toEpochMilli(), inventory.current(), new Judging(health, latency, live));
            keeper.set(opened(picture));
            Hints hints = opened(new Hints(clock, Doors.of(config, clock), picture::current, new Asking(ping, snmp)));

            inventory.onChange(next -> {
                picture.inventory(next);
                ping.inventory(next);
                snmp.inventory(next);
                hints.inventory(next);
            });
            picture.start();
            if (watch) {
                config.receive().traps().ifPresent(t -> t.troubles().forEach(LOG::warn));
                snmp.start(inventory.current(), new Falls(picture, picture::current, ping::portFell));
                ping.start(inventory.current(), new Suspicion(picture, snmp));
                hints.start(picture);
            }

            api = opened(ApiServer.start(
                    new ApiParts(
                            clock,
                            site(config, started, handlers),
                            picture::current,
                            health::current,
                            source(latency),
                            live,
                            List.of(
                                    new ApiParts.Mount("/api/v1", new NetworkRoutes(clock, inventory::current, picture::current)),
                                    new ApiParts.Mount("/api/v1", new InventoryRoutes(inventory, List.copyOf(config.profiles().values()))),
                                    new ApiParts.Mount("/api/v1", new ClaimRoutes(claims, inventory::current)),
                                    new ApiParts.Mount("/api/v1", new EditingRoutes(editing, inventory::current)),
                                    new ApiParts.Mount("/api/v1", new BackupRoutes(backups)),
                                    new ApiParts.Mount("/api/v1", new AccessRoutes(access))),
                            () -> readings(inventory, backups, claims, editing, access, ping, snmp, hints, picture, health, latency),
                            List.of(
                                    new HealthCheck("inventory", inventory::trouble),
                                    new HealthCheck("access", () -> access.flatMap(Access::trouble)),
                                    new HealthCheck("certificate", () -> identity.flatMap(Identity::trouble)),
                                    new HealthCheck("ping", ping::trouble),
                                    new HealthCheck("snmp", snmp::trouble),
                                    new HealthCheck("hints", hints::trouble),
                                    new HealthCheck("claims", claims::trouble))),
                    watch
                            ? Entrance.door(config, listen, access, identity, () -> {
                                aside(() -> claims.chore(inventory.current(), health.current()));
                                editing.chore(subject -> EditingRoutes.exists(inventory.current(), subject));
                            })
                            : Door.loopback(listen.host(), listen.port())));
        } catch (RuntimeException | IOException e) {
            close();
            throw e;
        }
    }

    /** @throws IOException when the address or the data folder cannot be had, in words for people */
    static Wiring start(Config config) throws IOException {
        return new Wiring(config, config.listen(), true);
    }

    /** The inventory and its API on a port of its own, and no echoes: for commands that work while Vor does not run. */
    static Wiring inventoryOnly(Config config) throws IOException {
        return new Wiring(config, new Config.Listen("127.0.0.1", 0), false);
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

    private static PingSettings pinging(Config config) {
        PingSettings shipped = PingSettings.DEFAULT;
        return new PingSettings(
                config.ping().falseDownsPerDay(), config.ping().budget(), shipped.tick(), shipped.receiveBuffer());
    }

    /** A profile that has left the configuration: its devices are asked at the usual pace. */
    private static Profile profile(Config config, String name) {
        return config.profiles().getOrDefault(name, Profile.WIRED);
    }

    private static SiteInfo site(Config config, Instant started, List<Handler> handlers) {
        return new SiteInfo(
                config.site().name(),
                config.site().zone(),
                Main.VERSION,
                started,
                config.site().monitor(),
                handlers.stream().map(SiteInfo.Point::of).toList());
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

    private static List<Reading> readings(
            InventoryStore inventory,
            Backups backups,
            Claims claims,
            Editing editing,
            Optional<Access> access,
            PingCollector ping,
            SnmpCollector snmp,
            Hints hints,
            PictureKeeper picture,
            HealthEngine health,
            RecentLatency latency) {
        List<Reading> all = new ArrayList<>(inventory.readings());
        all.addAll(backups.readings());
        all.addAll(claims.readings());
        all.addAll(editing.readings());
        access.ifPresent(a -> all.addAll(a.readings()));
        all.addAll(ping.readings());
        all.addAll(snmp.readings());
        all.addAll(hints.readings());
        all.addAll(picture.readings());
        all.addAll(health.readings());
        all.addAll(latency.readings());
        return all;
    }
}

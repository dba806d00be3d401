package vor.server.app;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vor.model.Clock;
import vor.server.access.tls.Identity;
import vor.server.api.ApiServer;
import vor.server.collect.ping.PingCollector;
import vor.server.collect.ping.PingSettings;
import vor.server.collect.snmp.SnmpCollector;
import vor.server.health.HealthEngine;
import vor.server.inventory.InventoryStore;
import vor.server.inventory.Place;
import vor.server.journal.Journal;
import vor.server.receive.hints.Door;
import vor.server.receive.hints.Hints;

/**
 * Takes a configuration into rooms that run. First comes what may fail, a wrong certificate or a port that is taken, and each of
 * these changes nothing unless it works out; then what cannot fail. Rooms that ask for the configuration find it in {@code current}.
 */
final class Refit implements Reload.Rooms {
    private final RunningConfig current;
    private final Clock clock;
    private final Map<String, String> environment;
    private final InventoryStore inventory;
    private final Optional<Identity> identity;
    private final PingCollector ping;
    private final SnmpCollector snmp;
    private final Hints hints;
    private final Doors doors;
    private final EventReceivers receivers;
    private final RuleWork rules;
    private final Journal journal;
    private final HealthEngine health;
    private final ApiServer api;
    private List<Door> open;

    Refit(
            RunningConfig current,
            Clock clock,
            Map<String, String> environment,
            InventoryStore inventory,
            Optional<Identity> identity,
            PingCollector ping,
            SnmpCollector snmp,
            Hints hints,
            Doors doors,
            List<Door> open,
            EventReceivers receivers,
            RuleWork rules,
            Journal journal,
            HealthEngine health,
            ApiServer api) {
        this.current = current;
        this.clock = clock;
        this.environment = environment;
        this.inventory = inventory;
        this.identity = identity;
        this.ping = ping;
        this.snmp = snmp;
        this.hints = hints;
        this.doors = doors;
        this.open = open;
        this.receivers = receivers;
        this.rules = rules;
        this.journal = journal;
        this.health = health;
        this.api = api;
    }

    @Override
    public synchronized void take(Config next) throws ConfigException {
        Config before = current.get();
        Place place = attempt(next, "database.password", () -> next.database().resolved(environment));
        Optional<Identity> shown = attempt(next, "access.tls", () -> isShownOtherwise(before, next) ? Entrance.identity(next, clock) : Optional.empty());
        Optional<URI> webhook = attempt(next, "rules.webhook", () -> rules.webhook(next));
        List<Door> heard = before.receive().equals(next.receive()) ? open : doors.of(next.receive());
        attempt(next, "receive", () -> listen(before, next));
        try {
            attempt(next, "receive", () -> {
                hints.doors(heard);
                return true;
            });
        } catch (ConfigException e) {
            attempt(before, "receive", () -> listen(next, before));
            throw e;
        }
        open = heard;
        settle(before, next, place, shown);
        rules.become(next, webhook);
    }

    private boolean listen(Config before, Config next) throws IOException {
        receivers.become(before, next);
        return true;
    }

    private interface Attempt<T> {
        T make() throws IOException;
    }

    private static <T> T attempt(Config next, String field, Attempt<T> attempt) throws ConfigException {
        try {
            return attempt.make();
        } catch (IOException e) {
            throw new ConfigException(List.of(new ConfigProblem(next.file().toString(), 0, 0, field, String.valueOf(e.getMessage()))));
        }
    }

    private static boolean isShownOtherwise(Config before, Config next) {
        return !before.access().tls().equals(next.access().tls()) || !before.access().names().equals(next.access().names());
    }

    private void settle(Config before, Config next, Place place, Optional<Identity> shown) {
        current.set(next);
        if (before.log() != next.log()) {
            Logs.become(next.log());
        }
        inventory.password(place);
        inventory.profiles(next.profiles().keySet());
        shown.ifPresent(s -> identity.ifPresent(i -> i.become(s)));
        journal.settings(next.journal());
        api.names(Set.copyOf(next.access().names()), next.access().proxies());
        if (!before.ping().equals(next.ping()) || !before.profiles().equals(next.profiles())) {
            ping.settings(pinging(next));
        }
        if (!before.snmp().equals(next.snmp())) {
            snmp.settings(next.snmp());
        }
        if (!before.site().monitor().equals(next.site().monitor())) {
            health.again();
        }
    }

    static PingSettings pinging(Config config) {
        PingSettings shipped = PingSettings.DEFAULT;
        return new PingSettings(
                config.ping().falseDownsPerDay(), config.ping().budget(), shipped.tick(), shipped.receiveBuffer());
    }
}

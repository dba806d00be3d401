package vor.server.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vor.model.Reading;
import vor.server.access.Access;
import vor.server.backup.Backups;
import vor.server.claims.Claims;
import vor.server.collect.ping.PingCollector;
import vor.server.collect.snmp.SnmpCollector;
import vor.server.editing.Editing;
import vor.server.health.HealthEngine;
import vor.server.history.RecentLatency;
import vor.server.inventory.InventoryStore;
import vor.server.journal.Journal;
import vor.server.picture.PictureKeeper;
import vor.server.receive.hints.Hints;

/** What all rooms count about themselves. */
final class Readings {
    private Readings() {}

    static List<Reading> of(
            InventoryStore inventory,
            Backups backups,
            Claims claims,
            Editing editing,
            Optional<Access> access,
            PingCollector ping,
            SnmpCollector snmp,
            Hints hints,
            EventReceivers receivers,
            RuleWork rules,
            Journal journal,
            PictureKeeper picture,
            HealthEngine health,
            RecentLatency latency,
            Optional<Reload> reload) {
        List<Reading> all = new ArrayList<>(inventory.readings());
        all.addAll(backups.readings());
        all.addAll(claims.readings());
        all.addAll(editing.readings());
        access.ifPresent(a -> all.addAll(a.readings()));
        all.addAll(ping.readings());
        all.addAll(snmp.readings());
        all.addAll(hints.readings());
        all.addAll(receivers.readings());
        all.addAll(rules.readings());
        all.addAll(journal.readings());
        all.addAll(picture.readings());
        all.addAll(health.readings());
        all.addAll(latency.readings());
        reload.ifPresent(r -> all.addAll(r.readings()));
        return all;
    }
}

package vor.server.app;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import vor.model.Profile;
import vor.server.backup.Limits;
import vor.server.collect.snmp.SnmpSettings;
import vor.server.journal.JournalSettings;

/**
 * What {@code vor.yaml} says, checked whole.
 *
 * @param file it stands in
 * @param access who may come in
 * @param receive what is heard unasked
 * @param data folder of the databases, the lock and the own certificate, absolute
 * @param database where the inventory is kept
 * @param rules where rules are, and who hears of pages
 * @param vendors folder of vendor profiles beside those that Vor comes with, absolute; need not exist
 * @param profiles the built-in ones and those of the file, by name
 * @param backup how old the newest backup may be; empty: nobody is told
 * @param journal how much of the events that came is kept on disk
 * @param own whether what Vor finds out itself is told as events, too
 */
record Config(
        Path file,
        Site site,
        Listen listen,
        AccessSettings access,
        Path data,
        DatabaseSettings database,
        LogFormat log,
        Pinging ping,
        SnmpSettings snmp,
        Receiving receive,
        Rulings rules,
        Path vendors,
        Map<String, Profile> profiles,
        Optional<Limits> backup,
        JournalSettings journal,
        boolean own) {

    /**
     * @param folder of files, absolute; empty: no rules
     * @param webhook an address, or a reference to one as it may hold a secret
     */
    record Rulings(Optional<Path> folder, Optional<String> webhook) {
        static final Rulings NONE = new Rulings(Optional.empty(), Optional.empty());
    }

    /** @param monitor name of the device that this monitor is plugged into */
    record Site(String name, ZoneId zone, Optional<String> monitor) {}

    /** Where the page is served. */
    record Listen(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * @param falseDownsPerDay how many false downs a day to expect for the whole site
     * @param budget echo requests a second, all together
     */
    record Pinging(double falseDownsPerDay, int budget) {}

    /** How log lines are written. */
    enum LogFormat {
        TEXT,
        JSON
    }
}

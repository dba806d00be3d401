package vor.server.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import vor.server.api.config.Reloading.Change;

/** What differs between two readings of the configuration, key by key; secrets by the fact alone. */
final class ConfigDifference {
    private ConfigDifference() {}

    /** @param started the reading that this process started with: what counts only after a restart is compared with that */
    static List<Change> between(ConfigReader.Read started, ConfigReader.Read before, ConfigReader.Read after) {
        Set<String> keys = new TreeSet<>(before.said().keySet());
        keys.addAll(after.said().keySet());
        Set<String> waiting = waiting(started, after);
        List<Change> changes = new ArrayList<>();
        for (String key : keys) {
            String was = before.said().getOrDefault(key, "");
            String is = after.said().getOrDefault(key, "");
            if (!was.equals(is)) {
                changes.add(new Change(key, was, is, waiting.contains(key)));
            }
        }
        changes.addAll(secrets(before.config(), after.config(), changes));
        return changes;
    }

    private static List<Change> secrets(Config before, Config after, List<Change> told) {
        List<Change> changes = new ArrayList<>();
        new TreeSet<>(after.snmp().credentials().keySet()).forEach(name -> {
            String key = "snmp.credentials." + name;
            boolean known = told.stream().anyMatch(c -> c.key().startsWith(key + "."));
            var was = before.snmp().credentials().get(name);
            var is = after.snmp().credentials().get(name);
            if (!known && was != null && !was.equals(is)) {
                changes.add(new Change(key, "a secret", "another secret", false));
            }
        });
        return changes;
    }

    /** The keys whose values wait for a restart. */
    static Set<String> waiting(ConfigReader.Read started, ConfigReader.Read next) {
        Set<String> waiting = new LinkedHashSet<>();
        Config was = started.config();
        Config is = next.config();
        note(waiting, started, next, "data", !was.data().equals(is.data()));
        note(waiting, started, next, "database", !was.database().place().equals(is.database().place()));
        note(waiting, started, next, "listen", !was.listen().equals(is.listen()));
        note(waiting, started, next, "access", isShut(was, is));
        note(waiting, started, next, "access.local", was.access().local() != is.access().local());
        note(waiting, started, next, "access.oidc", !was.access().provider().equals(is.access().provider()));
        return waiting;
    }

    private static void note(Set<String> waiting, ConfigReader.Read started, ConfigReader.Read next, String key, boolean waits) {
        if (waits) {
            differing(started.said(), next.said()).stream().filter(k -> k.equals(key) || k.startsWith(key + ".")).forEach(waiting::add);
        }
    }

    private static Set<String> differing(Map<String, String> a, Map<String, String> b) {
        Set<String> keys = new TreeSet<>(a.keySet());
        keys.addAll(b.keySet());
        keys.removeIf(k -> a.getOrDefault(k, "").equals(b.getOrDefault(k, "")));
        return keys;
    }

    /** Whether who may come in, and how, hangs on something that only a restart can change. */
    private static boolean isShut(Config was, Config is) {
        return !was.listen().equals(is.listen())
                || was.access().accounts() != is.access().accounts()
                || was.access().encrypts() != is.access().encrypts();
    }

    /** The next configuration as far as it can count now: what waits for a restart is as it was at the start. */
    static Config effective(Config started, Config running, Config next) {
        boolean shut = isShut(started, next);
        boolean moved = !started.database().place().equals(next.database().place());
        return new Config(
                next.file(),
                next.site(),
                started.listen(),
                shut ? running.access() : next.access().enteredAs(started.access()),
                started.data(),
                moved ? running.database() : next.database(),
                next.log(),
                next.ping(),
                next.snmp(),
                next.receive(),
                next.rules(),
                next.vendors(),
                next.profiles(),
                next.backup(),
                next.journal(),
                next.own());
    }
}

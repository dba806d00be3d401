package vor.server.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Notice;
import vor.model.Reading;
import vor.model.State;
import vor.server.api.config.Reloading;

/**
 * Takes the configuration in anew when its file, or one that a secret comes from, has changed and then been still for a second;
 * whole or not at all. {@link #look} is to be called about once a second. Safe for any thread; whoever reloads has the others wait.
 */
final class Reload implements Reloading {
    /** Whoever writes a file may not be done yet. */
    static final Duration STILL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final int MOST_LINES = 50;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Clock clock;
    private final Path file;
    private final Map<String, String> environment;
    private final Rooms rooms;
    private final ConfigReader.Read started;
    private volatile ConfigReader.Read running;
    /** All that was read the last time, good or not, by file, as digests. */
    private Map<Path, String> judged;

    private Map<Path, String> seen;
    private long seenAt;
    private volatile Status status;

    /** Whoever takes a configuration in while all runs. */
    interface Rooms {
        /**
         * Whole or not at all.
         *
         * @throws ConfigException when it cannot be; then nothing has changed
         */
        void take(Config next) throws ConfigException;
    }

    /**
     * @param since when the configuration that runs was taken in
     * @param faults why the file as it is now is not; empty when it is
     * @param waiting keys whose values wait for a restart
     */
    private record Status(
            Instant since, List<ConfigProblem> faults, Instant faultsSince, Set<String> waiting, Instant waitingSince, long taken, long refused) {}

    /** @param started what runs already, as it was read from the file */
    Reload(Clock clock, Path file, ConfigReader.Read started, Map<String, String> environment, Rooms rooms) {
        this.clock = clock;
        this.file = file;
        this.started = started;
        this.environment = Map.copyOf(environment);
        this.rooms = rooms;
        running = started;
        judged = started.files();
        seen = judged;
        seenAt = clock.nanos();
        status = new Status(clock.now(), List.of(), clock.now(), Set.of(), clock.now(), 0, 0);
    }

    /** Looks whether something has changed, and has been still since. */
    synchronized void look() {
        Map<Path, String> now = new TreeMap<>();
        judged.keySet().forEach(f -> now.put(f, Fingerprint.of(f)));
        if (!now.equals(seen)) {
            seen = now;
            seenAt = clock.nanos();
        } else if (!now.equals(judged) && clock.nanos() - seenAt >= STILL.toNanos()) {
            read(false, false);
        }
    }

    @Override
    public synchronized Outcome reload(boolean dry) {
        return read(dry, true);
    }

    /** @param asked somebody wants it: what the rooms could not do before they try again */
    private Outcome read(boolean dry, boolean asked) {
        try {
            ConfigReader.Read next = ConfigReader.read(file, new SnmpReader.Wanted(name -> true, this::isHeld), environment);
            List<Change> changes = ConfigDifference.between(started, running, next);
            if (!dry) {
                if (asked || !changes.isEmpty() || isOtherSecret(next)) {
                    take(next);
                }
                taken(next, changes);
            }
            return new Outcome(status.since(), changes, List.of());
        } catch (ConfigException e) {
            if (!dry) {
                refused(e);
            }
            return new Outcome(status.since(), List.of(), e.problems().stream().map(Reload::fault).toList());
        }
    }

    /** Some secrets are read where they are needed: their files alone tell that they are others. */
    private boolean isOtherSecret(ConfigReader.Read next) {
        Map<Path, String> was = new TreeMap<>(running.files());
        Map<Path, String> is = new TreeMap<>(next.files());
        was.keySet().removeIf(file::equals);
        is.keySet().removeIf(file::equals);
        return !was.equals(is);
    }

    /** A refusal is of the files as they were read: what has changed since is looked at again. */
    private void take(ConfigReader.Read next) throws ConfigException {
        try {
            rooms.take(ConfigDifference.effective(started.config(), running.config(), next.config()));
        } catch (ConfigException e) {
            throw new ConfigException(e.problems(), next.files());
        }
    }

    /** What agents are asked with is not given up for a secret that cannot be read just now. */
    private boolean isHeld(String credential) {
        return Optional.ofNullable(running.config().snmp().credentials().get(credential)).filter(k -> k.credential().isPresent()).isPresent();
    }

    private static Fault fault(ConfigProblem problem) {
        return new Fault(problem.field(), problem.message(), problem.line(), problem.column());
    }

    private void taken(ConfigReader.Read next, List<Change> changes) {
        running = next;
        judge(next.files());
        Status was = status;
        Set<String> waiting = ConfigDifference.waiting(started, next);
        status = new Status(
                changes.isEmpty() ? was.since() : clock.now(),
                List.of(),
                clock.now(),
                waiting,
                waiting.equals(was.waiting()) ? was.waitingSince() : clock.now(),
                was.taken() + (changes.isEmpty() ? 0 : 1),
                was.refused());
        if (!changes.isEmpty()) {
            LOG.info("the configuration has changed, {}: {}", changes.size() == 1 ? "one key" : changes.size() + " keys", file);
            changes.stream().limit(MOST_LINES).forEach(c -> LOG.info("configuration: {}", c));
            if (changes.size() > MOST_LINES) {
                LOG.info("configuration: and {} more", changes.size() - MOST_LINES);
            }
        } else if (!was.faults().isEmpty()) {
            LOG.info("the configuration is good again, and says what runs: {}", file);
        }
    }

    private void refused(ConfigException e) {
        Map<Path, String> files = new TreeMap<>(running.files());
        files.replaceAll((f, digest) -> Fingerprint.of(f));
        files.putAll(e.files());
        judge(files);
        Status was = status;
        status = new Status(
                was.since(), e.problems(), was.faults().isEmpty() ? clock.now() : was.faultsSince(), was.waiting(), was.waitingSince(), was.taken(), was.refused() + 1);
        LOG.error("the configuration stays as it was at {}: {} in it", time(was.since()), e.problems().size() == 1 ? "a fault" : e.problems().size() + " faults");
        e.problems().forEach(p -> LOG.error("configuration: {}", p));
    }

    private void judge(Map<Path, String> files) {
        judged = new TreeMap<>(files);
        seen = judged;
        seenAt = clock.nanos();
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(running.config().site().zone()));
    }

    /** What somebody should know and mend. Any thread. */
    List<Notice> notices() {
        Status now = status;
        List<Notice> all = new ArrayList<>();
        if (!now.faults().isEmpty()) {
            ConfigProblem first = now.faults().getFirst();
            String more = now.faults().size() == 1 ? "" : " (and " + (now.faults().size() - 1) + " more)";
            all.add(new Notice(
                    "configuration", State.BAD, place(first) + more + "; the configuration of " + time(now.since()) + " goes on.", now.faultsSince()));
        }
        if (!now.waiting().isEmpty()) {
            all.add(new Notice(
                    "restart", State.WORN, "The configuration has changed, and needs a restart: " + String.join(", ", now.waiting()) + ".", now.waitingSince()));
        }
        return all;
    }

    private static String place(ConfigProblem p) {
        String name = Optional.ofNullable(Path.of(p.file()).getFileName()).map(Path::toString).orElse(p.file());
        return name + (p.line() == 0 ? "" : " line " + p.line()) + ": " + (p.field().isEmpty() ? "" : p.field() + ": ") + p.message();
    }

    List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_config_age_seconds", "Since the configuration that runs was taken in", () -> Duration.between(status.since(), clock.now()).toSeconds()),
                Reading.gauge("vor_config_faults", "Faults in the configuration's file; while there are any, the one before goes on", () -> status.faults().size()),
                Reading.gauge("vor_config_waiting_keys", "Keys whose values wait for a restart", () -> status.waiting().size()),
                Reading.counter("vor_config_taken_total", "Configurations taken in while running", () -> status.taken()),
                Reading.counter("vor_config_refused_total", "Configurations refused while running", () -> status.refused()));
    }
}

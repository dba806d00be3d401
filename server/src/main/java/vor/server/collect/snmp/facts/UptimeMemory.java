package vor.server.collect.snmp.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vor.model.Agent;

/**
 * How long a device has been up. sysUpTime begins anew after 497 days; that is told from a reboot by our own clock, and
 * by snmpEngineTime, which counts seconds for 68 years. An agent that was restarted on a host that was not
 * (hrSystemUptime went on) is no reboot, but its counters begin anew.
 */
final class UptimeMemory {
    private static final long WRAP = 1L << 32;
    private static final long UNKNOWN = -1;
    private static final long HOUR = 360_000;
    /** Agents count their time as they like: seconds late, or slower than ours. */
    private static final long SLACK = 3000;
    /** Agents of several processes may tell a time a little before the one that they told. */
    private static final long JITTER = 100;

    private final Track agent = new Track();
    private final Track host = new Track();
    private @Nullable Instant bootedAt;
    private long reboots;
    private Optional<Instant> seen = Optional.empty();
    private long restarts;
    private long engineBefore = UNKNOWN;

    /** One clock of hundredths of a second that wraps. */
    private static final class Track {
        private long raw = UNKNOWN;
        private long total;
        private long nanos;

        /** Whether it began anew; {@code goesOn} when something else proves that it did not. */
        boolean advance(long now, long at, boolean goesOn) {
            if (now == UNKNOWN) {
                return false;
            }
            if (raw == UNKNOWN) {
                raw = now;
                total = now;
                nanos = at;
                return false;
            }
            long elapsed = Math.max(0, (at - nanos) / 10_000_000);
            long back = raw - now;
            long moved = back > 0 && back <= JITTER && now > JITTER ? 0 : Math.floorMod(now - raw, WRAP);
            boolean fell = back > 0 && moved > elapsed * 3 / 2 + 6 * SLACK && !goesOn;
            boolean late = moved < elapsed - elapsed / 50 - SLACK && now < elapsed && !goesOn;
            boolean anew = fell || late;
            total = anew ? now : total + moved;
            raw = now;
            nanos = at;
            return anew;
        }

        boolean known() {
            return raw != UNKNOWN;
        }
    }

    /**
     * Takes in what the agent says now.
     *
     * @param nanos monotonic, of the same moment as {@code at}
     */
    void read(Mib mib, Instant at, long nanos) {
        long ticks = mib.scalar(Oids.SYS_UP_TIME).map(v -> Cells.number(v, UNKNOWN)).orElse(UNKNOWN);
        long engine = mib.scalar(Oids.ENGINE_TIME).map(v -> Cells.number(v, UNKNOWN)).orElse(UNKNOWN);
        long hosted = mib.scalar(Oids.HR_UPTIME).map(v -> Cells.number(v, UNKNOWN)).orElse(UNKNOWN);
        boolean first = !agent.known();
        boolean engineWentOn = engineBefore != UNKNOWN && engine != UNKNOWN && engine > engineBefore;
        boolean hostKnown = host.known();
        boolean hostWentOn = !host.advance(hosted, nanos, false) && hostKnown && hosted != UNKNOWN;
        boolean restarted = agent.advance(ticks, nanos, engineWentOn);
        engineBefore = engine;
        if (first) {
            wrapsBefore(engine);
        }
        if (restarted) {
            restarts++;
            reboot(hostWentOn, at);
        }
        keepBoot(at);
    }

    /** At the first sight: a device is up for at least as long as its agent, so sysUpTime wrapped before we came. */
    private void wrapsBefore(long engineSeconds) {
        long missing = engineSeconds * 100 - agent.total;
        boolean otherUnit = Math.abs(engineSeconds - agent.total) < 2 * SLACK;
        if (agent.known() && engineSeconds != UNKNOWN && missing > HOUR && !otherUnit) {
            agent.total += (missing + WRAP - 1) / WRAP * WRAP;
        }
    }

    private void reboot(boolean hostWentOn, Instant at) {
        if (!hostWentOn) {
            reboots++;
            seen = Optional.of(at);
            bootedAt = null;
        }
    }

    private void keepBoot(Instant at) {
        Optional<Duration> up = up();
        if (up.isEmpty()) {
            return;
        }
        Instant now = Instant.ofEpochSecond(at.minus(up.get()).getEpochSecond());
        Instant before = bootedAt;
        if (before == null || Duration.between(before, now).abs().compareTo(Duration.ofSeconds(5)) > 0) {
            bootedAt = now;
        }
    }

    private Optional<Duration> up() {
        if (!agent.known()) {
            return Optional.empty();
        }
        long ticks = host.known() ? Math.max(agent.total, host.total) : agent.total;
        return Optional.of(Duration.ofMillis(ticks * 10));
    }

    /** Empty before the agent told its uptime. */
    Optional<Agent.Uptime> uptime() {
        Instant booted = bootedAt;
        return booted == null ? Optional.empty() : up().map(u -> new Agent.Uptime(u, booted, reboots, seen));
    }

    /** How often the agent began anew; its counters are worth nothing across that. */
    long restarts() {
        return restarts;
    }

    /** The agent's uptime in hundredths of a second, across wraps; our own clock when it tells none. */
    long ticks(long nanos) {
        return agent.known() ? agent.total : nanos / 10_000_000;
    }
}

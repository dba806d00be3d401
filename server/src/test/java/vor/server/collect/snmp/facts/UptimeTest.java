package vor.server.collect.snmp.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.wire.snmp.Value;

/** Uptime across its wrap, and reboots, each counted once. */
class UptimeTest {
    private static final long DAY = 8_640_000;
    private static final long WRAP = 1L << 32;

    private final UptimeMemory memory = new UptimeMemory();
    private long nanos;

    /** @param engine seconds; negative for none */
    private Agent.Uptime read(Duration after, long ticks, long engine, long host) {
        nanos += after.toNanos();
        Mib mib = new Mib();
        mib.putScalar(Oids.SYS_UP_TIME, new Value.Ticks(ticks & 0xffff_ffffL));
        if (engine >= 0) {
            mib.putScalar(Oids.ENGINE_TIME, new Value.Int((int) engine));
        }
        if (host >= 0) {
            mib.putScalar(Oids.HR_UPTIME, new Value.Ticks(host & 0xffff_ffffL));
        }
        memory.read(mib, Instant.parse("2026-07-10T18:00:00Z").plusNanos(nanos), nanos);
        return memory.uptime().orElseThrow();
    }

    private Agent.Uptime read(Duration after, long ticks) {
        return read(after, ticks, -1, -1);
    }

    @Test
    void nothingToldIsNoUptime() {
        memory.read(new Mib(), Instant.EPOCH, 0);
        assertThat(memory.uptime()).isEmpty();
    }

    @Test
    void aRebootIsCountedOnce() {
        read(Duration.ZERO, 10 * DAY);
        assertThat(read(Duration.ofMinutes(3), 6000).reboots()).isEqualTo(1);
        assertThat(read(Duration.ofSeconds(30), 9000).reboots()).isEqualTo(1);
        Agent.Uptime last = read(Duration.ofSeconds(30), 12_000);
        assertThat(last.reboots()).isEqualTo(1);
        assertThat(last.rebootSeenAt()).contains(Instant.parse("2026-07-10T18:03:00Z"));
    }

    @Test
    void aRebootWhileNobodyLookedIsSeenThoughTheUptimeRose() {
        read(Duration.ZERO, 6000);
        assertThat(read(Duration.ofMinutes(10), 12_000).reboots()).isEqualTo(1);
    }

    @Test
    void theWrapIsNoReboot() {
        read(Duration.ZERO, WRAP - 1000);
        Agent.Uptime now = read(Duration.ofSeconds(30), 2000);
        assertThat(now.reboots()).isZero();
        assertThat(now.up()).isEqualTo(Duration.ofMillis((WRAP + 2000) * 10));
    }

    @Test
    void theWrapIsNoRebootEvenAfterALongSilenceWhenTheEngineWentOn() {
        read(Duration.ZERO, WRAP - 100 * DAY, (WRAP - 100 * DAY) / 100, -1);
        assertThat(read(Duration.ofMinutes(1), 5 * DAY, (WRAP + 5 * DAY) / 100, -1).reboots()).isZero();
    }

    @Test
    void aWrapBeforeWeCameIsTakenFromTheEngine() {
        assertThat(read(Duration.ZERO, 5 * DAY, (WRAP + 5 * DAY) / 100, -1).up().toDays()).isEqualTo(502);
    }

    @Test
    void anEngineThatCountsInAnotherUnitIsNotBelieved() {
        assertThat(read(Duration.ZERO, 5 * DAY, 5 * DAY, -1).up().toDays()).isEqualTo(5);
    }

    @Test
    void anAgentRestartedOnAHostThatWasNotIsNoReboot() {
        read(Duration.ZERO, 10 * DAY, -1, 20 * DAY);
        Agent.Uptime now = read(Duration.ofSeconds(30), 500, -1, 20 * DAY + 3000);
        assertThat(now.reboots()).isZero();
        assertThat(now.up().toDays()).isEqualTo(20);
        assertThat(memory.restarts()).isEqualTo(1);
    }

    @Test
    void aClockThatJittersBackIsNoReboot() {
        read(Duration.ZERO, 10 * DAY);
        assertThat(read(Duration.ofSeconds(1), 10 * DAY - 20).reboots()).isZero();
    }

    @Test
    void theTimeOfBootStandsStill() {
        Instant boot = read(Duration.ZERO, 10 * DAY).bootedAt();
        assertThat(read(Duration.ofMillis(30_700), 10 * DAY + 3000).bootedAt()).isEqualTo(boot);
    }
}

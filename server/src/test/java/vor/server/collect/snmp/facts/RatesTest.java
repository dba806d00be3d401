package vor.server.collect.snmp.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import vor.model.Port;
import vor.model.Ports;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Counters become rates over the agent's own uptime; whatever cannot be right is a gap and never a spike. */
class RatesTest {
    private static final String P = "ge-0/0/0";
    private static final long MEGABIT = 125_000;

    @Test
    void anAnswerThatWasAskedForEarlierAndComesLaterTellsNothingOfTheStatus() {
        Told told = Told.switchWith(1).number(Oids.IF_OPER, 1, 1);
        told.poll();
        told.after(2).number(Oids.IF_OPER, 1, 2).fast(P);
        Port late = Told.port(told.after(1).number(Oids.IF_OPER, 1, 1).pollAsked(1.5), P);
        assertThat(late.up()).isFalse();
        assertThat(late.upAt()).isEmpty();
        assertThat(late.at()).isEqualTo(told.now().minusSeconds(1));
        assertThat(Told.port(told.fastAsked(1.5, P), P).up()).isFalse();
        Port back = Told.port(told.after(2).pollAsked(2.5), P);
        assertThat(back.up()).isTrue();
        assertThat(back.upAt()).contains(told.now());
        assertThat(back.at()).isEqualTo(told.now().minusMillis(2500));
    }

    @Test
    void theFirstLookGivesNoRate() {
        assertThat(Told.port(Told.switchWith(1).wide(1, 5, 5).poll(), P).rates()).isEmpty();
    }

    @Test
    void rateIsTheDifferenceOverTheAgentsOwnTime() {
        Told told = Told.switchWith(1).wide(1, 1000, 0);
        told.poll();
        assertThat(Told.inBits(told.after(10).wide(1, 1000 + 10 * 100 * MEGABIT, 0).poll(), P)).isEqualTo(1e8, within(1.0));
    }

    @Test
    void aClearedCounterIsAGapAndThenRatesGoOn() {
        Told told = Told.switchWith(1).wide(1, 1L << 40, 0);
        told.poll();
        assertThat(Told.port(told.after(10).wide(1, 5, 0).poll(), P).rates()).isEmpty();
        assertThat(Told.inBits(told.after(10).wide(1, 5 + 10 * MEGABIT, 0).poll(), P)).isEqualTo(1e6, within(1.0));
    }

    @Test
    void aRateAboveThePortsSpeedIsAGap() {
        Told told = Told.switchWith(1).wide(1, 0, 0);
        told.poll();
        assertThat(Told.port(told.after(10).wide(1, 20_000 * MEGABIT, 0).poll(), P).rates()).isEmpty();
    }

    @Test
    void anAgentThatRestartedGivesAGapEvenIfCountersRose() {
        Told told = Told.switchWith(1).wide(1, 1000, 0);
        told.poll();
        assertThat(Told.port(told.after(60).uptime(500).wide(1, 2_000_000, 0).poll(), P).rates()).isEmpty();
        assertThat(told.facts.uptime().orElseThrow().reboots()).isEqualTo(1);
    }

    @Test
    void aDiscontinuityThatTheAgentTellsIsAGap() {
        Told told = Told.switchWith(2).wide(1, 1000, 0).wide(2, 1000, 0);
        told.poll();
        told.after(10).wide(1, 2000, 0).wide(2, 2000, 0).put(Oids.IF_DISCONTINUITY, Oid.of(1), new Value.Ticks(777));
        Ports now = told.poll();
        assertThat(Told.port(now, P).rates()).isEmpty();
        assertThat(Told.port(now, "ge-0/0/1").rates()).isPresent();
    }

    @Test
    void a32BitCounterMayWrapOnceWhereTheSpeedAllowsIt() {
        Told told = Told.switchWith(1).narrow(1, 0xffff_ff00L, 0);
        told.poll();
        assertThat(Told.inBits(told.after(10).narrow(1, 10 * MEGABIT - 256, 0).poll(), P)).isEqualTo(1e6, within(1.0));
    }

    @Test
    void a32BitCounterThatMayHaveWrappedTwiceTellsNothing() {
        Told told = Told.switchWith(1).gauge(Oids.IF_HIGH_SPEED, 1, 10_000).narrow(1, 5, 0);
        told.poll();
        assertThat(Told.inBits(told.after(30).narrow(1, 50_000, 0).poll(), P)).isNaN();
    }

    @Test
    void the497DayWrapOfSysUpTimeIsNoRestart() {
        Told told = Told.switchWith(1).uptime((1L << 32) - 500).wide(1, 0, 0);
        told.poll();
        assertThat(Told.inBits(told.after(10).wide(1, 10 * MEGABIT, 0).poll(), P)).isEqualTo(1e6, within(1.0));
        assertThat(told.facts.uptime().orElseThrow().reboots()).isZero();
        assertThat(told.facts.uptime().orElseThrow().up().toDays()).isEqualTo(497);
    }

    @Test
    void anIdlePortIsZeroAndNotTheFormerRate() {
        Told told = Told.switchWith(2).wide(1, 0, 0).wide(2, 0, 0);
        told.poll();
        told.after(10).wide(1, 10 * MEGABIT, 0).wide(2, 10 * MEGABIT, 0).poll();
        assertThat(Told.inBits(told.after(10).wide(2, 20 * MEGABIT, 0).poll(), P)).isZero();
    }

    @Test
    void errorsAreRatesToo() {
        Told told = Told.switchWith(1).wide(1, 0, 0).put(Oids.IF_IN_ERRORS, Oid.of(1), new Value.Counter(10));
        told.poll();
        told.after(10).wide(1, 10, 0).put(Oids.IF_IN_ERRORS, Oid.of(1), new Value.Counter(60));
        assertThat(Told.port(told.poll(), P).rates().map(Port.Rates::inErrors)).contains(5.0);
    }

    /** A cache of 15 s polled every 5 s or 10 s, at any phase: never far from the truth, once it is learned. */
    @Test
    void anAgentThatCachesGivesNoSpikes() {
        for (double cache : new double[] {15, 12, 20, 7}) {
            for (double gap : new double[] {5, 10}) {
                cached(cache, gap);
            }
        }
    }

    private static void cached(double cache, double gap) {
        Told told = Told.switchWith(1).wide(1, 0, 0);
        told.poll();
        double most = 0;
        double least = Double.MAX_VALUE;
        for (int i = 1; i <= 120; i++) {
            double time = i * gap + 1.3;
            told.after(gap).wide(1, (long) (Math.floor(time / cache) * cache * 100 * MEGABIT), 0);
            double rate = Told.inBits(told.poll(), P);
            if (i > 40 && !Double.isNaN(rate)) {
                most = Math.max(most, rate);
                least = Math.min(least, rate);
            }
        }
        String which = "cache of " + cache + " s, asked every " + gap + " s";
        double slack = cache < gap ? cache / gap : 0.2;
        assertThat(most).as(which).isLessThan(1e8 * (1 + slack) + 1);
        assertThat(least).as(which).isGreaterThan(1e8 * (1 - slack) - 1);
    }

    @Test
    void fastLooksMoveStatusAndOctetsAlone() {
        Told told = Told.switchWith(2).wide(1, 0, 0).wide(2, 0, 0).text(Oids.IF_ALIAS, 1, "uplink");
        told.poll();
        told.after(5).wide(1, 5 * MEGABIT, 0).number(Oids.IF_OPER, 2, 2);
        Ports now = told.fast(P, "ge-0/0/1", "not there");
        assertThat(Told.inBits(now, P)).isEqualTo(1e6, within(1.0));
        assertThat(Told.port(now, P).alias()).isEqualTo("uplink");
        assertThat(Told.port(now, "ge-0/0/1").up()).isFalse();
        assertThat(Told.port(now, "ge-0/0/1").downAt()).contains(told.now());
    }

    @Test
    void whenAPortFellAndCameBackIsKept() {
        Told told = Told.switchWith(1);
        assertThat(Told.port(told.poll(), P).downAt()).isEmpty();
        var fell = told.after(30).number(Oids.IF_OPER, 1, 2).now();
        told.poll();
        told.after(30).poll();
        var rose = told.after(30).number(Oids.IF_OPER, 1, 1).now();
        Port now = Told.port(told.poll(), P);
        assertThat(now.downAt()).contains(fell);
        assertThat(now.upAt()).contains(rose);
    }

    /** Whatever counters do, no rate is above what the port can carry, and none is negative. */
    @Test
    void noRateIsEverAboveThePortsSpeed() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Told told = Told.switchWith(1).wide(1, 0, 0);
        told.poll();
        for (int i = 0; i < 3000; i++) {
            switch (random.nextInt(12)) {
                case 0 -> told.wide(1, random.nextLong(), random.nextLong());
                case 1 -> told.uptime(random.nextInt(1_000_000));
                case 2 -> told.objects.remove(Oids.IF_HC_IN_OCTETS.with(1));
                case 3 -> told.narrow(1, random.nextLong(), random.nextLong());
                case 4 -> told.put(Oids.IF_DISCONTINUITY, Oid.of(1), new Value.Ticks(random.nextInt(100)));
                default -> told.wide(1, i * 1000L * random.nextInt(1000), i * 1000L);
            }
            Ports now = random.nextBoolean() ? told.after(random.nextDouble() * 30).poll() : told.after(5).fast(P);
            Told.port(now, P).rates().ifPresent(r -> {
                assertThat(r.inBits()).as("seed " + seed).matches(v -> Double.isNaN(v) || v >= 0 && v <= 1.1e9 + 1);
                assertThat(r.outBits()).as("seed " + seed).matches(v -> Double.isNaN(v) || v >= 0 && v <= 1.1e9 + 1);
            });
        }
    }
}

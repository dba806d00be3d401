package vor.server.health.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.model.Device;
import vor.model.Ping;
import vor.model.Port;
import vor.server.health.cause.Cause.Kind;
import vor.testkit.AgentOf;
import vor.testkit.Devices;
import vor.testkit.Pictures;
import vor.testkit.Pings;
import vor.testkit.PortsOf;

/**
 * Many misfortunes in virtual time, seen through an agent that is slow or answers from a cache: no wrong cause is ever
 * called certain, and in the end each is named. Repeat a run with {@code -Dvor.seed}.
 */
class CauseMatrixTest {
    private static final Instant START = Instant.parse("2026-04-01T12:00:00Z");
    private static final int RUNS = 400;
    private static final double[] URGENT = {0, 0.25, 0.7, 1.2, 2, 3, 4.2, 5.6, 8, 11, 14, 16.5};

    private enum Truth {
        CUT(Kind.POWER_OR_CABLE),
        HANG(Kind.HANGS),
        OFF(Kind.SWITCHED_OFF),
        RESTART(Kind.BOOTING);

        private final Kind kind;

        Truth(Kind kind) {
            this.kind = kind;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "0, 200, true", "0, 800, true", "15, 0, true", "15, 800, true", "4, 200, true", "0, 0, false", "15, 200, false"})
    void noWrongCauseIsEverCertain(int cacheSeconds, int slowMillis, boolean tellsChange) {
        long seed = Long.getLong("vor.seed", 20260401L + cacheSeconds * 31L + slowMillis);
        Random random = new Random(seed);
        Map<Truth, Map<Kind, Integer>> named = new EnumMap<>(Truth.class);
        int certain = 0;
        for (int i = 0; i < RUNS; i++) {
            Truth truth = Truth.values()[i % Truth.values().length];
            Story story = new Story(truth, random, cacheSeconds, slowMillis, tellsChange);
            List<Cause> causes = story.tell();
            assertThat(causes.stream().filter(Cause::certain).map(Cause::kind).distinct())
                    .as("run %d of -Dvor.seed=%d: %s, %s", i, seed, truth, story)
                    .isSubsetOf(truth.kind);
            certain += causes.getLast().certain() ? 1 : 0;
            named.computeIfAbsent(truth, t -> new EnumMap<>(Kind.class)).merge(causes.getLast().kind(), 1, Integer::sum);
            if (cacheSeconds == 0) {
                assertThat(story.namedAfter()).as("%s, %s", truth, story).isLessThan(Duration.ofMillis(1500));
            }
        }
        System.out.printf("cache %d s, slow %d ms, ifLastChange %s: %s, %d of %d certain%n", cacheSeconds, slowMillis, tellsChange, named, certain, RUNS);
        named.forEach((truth, kinds) -> {
            if (truth != Truth.RESTART || cacheSeconds == 0 || tellsChange) {
                assertThat(kinds).as("%s", truth).containsOnlyKeys(truth.kind);
            }
        });
    }

    /** One device, its port, and the agent that tells of it. */
    private static final class Story {
        private final Truth truth;
        private final double cache;
        private final double slow;
        private final boolean tellsChange;
        private final double cachePhase;
        private final double pollPhase;
        private final double event;
        private final double dark;
        private final double silent;
        private final double changedBefore;
        private Optional<Instant> downAt = Optional.empty();
        private Optional<Instant> upAt = Optional.empty();
        private boolean wasUp = true;
        private Duration named = Duration.ofDays(1);

        Story(Truth truth, Random random, double cache, double slowMillis, boolean tellsChange) {
            this.truth = truth;
            this.cache = cache;
            this.slow = slowMillis / 1000;
            this.tellsChange = tellsChange;
            cachePhase = random.nextDouble() * 15;
            pollPhase = random.nextDouble() * 5;
            event = 60 + random.nextDouble() * 15;
            dark = 1.5 + random.nextDouble() * 13;
            silent = event + random.nextDouble() * 0.25;
            changedBefore = 20 + random.nextDouble() * 40;
        }

        @Override
        public String toString() {
            return "event at %.2f, dark for %.2f, cache since %.2f, poll at %.2f".formatted(event, dark, cachePhase, pollPhase);
        }

        Duration namedAfter() {
            return named;
        }

        private boolean up(double t) {
            return t < event || truth == Truth.HANG || (truth == Truth.RESTART && t >= event + dark);
        }

        private double changed(double t) {
            if (t < event || truth == Truth.HANG) {
                return event - changedBefore;
            }
            return up(t) ? event + dark : event;
        }

        /** The moment of which a poll at t tells. */
        private double seen(double t) {
            return cache == 0 ? t : Math.floor((t - cachePhase) / cache) * cache + cachePhase;
        }

        List<Cause> tell() {
            List<Double> polls = new ArrayList<>();
            for (double t = 30 + pollPhase; t < event + 120; t += 5) {
                polls.add(t);
            }
            for (double after : URGENT) {
                polls.add(silent + 0.2 + after);
            }
            polls.sort(null);
            List<Cause> causes = new ArrayList<>();
            polls.forEach(t -> poll(t).ifPresent(causes::add));
            return causes;
        }

        private Optional<Cause> poll(double asked) {
            double moment = seen(asked);
            Instant at = at(asked);
            boolean up = up(moment);
            if (wasUp && !up) {
                downAt = Optional.of(at);
            } else if (!wasUp && up) {
                upAt = Optional.of(at);
            }
            wasUp = up;
            if (asked < silent) {
                return Optional.empty();
            }
            // The agent's uptime may be fresh or as old as the rest: then the change looks younger than it is.
            Instant changed = at(changed(moment) + asked - moment);
            Optional<Cause> cause = judge(at, at(asked + slow), up, changed);
            if (cause.filter(c -> c.kind() == truth.kind || (truth == Truth.RESTART && c.kind() == Kind.POWER_OR_CABLE)).isPresent()) {
                Duration after = Duration.between(at(event), at(asked + slow));
                named = named.compareTo(after) < 0 ? named : after;
            }
            return cause;
        }

        private Optional<Cause> judge(Instant at, Instant now, boolean up, Instant changed) {
            Device distro = Devices.device(4, "distro4").addresses("198.18.4.1").build();
            Device leaf = Devices.device(7, "e7-2").addresses("198.18.40.2").below(4, "ge-0/0/12").build();
            Ping down = Pings.of(7, "198.18.40.2", now).down(at(silent), now).build();
            Pictures picture = Pictures.of(now, distro, leaf)
                    .with(down, AgentOf.device(4, now).build(), ports(at, up, changed));
            return Causes.find(leaf, picture, now, Quiet.of(List.of(down)));
        }

        private vor.model.Ports ports(Instant at, boolean up, Instant changed) {
            return PortsOf.device(4, at)
                    .port("ge-0/0/12", p -> {
                        PortsOf.One one = truth == Truth.OFF && !up ? p.off() : p.status(up ? Port.Status.UP : Port.Status.DOWN);
                        downAt.ifPresent(one::downAt);
                        upAt.ifPresent(one::upAt);
                        return tellsChange ? one.changedAt(changed) : one;
                    })
                    .build();
        }

        private static Instant at(double seconds) {
            return START.plusNanos((long) (seconds * 1e9));
        }
    }
}

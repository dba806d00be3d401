package vor.server.collect.ping;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import vor.model.Ping.State;

/**
 * Days in virtual time through the real deciding code: how often chance alone turns devices down, and how long a real
 * cut takes in the same conditions. Devices have two targets in opposite phases; the paths of one device share their
 * bunches. Stretches without loss are passed over, as nothing is decided in them.
 */
final class FalseAlarmSimulation {
    private static final long INTERVAL = 250 * Deciding.MS;
    private static final long SPACING = INTERVAL / 2;
    private static final long ROUND_TRIP = Deciding.MS;
    private static final long TICK = 10 * Deciding.MS;
    private static final long BUSY_TICK = TICK / 2;

    private final Deciding rules;
    private final int targets;
    private final long length;
    private final String loss;
    private final double setting;
    private final long seed;

    /**
     * @param targets in the whole site, two to a device
     * @param length of the run, in nanoseconds
     * @param loss as of {@link LossModel#parse}
     * @param setting false downs a day
     */
    FalseAlarmSimulation(Deciding rules, int targets, long length, String loss, double setting, long seed) {
        this.rules = rules;
        this.targets = targets;
        this.length = length;
        this.loss = loss;
        this.setting = setting;
        this.seed = seed;
    }

    /**
     * What came out.
     *
     * @param falseDowns devices that were called down though nothing was cut
     * @param silences how often a target was suspect
     * @param toSuspect sorted nanoseconds from the cut to suspect, one for each device; and the same to down
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Result(long falseDowns, long silences, long echoes, long[] toSuspect, long[] toDown) {
        double downMillis(double quantile) {
            return millis(toDown, quantile);
        }

        double suspectMillis(double quantile) {
            return millis(toSuspect, quantile);
        }

        private static double millis(long[] sorted, double quantile) {
            return sorted[(int) Math.min(sorted.length - 1, (long) (quantile * sorted.length))] / 1e6;
        }
    }

    /** @param simulated how many of the site's devices are really run; the rest only shares the setting */
    Result run(int simulated) {
        List<Site> sites = IntStream.range(0, simulated).parallel().mapToObj(this::device).toList();
        long[] suspect = sites.stream().mapToLong(s -> s.toSuspect).sorted().toArray();
        long[] down = sites.stream().mapToLong(s -> s.toDown).sorted().toArray();
        return new Result(
                sites.stream().mapToLong(s -> s.falseDowns).sum(),
                sites.stream().mapToLong(s -> s.silences).sum(),
                sites.stream().mapToLong(s -> s.echoes).sum(),
                suspect,
                down);
    }

    Result run() {
        return run(targets / 2);
    }

    private Site device(int number) {
        SplittableRandom random = new SplittableRandom(seed + 0x9e3779b97f4a7c15L * number);
        Site site = new Site(LossModel.parse(loss, random), setting / (targets * 1.5));
        long at = site.live(length);
        site.cut(at + (long) (random.nextDouble() * INTERVAL));
        return site;
    }

    /** One device and its path. */
    private final class Site {
        private final LossModel path;
        private final TargetWatch[] target = new TargetWatch[2];
        private final DeviceWatch device;
        private final long[] answerAt = {Long.MAX_VALUE, Long.MAX_VALUE};
        private final int[] answerTo = new int[2];
        private final long[] answerSent = new long[2];
        private long nextEcho = SPACING;
        private int turn;
        private long now;
        private long cutAt = Long.MAX_VALUE;
        private long falseDowns;
        private long silences;
        private long echoes;
        private long toSuspect;
        private long toDown;

        Site(LossModel path, double share) {
            this.path = path;
            target[0] = new TargetWatch(rules, 1, 0);
            target[1] = new TargetWatch(rules, 1, 0);
            device = new DeviceWatch(rules, 1, List.of(target));
            device.share(share);
        }

        long live(long until) {
            skipTo(SPACING * 8);
            while (now < until) {
                long lossAt = path.nextLoss(now, nextEcho, SPACING);
                skipTo(Math.min(lossAt, until + SPACING));
                if (lossAt < until) {
                    episode();
                }
            }
            return now;
        }

        /** All echoes before that time are answered; only the last of each target need be seen. */
        private void skipTo(long lossAt) {
            long passing = (lossAt - nextEcho) / SPACING;
            long skipped = Math.max(0, passing - 4) & ~1L;
            echoes += passing;
            nextEcho += skipped * SPACING;
            while (nextEcho < lossAt) {
                now = nextEcho;
                target[turn].sent(now);
                answer(turn, target[turn].nextSequence() - 1, now, now + ROUND_TRIP);
                step();
            }
            now = nextEcho;
            target[0].turn(now);
            target[1].turn(now);
        }

        private void step() {
            nextEcho += SPACING;
            turn ^= 1;
        }

        private void answer(int which, int sequence, long sentAt, long at) {
            device.answered(target[which], sequence, sentAt, at);
        }

        /** From an echo that is lost until nothing is open or suspect. */
        private void episode() {
            send(turn, true);
            step();
            long open = now + target[0].deadline();
            while (now < open || device.anySuspect() || waiting()) {
                advance();
                if (silentState() == State.DOWN) {
                    falseDowns++;
                    passTheDown();
                    open = now;
                }
                open = Math.max(open, lastLoss + target[0].deadline() + TICK);
            }
        }

        private long lastLoss;

        private boolean waiting() {
            return answerAt[0] != Long.MAX_VALUE || answerAt[1] != Long.MAX_VALUE;
        }

        private State silentState() {
            return target[0].state() == State.DOWN ? State.DOWN : target[1].state();
        }

        /** Chance has called it down: the loss ends some time, it answers, and is up again. */
        private void passTheDown() {
            while (silentState() == State.DOWN) {
                advance();
            }
        }

        /** To the next moment at which anything happens, as the engine's rounds would see it. */
        private void advance() {
            boolean busy = device.anySuspect();
            long next = Math.min(nextEcho, Math.min(answerAt[0], answerAt[1]));
            next = Math.min(next, busy ? now + BUSY_TICK : Math.min(target[0].judgeAt(), target[1].judgeAt()));
            now = Math.max(next, now + 1);
            now = (now + TICK / 2 - 1) / (TICK / 2) * (TICK / 2);
            deliver();
            judge();
            while (now >= nextEcho) {
                send(turn, lost());
                step();
            }
        }

        private void deliver() {
            for (int i = 0; i < 2; i++) {
                if (answerAt[i] <= now) {
                    long at = answerAt[i];
                    answerAt[i] = Long.MAX_VALUE;
                    answer(i, answerTo[i], answerSent[i], at);
                }
            }
        }

        private void judge() {
            for (TargetWatch t : target) {
                if (t.judge(now)) {
                    silences++;
                    device.suspect(now);
                }
            }
            if (device.anySuspect()) {
                device.decide(now, Long.MAX_VALUE);
                if (device.anySuspect() && device.burst(now)) {
                    for (int i = 0; i < 2; i++) {
                        if (device.inBurst(target[i])) {
                            send(i, lost());
                        }
                    }
                }
            }
        }

        private boolean lost() {
            return now >= cutAt || path.lost(now);
        }

        private void send(int which, boolean lost) {
            echoes++;
            target[which].sent(now);
            if (lost) {
                lastLoss = now;
            } else {
                answerAt[which] = now + ROUND_TRIP;
                answerTo[which] = target[which].nextSequence() - 1;
                answerSent[which] = now;
            }
        }

        void cut(long at) {
            while (nextEcho < at) {
                now = nextEcho;
                target[turn].sent(now);
                answer(turn, target[turn].nextSequence() - 1, now, now + ROUND_TRIP);
                step();
            }
            now = Math.max(now, at);
            cutAt = at;
            while (target[0].state() != State.DOWN || target[1].state() != State.DOWN) {
                advance();
                toSuspect = toSuspect == 0 && device.anySuspect() ? now - at : toSuspect;
                toDown = now - at;
                if (toDown > 600 * Deciding.SECOND) {
                    break;
                }
            }
        }
    }

    /** For people: one line. */
    static String summary(Result r) {
        return String.format(
                "%d false downs, %d silences, %d echoes; cut to suspect p50 %.0f ms, to down p50 %.0f p99 %.0f max %.0f ms",
                r.falseDowns(), r.silences(), r.echoes(), r.suspectMillis(0.5),
                r.downMillis(0.5), r.downMillis(0.99), r.downMillis(1));
    }

    static double mean(long[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}

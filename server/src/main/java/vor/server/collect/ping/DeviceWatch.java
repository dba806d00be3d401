package vor.server.collect.ping;

import static vor.server.collect.ping.EchoLog.NONE;

import java.util.List;
import vor.model.Ping.State;

/**
 * What is held of one device: its targets, and the silence of all of them together. Two tests of the same kind run side
 * by side: a target is down when it is silent for too long by its own record, and all are down when the device is
 * silent on every address for too long by the device's record; the second comes sooner, as every address is a witness.
 *
 * <p>Pure: the same code runs in the engine and in {@link Simulate}. Times are monotonic nanoseconds and parameters.
 */
final class DeviceWatch {
    private static final int OTHERS_EVERY = 5;

    private final Deciding rules;
    private double scale;
    private SilenceRecord record;
    private List<TargetWatch> targets;
    private double share = 1;
    private long answeredUpTo = NONE;
    private long calmSince = NONE;
    private boolean doubted;
    private long doubtedFrom = NONE;
    private long needed;
    private long nextBurst;
    private int bursts;

    DeviceWatch(Deciding rules, double scale, List<TargetWatch> targets) {
        this.rules = rules;
        this.scale = scale;
        this.targets = List.copyOf(targets);
        record = new SilenceRecord(rules, scale);
    }

    /** From now on it is asked at another pace: the states stay, the record of silences begins anew, since its bands scale. */
    void pace(double next) {
        scale = next;
        record = new SilenceRecord(rules, next);
        targets.forEach(t -> t.pace(next));
    }

    List<TargetWatch> targets() {
        return targets;
    }

    /** The inventory changed its addresses; what stays keeps its record. */
    void targets(List<TargetWatch> now) {
        targets = List.copyOf(now);
    }

    /** @param perDay how often a day chance alone may turn down each target, and the device as a whole */
    void share(double perDay) {
        share = perDay;
        targets.forEach(t -> t.share(perDay));
    }

    /** A genuine reply of one of its targets. */
    TargetWatch.Reply answered(TargetWatch target, int sequence, long sentAt, long receivedAt) {
        boolean wasDown = doubted && allDown();
        TargetWatch.Reply reply = target.answered(sequence, sentAt, receivedAt);
        switch (reply) {
            case DUPLICATE, UNKNOWN -> {
                return reply;
            }
            case LATE -> targets.forEach(t -> t.bePatient(receivedAt, receivedAt - sentAt));
            case SLOW -> record.wobbled();
            case FRESH -> {}
        }
        if (sentAt > answeredUpTo) {
            if (calmSince != NONE) {
                record.calm(sentAt - calmSince);
            }
            calmSince = sentAt;
            answeredUpTo = sentAt;
            endDoubt(reply == TargetWatch.Reply.LATE, wasDown, sentAt, receivedAt);
        }
        return reply;
    }

    private void endDoubt(boolean late, boolean wasDown, long sentAt, long receivedAt) {
        if (doubted && late) {
            record.ended(receivedAt - doubtedFrom, rules.stallWeight());
        } else if (doubted && !wasDown) {
            record.ended(sentAt - doubtedFrom, 1);
        }
        doubted = false;
    }

    private boolean allDown() {
        for (TargetWatch t : targets) {
            if (t.everHeard() && t.state() != State.DOWN) {
                return false;
            }
        }
        return true;
    }

    /**
     * A target has just become suspect: looks at the others, and begins to ask faster.
     *
     * @return whether the device was not suspect before
     */
    boolean suspect(long now) {
        boolean first = bursts == 0;
        judgeTogether(now);
        if (first) {
            nextBurst = now;
        }
        doubt(now);
        return first;
    }

    /** While one is suspect, an overdue echo is enough to make another suspect too. */
    private boolean judgeTogether(long now) {
        boolean changed = false;
        for (TargetWatch t : targets) {
            changed |= t.judgeWithSibling(now);
        }
        return changed;
    }

    private void doubt(long now) {
        if (doubted || !allSilent(now)) {
            return;
        }
        doubted = true;
        doubtedFrom = silentSince();
        long patience = 0;
        for (TargetWatch t : targets) {
            patience = Math.max(patience, t.patience(now));
        }
        needed = Math.max(record.needed(share), patience);
    }

    /** Whether every target that has ever answered has an echo overdue, sent after any of them answered. */
    private boolean allSilent(long now) {
        for (TargetWatch t : targets) {
            if (asked(t) && !(t.newestOverdue(now) > answeredUpTo)) {
                return false;
            }
        }
        return true;
    }

    private static boolean asked(TargetWatch t) {
        return t.everHeard() && t.state() != State.UNRESOLVED && t.state() != State.UNSENDABLE;
    }

    /** When the first echo was sent that nobody has answered since any target answered. */
    private long silentSince() {
        long first = NONE;
        for (TargetWatch t : targets) {
            long sent = asked(t) ? t.echoes().firstSentAfter(answeredUpTo) : NONE;
            first = first == NONE || (sent != NONE && sent < first) ? sent : first;
        }
        return first;
    }

    private long silence(long now) {
        long newest = NONE;
        for (TargetWatch t : targets) {
            newest = Math.max(newest, asked(t) ? t.newestOverdue(now) : NONE);
        }
        return newest == NONE ? -1 : newest - doubtedFrom;
    }

    /** Whether any of its targets is suspect: then {@link #decide} and {@link #burst} are to be called each tick. */
    boolean anySuspect() {
        for (TargetWatch t : targets) {
            if (t.state() == State.SUSPECT) {
                return true;
            }
        }
        bursts = 0;
        return false;
    }

    /**
     * Turns down what is silent beyond chance.
     *
     * @param witnessed newest time of sending of an answered echo of the site; nothing that has been silent since
     *     before is turned down on our own blindness
     * @return whether any state has changed
     */
    boolean decide(long now, long witnessed) {
        doubt(now);
        if (doubted && witnessed > doubtedFrom && allSilent(now) && silence(now) >= needed) {
            return downAll(now);
        }
        boolean changed = anySuspect() && judgeTogether(now);
        for (TargetWatch t : targets) {
            if (t.surelySilent(now) && witnessed > t.silentSince()) {
                t.down(now);
                changed = true;
            }
        }
        return changed;
    }

    private boolean downAll(long now) {
        boolean changed = false;
        calmSince = NONE;
        for (TargetWatch t : targets) {
            if (asked(t) && t.state() != State.DOWN) {
                t.down(now);
                changed = true;
            }
        }
        return changed;
    }

    /** Whether a burst is due; {@link #inBurst} tells which targets it asks. */
    boolean burst(long now) {
        if (now < nextBurst) {
            return false;
        }
        long age = now - (doubted ? doubtedFrom : firstSuspected(now));
        double spacing = rules.burstSpacing() * scale * (age > rules.burstLong() * scale ? 3 : 1);
        nextBurst = now + (long) spacing;
        bursts++;
        return true;
    }

    private long firstSuspected(long now) {
        long first = now;
        for (TargetWatch t : targets) {
            first = t.state() == State.SUSPECT ? Math.min(first, t.silentSince()) : first;
        }
        return first;
    }

    /** Whether the burst that is due asks this target too: the silent ones always, the others now and then. */
    boolean inBurst(TargetWatch t) {
        return asked(t) && (t.state().silent() || bursts % OTHERS_EVERY == 1);
    }

    /** What lay in a time when we could not see is nobody's fault. */
    void forgive() {
        targets.forEach(TargetWatch::forgive);
        doubted = false;
        calmSince = NONE;
    }
}

package vor.server.collect.ping;

import static vor.server.collect.ping.EchoLog.NONE;

import vor.model.Ping.State;

/**
 * What is held of one target, from its echoes alone. Times are monotonic nanoseconds and parameters; not safe for
 * threads. {@link DeviceWatch} drives it.
 */
final class TargetWatch {
    /** What a reply was. */
    enum Reply {
        FRESH,
        /** Before its deadline, but far later than the path's round trip. */
        SLOW,
        LATE,
        DUPLICATE,
        /** To an echo that is not remembered. */
        UNKNOWN
    }

    private final Deciding rules;
    private double scale;
    private final EchoLog echoes = new EchoLog();
    private final RoundTrip roundTrip = new RoundTrip();
    private final LossWindows loss = new LossWindows();
    private SilenceRecord record;
    private final Flaps flaps;

    private State state = State.WAITING;
    private State before = State.WAITING;
    private long since;
    private long sinceBefore;
    private String why = "";
    private long firstSent = NONE;
    private long lastReply = NONE;
    private long calmSince = NONE;
    private long silentFrom = NONE;
    private long steadySince = NONE;
    private long patientUntil = NONE;
    private long patience;
    private int untimed = -1;
    private double share = 1;
    private long needed;

    TargetWatch(Deciding rules, double scale, long now) {
        this.rules = rules;
        this.scale = scale;
        record = new SilenceRecord(rules, scale);
        flaps = new Flaps(rules);
        since = now;
    }

    /** From now on it is asked at another pace. */
    void pace(double next) {
        scale = next;
        record = new SilenceRecord(rules, next);
    }

    /** @param perDay how often a day chance alone may turn this target down */
    void share(double perDay) {
        share = perDay;
    }

    /** The kernel took an echo; its sequence was {@link #nextSequence}. */
    void sent(long now) {
        firstSent = firstSent == NONE ? now : firstSent;
        echoes.sent(now);
        loss.sent();
        if (state == State.UNSENDABLE) {
            resume(now);
        }
    }

    /** The same, but our own machine dawdled while it sent: the round trip will be wrong. */
    void sentSlowly(long now) {
        sent(now);
        untime();
    }

    /** What was sent until now tells nothing of the round trip: our own side held it back. */
    void untime() {
        untimed = echoes.next() - 1;
    }

    /**
     * A genuine reply to one of our requests.
     *
     * @param receivedAt when it arrived at our machine
     */
    Reply answered(int sequence, long sentAt, long receivedAt) {
        if (!echoes.holds(sequence, sentAt)) {
            return Reply.UNKNOWN;
        }
        long upTo = echoes.answeredUpTo();
        boolean timed = sequence > untimed;
        boolean late = timed && receivedAt - sentAt > deadline();
        boolean slow = timed && receivedAt - sentAt > Math.max(rules.slow(), roundTrip.patience(8)) && roundTrip.any();
        if (!echoes.answer(sequence)) {
            return Reply.DUPLICATE;
        }
        if (slow) {
            record.wobbled();
        }
        if (timed) {
            roundTrip.add(Math.max(0, receivedAt - sentAt));
        }
        lastReply = Math.max(lastReply, receivedAt);
        if (echoes.answeredUpTo() != upTo) {
            hear(late, sentAt, receivedAt);
        } else if (late && state == State.RECOVERING) {
            flaps.takeBack();
            enter(State.UP, receivedAt);
        }
        return late ? Reply.LATE : slow ? Reply.SLOW : Reply.FRESH;
    }

    /** A reply of this device was late; silence must last longer for some minutes. */
    void bePatient(long now, long lateness) {
        patience = (long) Math.max(
                now < patientUntil ? patience : rules.stallFloor() * scale, rules.stallFactor() * lateness);
        patientUntil = now + rules.stallMemory();
    }

    private void hear(boolean late, long sentAt, long receivedAt) {
        if (calmSince != NONE) {
            record.calm(Math.max(0, sentAt - calmSince));
        }
        calmSince = sentAt;
        switch (state) {
            case WAITING, NEVER, UNSENDABLE, UNRESOLVED -> enter(State.UP, receivedAt);
            case UP, RECOVERING, FLAPPING -> {}
            case SUSPECT -> endSilence(late, sentAt, receivedAt);
            case DOWN -> comeBack(late, receivedAt);
        }
        silentFrom = NONE;
    }

    private void endSilence(boolean late, long sentAt, long receivedAt) {
        remember(late, sentAt, receivedAt);
        steadySince = receivedAt;
        enterAgain();
    }

    /* What was lost while it was down is told by that state; it says nothing of the path that answers again. */
    private void comeBack(boolean late, long receivedAt) {
        steadySince = receivedAt;
        loss.forget();
        if (late) {
            remember(true, receivedAt, receivedAt);
            flaps.takeBack();
            enter(State.UP, receivedAt);
        } else {
            enter(flaps.flapping(receivedAt) ? State.FLAPPING : State.RECOVERING, receivedAt);
        }
    }

    private void remember(boolean late, long sentAt, long receivedAt) {
        if (late) {
            record.ended(receivedAt - silentFrom, rules.stallWeight());
        } else {
            record.ended(sentAt - silentFrom, 1);
        }
    }

    /**
     * Looks at the deadlines that have passed; all replies that arrived before {@code now} must have been told.
     *
     * @return whether it has just become suspect
     */
    boolean judge(long now) {
        long deadline = now - deadline();
        for (int lost = echoes.judge(deadline); lost > 0; lost--) {
            loss.lost();
        }
        if (state == State.WAITING && firstSent != NONE && now - firstSent >= rules.neverAfter() * scale) {
            enter(State.NEVER, now);
        }
        long silentSince = echoes.silentSince();
        return answering() && silentSince != NONE && silentSince <= deadline && suspect(now);
    }

    /** An unanswered echo is enough when another address of the device has missed its deadline. */
    boolean judgeWithSibling(long now) {
        return answering() && silence(now) >= 0 && suspect(now);
    }

    private boolean suspect(long now) {
        silentFrom = echoes.silentSince();
        needed = Math.max(record.needed(share), patience(now));
        before = state;
        sinceBefore = since;
        enter(State.SUSPECT, now);
        return true;
    }

    /** The span of silence so far, from first to newest unanswered echo; -1 when there is none. */
    long silence(long now) {
        long overdue = newestOverdue(now);
        return overdue == NONE ? -1 : overdue - echoes.silentSince();
    }

    /** When the newest echo was sent that should have been answered by now and ends the log unanswered. */
    long newestOverdue(long now) {
        return echoes.newestOverdue(now - overdueAfter());
    }

    /** Whether chance no longer explains its silence. */
    boolean surelySilent(long now) {
        long overdue = newestOverdue(now);
        return state == State.SUSPECT && overdue != NONE && overdue - silentFrom >= needed; // the log may hold less
    }

    void down(long now) {
        silentFrom = silentFrom == NONE ? echoes.silentSince() : silentFrom;
        calmSince = NONE;
        flaps.down(now);
        enter(State.DOWN, now);
    }

    /** What lay in a time when we could not see is nobody's fault. */
    void forgive() {
        untime();
        loss.forget();
        if (state != State.DOWN) {
            echoes.forgive();
            silentFrom = NONE;
        }
        calmSince = NONE;
        if (state == State.SUSPECT) {
            enterAgain();
        }
    }

    /** A second is full: counts turn over, and what needed time may be over. */
    void turn(long now) {
        loss.turn();
        boolean steady = state == State.RECOVERING && now - steadySince >= rules.steady() * scale;
        boolean calm = state == State.FLAPPING && now - steadySince >= rules.flapCalm();
        if (steady || calm) {
            loss.forget();
            enter(State.UP, now);
        }
    }

    /** It cannot be asked: {@link State#UNRESOLVED} or {@link State#UNSENDABLE}, until {@link #resume}. */
    void cannotAsk(State state, String why, long now) {
        if (this.state != state) {
            forgive();
            if (this.state != State.UNRESOLVED && this.state != State.UNSENDABLE) {
                before = this.state;
            }
            enter(state, now);
        }
        this.why = why;
    }

    /** It can be asked again. */
    void resume(long now) {
        enter(before, now);
    }

    private boolean answering() {
        return state == State.UP || state == State.RECOVERING || state == State.FLAPPING;
    }

    private void enter(State next, long now) {
        state = next;
        since = now;
        why = "";
    }

    private void enterAgain() {
        enter(before, sinceBefore);
    }

    /** How late a reply may be before its echo is missed. */
    long deadline() {
        long expected = roundTrip.patience(4) + rules.deadlineMargin();
        return Math.clamp(expected, rules.deadlineFloor(), rules.deadlineCap());
    }

    private long overdueAfter() {
        return Math.clamp(roundTrip.patience(8), rules.overdueFloor(), deadline());
    }

    /** The span that lateness in the last minutes demands. */
    long patience(long now) {
        return now < patientUntil ? patience : 0;
    }

    /** When {@link #judge} should look next; the far future when nothing is open. */
    long judgeAt() {
        long oldest = echoes.oldestOpen();
        return oldest == NONE ? Long.MAX_VALUE : oldest + deadline();
    }

    int nextSequence() {
        return echoes.next();
    }

    EchoLog echoes() {
        return echoes;
    }

    State state() {
        return state;
    }

    long since() {
        return since;
    }

    String why() {
        return why;
    }

    boolean everHeard() {
        return lastReply != NONE;
    }

    long lastReply() {
        return lastReply;
    }

    long answeredUpTo() {
        return echoes.answeredUpTo();
    }

    /** When the first echo of the present silence was sent; {@link EchoLog#NONE} while it answers. */
    long silentSince() {
        return silentFrom;
    }

    RoundTrip roundTrip() {
        return roundTrip;
    }

    LossWindows loss() {
        return loss;
    }
}

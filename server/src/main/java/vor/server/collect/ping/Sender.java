package vor.server.collect.ping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vor.model.Clock;
import vor.model.Family;
import vor.model.Ping.State;

/** Sends within the budget, in batches, and tells each watch what became of its echo. */
final class Sender {
    /** A target that our kernel refuses for so long, and at least three times, cannot be asked. */
    private static final long REFUSED_FOR = 600 * Deciding.MS;
    private static final int REFUSALS = 3;
    /** A batch takes a fraction of this unless our machine has other things to do. */
    private static final long SLOW = 20 * Deciding.MS;
    /** An echo that the kernel had no room for is tried again after this, once. */
    private static final long AGAIN = 5 * Deciding.MS;
    /** The budget may be spent ahead for this part of a second. */
    private static final double AHEAD = 0.1;

    private final Clock clock;
    private final Counters counters;
    private final Roster roster;
    private double perNano;
    private double most;
    private final @Nullable EchoSocket v4;
    private final @Nullable EchoSocket v6;
    private final Outgoing batch4 = new Outgoing();
    private final Outgoing batch6 = new Outgoing();
    private final Slot[] slots4 = new Slot[Outgoing.SIZE];
    private final Slot[] slots6 = new Slot[Outgoing.SIZE];
    private double tokens;
    private long filledAt;
    private int taken;
    private int refused;
    private int lastErrno;
    private boolean everTaken;

    Sender(Clock clock, Counters counters, Roster roster, int packetsPerSecond, List<EchoSocket> sockets) {
        this.clock = clock;
        this.counters = counters;
        this.roster = roster;
        budget(packetsPerSecond);
        tokens = most;
        filledAt = clock.nanos();
        v4 = of(sockets, Family.V4);
        v6 = of(sockets, Family.V6);
    }

    /** So many a second from now on. */
    void budget(int packetsPerSecond) {
        perNano = packetsPerSecond / 1e9;
        most = Math.max(1, packetsPerSecond * AHEAD);
        tokens = Math.min(tokens, most);
    }

    private static @Nullable EchoSocket of(List<EchoSocket> sockets, Family family) {
        return sockets.stream().filter(s -> s.family() == family).findFirst().orElse(null);
    }

    boolean can(Family family) {
        return (family == Family.V6 ? v6 : v4) != null;
    }

    void fill(long now) {
        tokens = Math.min(most, tokens + (now - filledAt) * perNano);
        filledAt = now;
    }

    /** Sends soon; false when the budget is spent. */
    boolean send(Slot slot) {
        Address address = slot.address;
        if (slot.inBatch || address == null || !can(address.family())) {
            return true;
        }
        if (tokens < 1) {
            counters.budgetRefused.one();
            return false;
        }
        tokens--;
        boolean six = address.family() == Family.V6;
        Outgoing batch = six ? batch6 : batch4;
        (six ? slots6 : slots4)[batch.count] = slot;
        batch.add(address, slot.index, slot.watch.nextSequence());
        slot.inBatch = true;
        if (batch.full()) {
            flush(batch, six ? v6 : v4, six ? slots6 : slots4);
        }
        return true;
    }

    void flush() {
        flush(batch4, v4, slots4);
        flush(batch6, v6, slots6);
    }

    private void flush(Outgoing batch, @Nullable EchoSocket socket, Slot[] slots) {
        if (socket == null || batch.count == 0) {
            return;
        }
        batch.sentAt = clock.nanos();
        socket.send(batch);
        boolean slowly = clock.nanos() - batch.sentAt > SLOW;
        for (int i = 0; i < batch.count; i++) {
            slots[i].inBatch = false;
            note(slots[i], batch.errno[i], batch.sentAt, slowly);
        }
        batch.count = 0;
    }

    private void note(Slot slot, int errno, long now, boolean slowly) {
        if (errno == 0) {
            taken++;
            everTaken = true;
            counters.sent.one();
            slot.refusals = 0;
            slot.again = false;
            if (slowly) {
                counters.sentSlowly.one();
                slot.watch.sentSlowly(now);
            } else {
                slot.watch.sent(now);
            }
            return;
        }
        if (Errno.passing(errno) && !slot.again) {
            slot.again = true;
            slot.nextSend = Math.min(slot.nextSend, now + AGAIN);
            roster.wakeBy(slot, slot.nextSend);
            counters.sentAgain.one();
            return;
        }
        if (tellsOfUs(slot.watch)) {
            refused++;
            lastErrno = errno;
        }
        counters.sendErrors(errno).one();
        if (!Errno.passing(errno)) {
            refuse(slot, errno, now);
        }
    }

    /** What the kernel never took, or has long refused, says nothing of the rest. */
    private boolean tellsOfUs(TargetWatch watch) {
        return !everTaken || (watch.echoes().next() > 0 && watch.state() != State.UNSENDABLE);
    }

    private static void refuse(Slot slot, int errno, long now) {
        if (slot.refusals++ == 0) {
            slot.refusedSince = now;
        }
        if (slot.refusals >= REFUSALS && now - slot.refusedSince >= REFUSED_FOR) {
            slot.watch.cannotAsk(State.UNSENDABLE, Errno.meaning(errno), now);
        }
    }

    /** The error that met every echo since the last call; 0 when one was taken; -1 when none was tried that would tell. */
    int verdictOnAll() {
        int verdict = taken > 0 ? 0 : refused > 0 ? lastErrno : -1;
        taken = 0;
        refused = 0;
        return verdict;
    }
}

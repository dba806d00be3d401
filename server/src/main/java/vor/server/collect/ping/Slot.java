package vor.server.collect.ping;

import org.jspecify.annotations.Nullable;
import vor.model.Ping.State;

/** One target in the engine: its watch, its place in time, and what the engine must not forget about it. */
final class Slot {
    final int index;
    final Entry entry;
    /** As in the inventory. */
    final String name;
    final TargetWatch watch;

    @Nullable Address address;
    long nextSend;
    long nextTurn;
    State told = State.WAITING;
    boolean outbox;
    boolean inBatch;
    boolean tellAnswer;
    /** The kernel had no room for its last echo, and it is tried once more. */
    boolean again;
    int refusals;
    long refusedSince;

    Slot(int index, Entry entry, String name, TargetWatch watch) {
        this.index = index;
        this.entry = entry;
        this.name = name;
        this.watch = watch;
    }

    /** When the engine must look at it again; an echo of this very round has its deadline too. */
    long wake(long now) {
        long judge = inBatch ? Math.min(watch.judgeAt(), now + watch.deadline()) : watch.judgeAt();
        return Math.min(Math.min(nextSend, nextTurn), judge);
    }
}

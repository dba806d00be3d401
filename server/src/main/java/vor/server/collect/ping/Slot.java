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
    int refusals;
    long refusedSince;

    Slot(int index, Entry entry, String name, TargetWatch watch) {
        this.index = index;
        this.entry = entry;
        this.name = name;
        this.watch = watch;
    }

    /** When the engine must look at it again. */
    long wake() {
        return Math.min(Math.min(nextSend, nextTurn), watch.judgeAt());
    }
}

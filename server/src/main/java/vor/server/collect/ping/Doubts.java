package vor.server.collect.ping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Devices behind a port that has just been seen to fall: for a moment they are asked again and again, and an echo that is
 * overdue is enough to suspect them, without waiting for its deadline. Not safe for threads.
 */
final class Doubts {
    private static final long LASTS = Deciding.SECOND;

    private final Deciding rules;
    private final Map<Entry, Long> until = new LinkedHashMap<>();

    Doubts(Deciding rules) {
        this.rules = rules;
    }

    void begin(Entry entry, long now) {
        until.put(entry, now + LASTS);
    }

    boolean any() {
        return !until.isEmpty();
    }

    /** Those whose moment is not over; who is suspect by now is looked after elsewhere. */
    List<Entry> at(long now) {
        until.entrySet().removeIf(e -> e.getKey().suspect || now >= e.getValue());
        return new ArrayList<>(until.keySet());
    }

    void end() {
        until.clear();
    }

    /** Whether it is time for one more echo to this target. */
    boolean due(Slot slot, long now) {
        long last = slot.watch.echoes().lastSent();
        return last == EchoLog.NONE || now - last >= 2 * rules.burstSpacing() * Deciding.scale(slot.entry.interval);
    }
}

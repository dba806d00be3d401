package vor.server.receive.statsd;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import vor.server.receive.statsd.Flush.Dropped;
import vor.server.receive.statsd.Adding.Limits;

/** How much more may be held. Only the counts of what found no room, and of keys, are for any thread. */
final class Room {
    private final Limits limits;
    private final LongAdder ofNewKeys = new LongAdder();
    private final LongAdder ofFullOnes = new LongAdder();
    private final AtomicInteger keys = new AtomicInteger();
    private int values;
    private long ofKeys;
    private long ofMembers;

    Room(Limits limits) {
        this.limits = limits;
    }

    /** Takes room for a new key, or counts that there is none. */
    boolean key(String key) {
        if (keys.get() >= limits.keys() || ofKeys + ofMembers + key.length() > limits.characters()) {
            ofNewKeys.increment();
            return false;
        }
        keys.incrementAndGet();
        ofKeys += key.length();
        return true;
    }

    void keyGone(String key) {
        keys.decrementAndGet();
        ofKeys -= key.length();
    }

    /** Takes room for a value with so many characters, or counts that there is none. */
    boolean value(int characters) {
        if (values >= limits.values() || ofKeys + ofMembers + characters > limits.characters()) {
            ofFullOnes.increment();
            return false;
        }
        values++;
        ofMembers += characters;
        return true;
    }

    /** None of timers and sets is held any more. */
    void valuesGone() {
        values = 0;
        ofMembers = 0;
    }

    int keys() {
        return keys.get();
    }

    Dropped dropped() {
        return new Dropped(ofNewKeys.sum(), ofFullOnes.sum());
    }
}

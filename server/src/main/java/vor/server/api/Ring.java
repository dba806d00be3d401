package vor.server.api;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vor.model.Revision;

/**
 * The recent frames, bounded in count and bytes; each has a place that grows by one. Guarded by its owner's lock.
 *
 * <p>Health may change while the picture does not; then two frames carry one revision. A reader is let on at a revision
 * only where the first frame of that revision is known, so it may get the second of them again but never misses it.
 */
final class Ring {
    private final @Nullable Entry[] entries;
    private final long maxBytes;
    private long first;
    private long next;
    private long bytes;
    private @Nullable Revision newest;
    private @Nullable Revision base;

    @SuppressWarnings("ArrayRecordComponent") // shared by all readers, never compared
    private record Entry(Revision revision, boolean opens, byte[] bytes) {}

    Ring(int maxFrames, long maxBytes) {
        this.entries = new Entry[maxFrames];
        this.maxBytes = maxBytes;
    }

    /** Place of the oldest frame that is here. */
    long first() {
        return first;
    }

    /** Place that the next frame will have. */
    long next() {
        return next;
    }

    long bytes() {
        return bytes;
    }

    byte[] at(long place) {
        return entry(place).bytes();
    }

    void add(Revision revision, byte[] frame) {
        while (next - first >= entries.length || (next > first && bytes + frame.length > maxBytes)) {
            dropOldest();
        }
        entries[index(next)] = new Entry(revision, !revision.equals(newest), frame);
        bytes += frame.length;
        next++;
        newest = revision;
    }

    /** A frame that nobody wanted: the ring begins behind it. */
    void skip(Revision revision) {
        while (next > first) {
            dropOldest();
        }
        first = ++next;
        base = revision.equals(newest) ? null : revision;
        newest = revision;
    }

    private void dropOldest() {
        Entry dropped = entry(first);
        entries[index(first)] = null;
        bytes -= dropped.bytes().length;
        first++;
        base = dropped.opens() ? dropped.revision() : null;
    }

    /** Where somebody goes on who has everything up to the revision; empty when that is not known any more. */
    OptionalLong after(Revision revision) {
        for (long place = first; place < next; place++) {
            if (entry(place).opens() && entry(place).revision().equals(revision)) {
                return OptionalLong.of(place + 1);
            }
        }
        return revision.equals(base) ? OptionalLong.of(first) : OptionalLong.empty();
    }

    private Entry entry(long place) {
        Entry entry = entries[index(place)];
        if (entry == null) {
            throw new IllegalArgumentException("no frame at " + place + ", only from " + first + " to " + next);
        }
        return entry;
    }

    private int index(long place) {
        return (int) (place % entries.length);
    }
}

package vor.server.receive.statsd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is held of a key by the bytes of the key, without making a text of it. It forgets whatever has no place near where it belongs, so that no choice of keys makes it slow. One thread.
 *
 * @param <T> what is held
 */
final class KnownKeys<T> {
    private static final int FIRST = 1 << 10;
    private static final int MOST = 1 << 20;
    private static final int NEAR = 8;
    private static final int FACTOR = 0x9e3779b1;

    private final int most;
    private int[] hashes = new int[FIRST];
    private byte[][] keys = new byte[FIRST][];
    private Object[] held = new Object[FIRST];
    private int size;

    /** @param most keys that are to be known */
    KnownKeys(int most) {
        this.most = Math.clamp(2L * most, FIRST, MOST);
    }

    /** Null when it is not known. */
    @Nullable T get(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int mask = hashes.length - 1;
        for (int i = 0; i < NEAR; i++) {
            int at = (hash + i) & mask;
            byte[] key = keys[at];
            if (key == null) {
                return null;
            }
            if (hashes[at] == hash && Arrays.equals(key, 0, key.length, bytes, from, to)) {
                return value(at);
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private T value(int at) {
        return (T) held[at];
    }

    /** One that is not known yet. */
    void put(byte[] bytes, int from, int to, T value) {
        if (2 * size >= hashes.length && hashes.length < most) {
            grow();
        }
        place(hash(bytes, from, to), Arrays.copyOfRange(bytes, from, to), value);
    }

    private void place(int hash, byte[] key, Object value) {
        int mask = hashes.length - 1;
        for (int i = 0; i < NEAR; i++) {
            int at = (hash + i) & mask;
            if (keys[at] == null) {
                hashes[at] = hash;
                keys[at] = key;
                held[at] = value;
                size++;
                return;
            }
        }
    }

    private void grow() {
        int[] oldHashes = hashes;
        byte[][] oldKeys = keys;
        Object[] old = held;
        int length = 2 * oldHashes.length;
        hashes = new int[length];
        keys = new byte[length][];
        held = new Object[length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                place(oldHashes[i], oldKeys[i], old[i]);
            }
        }
    }

    /** Nothing is known any more. */
    void clear() {
        if (size > 0) {
            Arrays.fill(keys, null);
            Arrays.fill(held, null);
            size = 0;
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= FACTOR;
        return hash ^ (hash >>> 15);
    }
}

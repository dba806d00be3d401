package vor.server.collect.snmp.facts;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/**
 * The rows of one column by their index, in the agents' order; every one has a value. A walk fills it from front to back
 * and readers go through it from front to back: both cost little, and a column is two arrays in memory. Used by one thread.
 */
public final class Column extends AbstractMap<Oid, Value> {
    private static final Oid[] NO_INDEXES = {};
    private static final Value[] NO_VALUES = {};
    private static final int FIRST = 16;

    private Oid[] indexes = NO_INDEXES;
    private Value[] values = NO_VALUES;
    private int size;
    /* Where the last look-up ended: the next one is mostly about the same row or the one behind it. */
    private int hint;

    /**
     * Adds a row.
     *
     * @return false when the row is already there, or nothing is said of it; then nothing has changed
     */
    public boolean add(Oid index, Value value) {
        if (value instanceof Value.None) {
            return false;
        }
        int at = size == 0 || index.compareTo(indexes[size - 1]) > 0 ? size : -1 - find(index);
        if (at < 0) {
            return false;
        }
        insert(at, index, value);
        return true;
    }

    private void insert(int at, Oid index, Value value) {
        if (size == indexes.length) {
            int larger = Math.max(FIRST, size + (size >> 1));
            indexes = Arrays.copyOf(indexes, larger);
            values = Arrays.copyOf(values, larger);
        }
        System.arraycopy(indexes, at, indexes, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        indexes[at] = index;
        values[at] = value;
        size++;
    }

    /** Where it is, or -1 less where it would be. */
    private int find(Oid index) {
        for (int i = hint; i < size && i <= hint + 1; i++) {
            if (indexes[i].equals(index)) {
                hint = i;
                return i;
            }
        }
        int found = Arrays.binarySearch(indexes, 0, size, index);
        hint = Math.max(0, found);
        return found;
    }

    /** The index of the last row; empty when there is none. */
    public @Nullable Oid last() {
        return size == 0 ? null : indexes[size - 1];
    }

    /** Whether both have the same rows, whatever stands in them. */
    boolean sameRows(Column other) {
        return size == other.size && Arrays.equals(indexes, 0, size, other.indexes, 0, size);
    }

    @Override
    public @Nullable Value get(Object index) {
        int at = index instanceof Oid oid ? find(oid) : -1;
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(Object index) {
        return index instanceof Oid oid && find(oid) >= 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void forEach(BiConsumer<? super Oid, ? super Value> action) {
        for (int i = 0; i < size; i++) {
            action.accept(indexes[i], values[i]);
        }
    }

    @Override
    public Set<Map.Entry<Oid, Value>> entrySet() {
        return rows(0, size);
    }

    /** The rows whose index begins like this one, in order. */
    Iterable<Map.Entry<Oid, Value>> below(Oid index) {
        int at = find(index);
        int first = at < 0 ? -1 - at : at;
        int end = first;
        while (end < size && indexes[end].startsWith(index)) {
            end++;
        }
        return rows(first, end);
    }

    private Set<Map.Entry<Oid, Value>> rows(int first, int end) {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return end - first;
            }

            @Override
            public Iterator<Map.Entry<Oid, Value>> iterator() {
                return new Rows(first, end);
            }
        };
    }

    private final class Rows implements Iterator<Map.Entry<Oid, Value>> {
        private final int end;
        private int next;

        Rows(int first, int end) {
            this.end = end;
            next = first;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public Map.Entry<Oid, Value> next() {
            if (next >= end) {
                throw new NoSuchElementException();
            }
            Map.Entry<Oid, Value> row = Map.entry(indexes[next], values[next]);
            next++;
            return row;
        }
    }
}

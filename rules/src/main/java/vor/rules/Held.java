package vor.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step holds of each key, in the order in which something came last. A key of which nothing came for a while is forgotten; beyond so many keys the one that was
 * quiet for longest goes, and is counted.
 *
 * @param <V> what is held of a key
 */
class Held<V> {
    /** When a key is forgotten, unless the rule says otherwise. */
    static final Duration IDLE = Duration.ofHours(1);

    private final LinkedHashMap<Object, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final long idle;
    private final int most;

    private static final class Entry<V> {
        V value;
        long last;

        Entry(V value, long last) {
            this.value = value;
            this.last = last;
        }
    }

    Held(Duration idle, int most) {
        this.idle = idle.toMillis();
        this.most = most;
    }

    Held() {
        this(IDLE, Spans.MOST);
    }

    /** A key was forgotten. */
    void forgotten(V value) {}

    /** What is held of a key of which something came now. */
    @Nullable V get(Object key, Cell<?> cell) {
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        entry.last = cell.now();
        return entry.value;
    }

    /** @return what was held before */
    @Nullable V put(Object key, V value, Cell<?> cell) {
        Entry<V> entry = entries.get(key);
        if (entry != null) {
            V before = entry.value;
            entry.value = value;
            entry.last = cell.now();
            return before;
        }
        entries.put(key, new Entry<>(value, cell.now()));
        if (entries.size() > most) {
            cell.drop(1);
            Iterator<Entry<V>> eldest = entries.values().iterator();
            V gone = eldest.next().value;
            eldest.remove();
            forgotten(gone);
        }
        if (!cell.waits()) {
            cell.wakeAt(cell.now() + idle);
        }
        return null;
    }

    @Nullable V remove(Object key) {
        Entry<V> entry = entries.remove(key);
        return entry == null ? null : entry.value;
    }

    boolean has(Object key) {
        return entries.containsKey(key);
    }

    int size() {
        return entries.size();
    }

    /** The one that was quiet for longest first. */
    List<V> values() {
        List<V> all = new ArrayList<>(entries.size());
        entries.values().forEach(e -> all.add(e.value));
        return all;
    }

    /** The step was woken: forgets keys that were quiet for too long, and asks to be woken for the next. */
    void wake(Cell<?> cell) {
        List<V> gone = new ArrayList<>();
        Iterator<Map.Entry<Object, Entry<V>>> all = entries.entrySet().iterator();
        while (all.hasNext()) {
            Entry<V> entry = all.next().getValue();
            if (entry.last + idle > cell.now()) {
                cell.wakeAt(entry.last + idle);
                break;
            }
            all.remove();
            gone.add(entry.value);
        }
        gone.forEach(this::forgotten);
    }

    void clear() {
        List<V> gone = values();
        entries.clear();
        gone.forEach(this::forgotten);
    }
}

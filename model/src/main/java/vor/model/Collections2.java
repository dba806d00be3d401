package vor.model;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Immutable copies that keep an order a reader can rely on. */
final class Collections2 {
    private Collections2() {}

    static Set<String> sorted(Set<String> words) {
        return Collections.unmodifiableSet(new TreeSet<>(words));
    }

    /** One that was made here is not copied again. */
    static <K, V> Map<K, V> ordered(Map<K, V> map) {
        if (map instanceof Ordered) {
            return map;
        }
        return map.isEmpty() ? Map.of() : new Ordered<>(new LinkedHashMap<>(map));
    }

    /** Cannot be changed, and nobody else holds what it is made of. */
    private static final class Ordered<K, V> extends AbstractMap<K, V> {
        private final Map<K, V> map;

        Ordered(Map<K, V> map) {
            this.map = Collections.unmodifiableMap(map);
        }

        @Override
        public Set<Entry<K, V>> entrySet() {
            return map.entrySet();
        }

        @Override
        public @Nullable V get(@Nullable Object key) {
            return map.get(key);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return map.containsKey(key);
        }

        @Override
        public int size() {
            return map.size();
        }
    }
}

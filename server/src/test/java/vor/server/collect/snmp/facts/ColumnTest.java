package vor.server.collect.snmp.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

class ColumnTest {
    private final Column column = new Column();

    @Test
    void anEmptyOneHasNothing() {
        assertThat(column).isEmpty();
        assertThat(column.get(Oid.of(1))).isNull();
        assertThat(column.last()).isNull();
        assertThat(column.below(Oid.of(1))).isEmpty();
    }

    @Test
    void theFirstValueOfARowStays() {
        assertThat(column.add(Oid.of(1), new Value.Int(1))).isTrue();
        assertThat(column.add(Oid.of(1), new Value.Int(2))).isFalse();
        assertThat(column.get(Oid.of(1))).isEqualTo(new Value.Int(1));
    }

    @Test
    void whatIsBelowAnIndexIsFoundInOrder() {
        for (String index : List.of("1.2", "1", "1.10", "2", "1.2.3", "11")) {
            column.add(Oid.of(index), new Value.Int(0));
        }
        List<String> below = new ArrayList<>();
        column.below(Oid.of(1)).forEach(e -> below.add(e.getKey().toString()));
        assertThat(below).containsExactly("1", "1.2", "1.2.3", "1.10");
    }

    @Test
    void itHoldsWhatASortedMapHoldsWhateverTheOrder() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            NavigableMap<Oid, Value> expected = new TreeMap<>();
            Column found = new Column();
            List<Oid> indexes = new ArrayList<>();
            for (int i = 0; i < random.nextInt(200); i++) {
                indexes.add(random.nextBoolean() ? Oid.of(random.nextInt(100)) : Oid.of(random.nextInt(5), random.nextInt()));
            }
            if (random.nextBoolean()) {
                Collections.sort(indexes);
            }
            indexes.forEach(index -> {
                Value value = new Value.Int(random.nextInt());
                assertThat(found.add(index, value)).isEqualTo(expected.putIfAbsent(index, value) == null);
                assertThat(found.get(index)).isEqualTo(expected.get(index));
            });
            assertThat(new ArrayList<>(found.entrySet())).isEqualTo(entries(expected));
            assertThat(found.last()).isEqualTo(expected.isEmpty() ? null : expected.lastKey());
            indexes.forEach(index -> assertThat(found.containsKey(index)).isTrue());
            assertThat(found.get(Oid.of(1000))).isNull();
        }
    }

    private static List<Map.Entry<Oid, Value>> entries(Map<Oid, Value> map) {
        List<Map.Entry<Oid, Value>> all = new ArrayList<>();
        map.forEach((k, v) -> all.add(Map.entry(k, v)));
        return all;
    }
}

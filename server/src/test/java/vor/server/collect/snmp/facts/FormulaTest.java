package vor.server.collect.snmp.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** What profiles may write in a field. */
class FormulaTest {
    private static final Map<String, Oid> COLUMNS = Map.of("used", Oid.of(1, 1), "free", Oid.of(1, 2), "name", Oid.of(1, 3), "limit", Oid.of(1, 4));
    private static final Map<String, Map<String, String>> MAPS = Map.of("state", Map.of("1", "ok", "else", "unknown"));

    private static Row row() {
        TreeMap<Oid, Value> objects = new TreeMap<>();
        objects.put(Oid.of(1, 1, 7, 3), new Value.Int(30));
        objects.put(Oid.of(1, 2, 7, 3), new Value.Int(10));
        objects.put(Oid.of(1, 3, 7), new Value.Octets("FPC @ 2/*/*".getBytes(StandardCharsets.UTF_8)));
        objects.put(Oid.of(1, 4, 7, 3, 1), new Value.Int(5));
        objects.put(Oid.of(1, 4, 7, 3, 2), new Value.Int(9));
        Mib mib = Mib.of(objects);
        return new Row(mib, PortNames.NONE, new Entities(mib), Oid.of(7, 3));
    }

    private static Formula formula(String text) throws FormulaException {
        return Formula.parse(text, COLUMNS, MAPS);
    }

    private static String text(String formula) throws FormulaException {
        return formula(formula).text(row());
    }

    @Test
    void whatIsMissingIsEmptyAndNoNumber() throws FormulaException {
        assertThat(text("name")).isEmpty();
        assertThat(formula("100 * name / 2").number(row())).isNaN();
        assertThat(formula("used / 0").number(row())).isNaN();
        assertThat(formula("name > 1 or name < 1").holds(row())).isFalse();
    }

    @Test
    void arithmeticAndComparison() throws FormulaException {
        assertThat(formula("100 * used / (used + free)").number(row())).isEqualTo(75);
        assertThat(formula("-used + 2 - 1").number(row())).isEqualTo(-29);
        assertThat(formula("used == 30 and not (free >= 11) and name[index[1]] ~ '^FPC'").holds(row())).isTrue();
    }

    @Test
    void partsOfTheIndexAndOtherRows() throws FormulaException {
        assertThat(text("index & ' ' & index[2] & ' ' & index[1..]")).isEqualTo("7.3 3 7.3");
        assertThat(text("find(name[index[1]], '@ (\\d+)/')")).isEqualTo("2");
    }

    @Test
    void mapsFirstAndTheRowsBelow() throws FormulaException {
        assertThat(text("state(1)")).isEqualTo("ok");
        assertThat(text("state(used)")).isEqualTo("unknown");
        assertThat(text("first(name, 'none')")).isEqualTo("none");
        assertThat(formula("least(limit, limit > 5)").number(row())).isEqualTo(9);
        assertThat(formula("most(limit, limit > 100)").number(row())).isNaN();
    }

    @Test
    void faultsSayWhere() {
        assertThatThrownBy(() -> formula("used +")).isInstanceOf(FormulaException.class).hasMessageContaining("got the end");
        assertThatThrownBy(() -> formula("used used")).hasMessageContaining("expected an operator");
        assertThatThrownBy(() -> formula("find(used, '(')")).hasMessageContaining("not a pattern");
        assertThatThrownBy(() -> formula("nofun(used)")).hasMessageContaining("no function or map");
        assertThatThrownBy(() -> formula("(".repeat(1000))).isInstanceOf(FormulaException.class);
    }
}

package vor.server.collect.snmp.facts;

import java.util.Map;
import java.util.Set;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/**
 * What a field of a row holds, as a profile writes it: {@code 100 * used / (used + free)}, {@code find(descr, '@ (\d+)')},
 * {@code entPhysicalName[physical]}. Never fails on what agents say: what is missing is the empty text, and NaN as a number.
 * Immutable; any thread.
 */
public final class Formula {
    static final Formula NOTHING = constant("");

    /** Gives a text, a {@code Double} or a cell as it is. */
    @FunctionalInterface
    interface Node {
        Object of(Row row);
    }

    private final Node node;
    private final Set<Oid> columns;

    Formula(Node node, Set<Oid> columns) {
        this.node = node;
        this.columns = Set.copyOf(columns);
    }

    /** The same for every row. */
    public static Formula constant(String text) {
        return new Formula(row -> text, Set.of());
    }

    /**
     * @param columns the columns that it may name
     * @param maps value maps, each of which is a function; {@code else} is for all other values
     * @throws FormulaException with the place of what is wrong
     */
    public static Formula parse(String text, Map<String, Oid> columns, Map<String, Map<String, String>> maps)
            throws FormulaException {
        return new FormulaParser(text, columns, maps).formula();
    }

    /** The columns that it reads. */
    public Set<Oid> columns() {
        return columns;
    }

    /** Without blanks at its ends. */
    String text(Row row) {
        return text(node.of(row)).strip();
    }

    double number(Row row) {
        return number(node.of(row));
    }

    boolean holds(Row row) {
        return holds(node.of(row));
    }

    static String text(Object value) {
        return switch (value) {
            case Value v -> Cells.text(v);
            case Double d -> Double.isNaN(d) ? "" : d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString(d.longValue()) : d.toString();
            default -> value.toString();
        };
    }

    static double number(Object value) {
        return switch (value) {
            case Value v -> Cells.real(v);
            case Double d -> d;
            default -> Cells.real(value.toString());
        };
    }

    static boolean holds(Object value) {
        return value instanceof Double d ? d != 0 && !Double.isNaN(d) : !text(value).isEmpty();
    }

    static Object cell(Row row, Oid column, Oid index) {
        Value value = row.mib().cell(column, index);
        return value == null ? "" : value;
    }
}

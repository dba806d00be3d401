package vor.lab.agent;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/**
 * The columns that all boxes of a kind have. Holds nothing of any single box, so that ten thousand of them cost no more
 * than one; a cell is computed when it is asked for.
 *
 * @param <B> what is known of one box
 */
public final class Shape<B> {
    private final List<Column<B>> columns;
    private final Oid[] roots;

    private Shape(List<Column<B>> columns) {
        this.columns = columns;
        roots = columns.stream().map(Column::root).toArray(Oid[]::new);
        for (int i = 1; i < roots.length; i++) {
            if (roots[i].startsWith(roots[i - 1])) {
                throw new IllegalArgumentException(roots[i] + " lies in " + roots[i - 1]);
            }
        }
    }

    @SafeVarargs
    public static <B> Shape<B> of(List<Column<B>>... groups) {
        return new Shape<>(Stream.of(groups).flatMap(List::stream).sorted(Comparator.comparing(Column::root)).toList());
    }

    /** Computes one cell; null where the row has none in this column. */
    @FunctionalInterface
    public interface Cell<B> {
        @Nullable Value of(B box, int row, double now);
    }

    /** @param rows may differ from box to box */
    public record Column<B>(Oid root, Function<B, Rows> rows, Cell<B> cell) {

        /** @param oid without its {@code .0} */
        public static <B> Column<B> scalar(String oid, Cell<B> cell) {
            return new Column<>(Oid.of(oid), b -> Rows.SCALAR, cell);
        }
    }

    /** The objects of one box. */
    public Tree tree(B box) {
        return new Tree() {
            @Override
            public @Nullable Value get(Oid oid, double now) {
                return Shape.this.get(box, oid, now);
            }

            @Override
            public @Nullable Binding next(Oid oid, double now) {
                return Shape.this.next(box, oid, now);
            }
        };
    }

    private @Nullable Value get(B box, Oid oid, double now) {
        int at = columnOf(oid);
        if (at < 0 || !oid.startsWith(roots[at])) {
            return null;
        }
        Column<B> column = columns.get(at);
        int row = column.rows.apply(box).find(oid, roots[at].size());
        return row < 0 ? null : column.cell.of(box, row, now);
    }

    private @Nullable Binding next(B box, Oid oid, double now) {
        int at = columnOf(oid);
        if (at >= 0 && oid.startsWith(roots[at])) {
            Binding found = from(box, at, columns.get(at).rows.apply(box).after(oid, roots[at].size()), now);
            if (found != null) {
                return found;
            }
        }
        for (int next = at + 1; next < roots.length; next++) {
            Binding found = from(box, next, 0, now);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Binding from(B box, int at, int first, double now) {
        Column<B> column = columns.get(at);
        Rows rows = column.rows.apply(box);
        for (int row = first; row < rows.size(); row++) {
            Value value = column.cell.of(box, row, now);
            if (value != null) {
                return new Binding(rows.cell(roots[at], row), value);
            }
        }
        return null;
    }

    /** The last column whose root is not behind the OID; below 0 where all are. */
    private int columnOf(Oid oid) {
        int found = Arrays.binarySearch(roots, oid);
        return found >= 0 ? found : -found - 2;
    }
}

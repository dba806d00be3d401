package vor.lab.agent;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import vor.wire.snmp.Oid;

/** The indexes of a table's rows, in order. Immutable, and shared by all boxes that have the same rows. */
public final class Rows {
    private static final Comparator<int[]> ORDER = Arrays::compareUnsigned;

    /** Of scalars: the one instance, {@code .0}. */
    public static final Rows SCALAR = of(List.of(new int[] {0}));

    private final int[][] indexes;

    private Rows(int[][] indexes) {
        this.indexes = indexes;
    }

    /** @param indexes in order, each once */
    public static Rows of(List<int[]> indexes) {
        int[][] rows = indexes.toArray(int[][]::new);
        for (int i = 1; i < rows.length; i++) {
            if (ORDER.compare(rows[i - 1], rows[i]) >= 0) {
                throw new IllegalArgumentException("rows out of order: " + Arrays.toString(rows[i - 1]) + " before "
                        + Arrays.toString(rows[i]));
            }
        }
        return new Rows(rows);
    }

    /** Sorts what will be rows by their indexes. */
    public static <T> List<T> sorted(List<T> rows, Function<T, int[]> index) {
        return rows.stream().sorted(Comparator.comparing(index, ORDER)).toList();
    }

    public int size() {
        return indexes.length;
    }

    Oid cell(Oid column, int row) {
        return column.with(indexes[row]);
    }

    /** The row with exactly that index behind so many parts of the OID; below 0 where there is none. */
    int find(Oid oid, int from) {
        int row = after(oid, from) - 1;
        return row >= 0 && compare(indexes[row], oid, from) == 0 ? row : -1;
    }

    /** The first row whose index is greater than what the OID has behind so many parts. */
    int after(Oid oid, int from) {
        int low = 0;
        int high = indexes.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (compare(indexes[middle], oid, from) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(int[] index, Oid oid, int from) {
        int length = Math.min(index.length, oid.size() - from);
        for (int i = 0; i < length; i++) {
            int part = oid.part(from + i);
            if (index[i] != part) {
                return Integer.compareUnsigned(index[i], part);
            }
        }
        return Integer.compare(index.length, oid.size() - from);
    }
}

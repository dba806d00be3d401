package vor.server.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns in line, for people at a terminal; columns in which nothing stands are left out. */
final class TextTable {
    private static final int WIDEST = 44;

    private final List<String[]> rows = new ArrayList<>();
    private final int columns;

    TextTable(String... heads) {
        columns = heads.length;
        rows.add(heads.clone());
    }

    void row(String... cells) {
        rows.add(Arrays.stream(cells).map(TextTable::cut).toArray(String[]::new));
    }

    private static String cut(String cell) {
        return cell.length() > WIDEST ? cell.substring(0, WIDEST - 1) + "…" : cell;
    }

    @Override
    public String toString() {
        int[] widths = new int[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            boolean empty = rows.stream().skip(1).allMatch(r -> r[column].isEmpty());
            widths[c] = empty ? 0 : rows.stream().mapToInt(r -> r[column].length()).max().orElse(0);
        }
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> append(text, row, widths));
        return rows.size() == 1 ? "" : text.toString();
    }

    private static void append(StringBuilder text, String[] row, int[] widths) {
        StringBuilder line = new StringBuilder("  ");
        for (int c = 0; c < row.length; c++) {
            if (widths[c] > 0) {
                line.append(row[c]).append(" ".repeat(widths[c] - row[c].length() + 2));
            }
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}

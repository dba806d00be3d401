package vor.server.collect.snmp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Value;

/**
 * One walk over several columns of a table at once. Columns end each for itself, so that sparse ones lose nothing; a
 * column whose objects do not grow is cut off there, as it would never end. Pure.
 */
final class Walk {
    /** Rows of one column; whoever has more is not asked for them. */
    static final int MOST_ROWS = 200_000;

    /** Of one walk, as held in memory, by a rough count: an agent cannot make us hold more. */
    private static final long MOST_BYTES = 32_000_000;
    private static final int ROW = 160;
    private static final int NO_SUCH_NAME = 2;

    private final Map<Oid, NavigableMap<Oid, Value>> rows = new LinkedHashMap<>();
    private final List<Column> open = new ArrayList<>();
    private final int mostRows;
    private final long mostBytes;
    private List<Column> asked = List.of();
    private String trouble = "";
    private long weight;

    private static final class Column {
        final Oid oid;
        Oid cursor;

        Column(Oid oid) {
            this.oid = oid;
            cursor = oid;
        }
    }

    Walk(List<Oid> columns) {
        this(columns, MOST_ROWS, MOST_BYTES);
    }

    /**
     * @param mostRows of one column
     * @param mostBytes of all together, by a rough count of what they take in memory
     */
    Walk(List<Oid> columns, int mostRows, long mostBytes) {
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
        for (Oid column : columns) {
            rows.put(column, new TreeMap<>());
            open.add(new Column(column));
        }
    }

    boolean done() {
        return open.isEmpty();
    }

    /** Of each column the rows so far, by their index. */
    Map<Oid, NavigableMap<Oid, Value>> rows() {
        return rows;
    }

    /** What was wrong with an answer, for people; empty when nothing was. */
    String trouble() {
        return trouble;
    }

    /** How many columns the next request asks at once, at most {@code most}. */
    int width(int most) {
        return Math.min(most, open.size());
    }

    /**
     * The next request.
     *
     * @param repetitions rows wanted; 0 for an agent of version 1, which is asked row by row
     * @param most columns at once
     */
    Pdu next(int id, int repetitions, int most) {
        asked = List.copyOf(open.subList(0, width(most)));
        List<Oid> cursors = asked.stream().map(c -> c.cursor).toList();
        return repetitions == 0 ? Pdu.getNext(id, cursors) : Pdu.getBulk(id, repetitions, cursors);
    }

    /**
     * Takes an answer in.
     *
     * @return how many of its values were rows of this table
     */
    int took(Pdu answer) {
        if (answer.first() == NO_SUCH_NAME && answer.second() >= 1 && answer.second() <= asked.size()) {
            open.remove(asked.get(answer.second() - 1));
            return 0;
        }
        if (answer.first() != 0 || answer.bindings().isEmpty()) {
            cutOff(asked, answer.first() != 0 ? "the agent answers with error " + answer.first() : "an empty answer");
            return 0;
        }
        int rowsTaken = 0;
        int width = asked.size();
        List<Binding> bindings = answer.bindings();
        boolean[] ended = new boolean[width];
        for (int i = 0; i < bindings.size(); i++) {
            int place = i % width;
            if (!ended[place]) {
                rowsTaken += take(asked.get(place), bindings.get(i)) ? 1 : 0;
                ended[place] = !open.contains(asked.get(place));
            }
        }
        return rowsTaken;
    }

    private boolean take(Column column, Binding binding) {
        if (binding.value() == Value.None.END_OF_MIB || !binding.oid().startsWith(column.oid)) {
            open.remove(column);
            return false;
        }
        if (binding.oid().compareTo(column.cursor) <= 0) {
            cutOff(List.of(column), "the agent goes in circles after " + column.cursor);
            return false;
        }
        NavigableMap<Oid, Value> own = rowsOf(column);
        if (own.size() >= mostRows) {
            cutOff(List.of(column), "more than " + mostRows + " rows under " + column.oid);
            return false;
        }
        weight += ROW + (binding.value() instanceof Value.Octets o ? o.bytes().length : 0);
        if (weight > mostBytes) {
            cutOff(List.copyOf(open), "more than " + mostBytes / 1_000_000 + " MB in one table");
            return false;
        }
        column.cursor = binding.oid();
        if (!(binding.value() instanceof Value.None)) {
            own.put(binding.oid().from(column.oid.size()), binding.value());
        }
        return true;
    }

    private NavigableMap<Oid, Value> rowsOf(Column column) {
        @Nullable NavigableMap<Oid, Value> own = rows.get(column.oid);
        return own == null ? new TreeMap<>() : own;
    }

    private void cutOff(List<Column> columns, String why) {
        open.removeAll(columns);
        trouble = trouble.isEmpty() ? why : trouble;
    }

    /** Gives up what is still open. */
    void giveUp(String why) {
        cutOff(List.copyOf(open), why);
    }
}

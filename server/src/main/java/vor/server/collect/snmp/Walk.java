package vor.server.collect.snmp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vor.server.collect.snmp.facts.Column;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Value;

/**
 * One walk over several columns of a table at once. Columns end each for itself, so that sparse ones lose nothing. An
 * agent may tell its rows out of their order, though it must not (RFC 3416, 4.2.2); where it tells one for the second time
 * it goes in circles, and the column is cut off. Pure.
 */
final class Walk {
    /** Rows of one column; whoever has more is not asked for them. */
    static final int MOST_ROWS = 200_000;

    /** Of one walk, as held in memory, by a rough count: an agent cannot make us hold more. */
    private static final long MOST_BYTES = 32_000_000;
    private static final int ROW = 160;
    /** Each costs a move of those behind it. */
    private static final int MOST_OUT_OF_ORDER = 10_000;
    private static final int NO_SUCH_NAME = 2;

    private final Map<Oid, Column> rows = new LinkedHashMap<>();
    private final List<Track> open = new ArrayList<>();
    private final int mostRows;
    private final long mostBytes;
    private List<Track> asked = List.of();
    private String trouble = "";
    private long weight;

    /** How far one column has been walked. */
    private static final class Track {
        final Oid oid;
        final Column rows = new Column();
        Oid cursor;
        boolean ended;
        int outOfOrder;

        Track(Oid oid) {
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
            Track track = new Track(column);
            rows.put(column, track.rows);
            open.add(track);
        }
    }

    boolean done() {
        return open.isEmpty();
    }

    /** Of each column the rows so far, by their index. */
    Map<Oid, Column> rows() {
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
            end(asked.get(answer.second() - 1));
            return 0;
        }
        if (answer.first() != 0 || answer.bindings().isEmpty()) {
            cutOff(asked, answer.first() != 0 ? "the agent answers with error " + answer.first() : "an empty answer");
            return 0;
        }
        int rowsTaken = 0;
        int place = 0;
        Oid index = asked.getFirst().oid;
        for (Binding binding : answer.bindings()) {
            Track track = asked.get(place);
            if (!track.ended && goesOn(track, binding)) {
                index = index(binding.oid(), track.oid.size(), index);
                rowsTaken += take(track, index, binding) ? 1 : 0;
            }
            place = place + 1 == asked.size() ? 0 : place + 1;
        }
        return rowsTaken;
    }

    /** The columns of a table mostly have the same rows: they share the names of them. */
    private static Oid index(Oid object, int from, Oid likely) {
        return object.endsWith(likely, from) ? likely : object.from(from);
    }

    private boolean goesOn(Track track, Binding binding) {
        if (binding.value() == Value.None.END_OF_MIB || !binding.oid().startsWith(track.oid)) {
            end(track);
            return false;
        }
        return true;
    }

    private boolean take(Track track, Oid index, Binding binding) {
        weight += ROW + (binding.value() instanceof Value.Octets o ? o.bytes().length : 0);
        boolean growing = binding.oid().compareTo(track.cursor) > 0;
        String wrong = wrong(track, growing, index);
        if (!wrong.isEmpty()) {
            cutOff(weight > mostBytes ? List.copyOf(open) : List.of(track), wrong);
            return false;
        }
        track.outOfOrder += growing ? 0 : 1;
        track.cursor = binding.oid();
        track.rows.add(index, binding.value());
        return true;
    }

    /** Why the column is not walked any further; empty when it is. */
    private String wrong(Track track, boolean growing, Oid index) {
        if (weight > mostBytes) {
            return "more than " + mostBytes / 1_000_000 + " MB in one table";
        }
        if (track.rows.size() >= mostRows) {
            return "more than " + mostRows + " rows under " + track.oid;
        }
        boolean again = !growing && (index.size() == 0 || track.rows.containsKey(index));
        return again || track.outOfOrder > MOST_OUT_OF_ORDER ? "the agent goes in circles after " + track.cursor : "";
    }

    private void end(Track track) {
        track.ended = true;
        open.remove(track);
    }

    private void cutOff(List<Track> tracks, String why) {
        tracks.forEach(this::end);
        trouble = trouble.isEmpty() ? why : trouble;
    }

    /** Gives up what is still open. */
    void giveUp(String why) {
        cutOff(List.copyOf(open), why);
    }
}

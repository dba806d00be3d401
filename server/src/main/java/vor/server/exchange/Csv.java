package vor.server.exchange;

import java.util.ArrayList;
import java.util.List;
import vor.server.inventory.Faults;
import vor.server.inventory.Spot;

/**
 * RFC 4180, read row by row: cells between separators, quotes doubled within quotes, line ends of any system. The separator
 * is a comma, a semicolon or a tab, whichever the first line has most of.
 */
final class Csv {
    private static final int MOST_CELLS = 200;
    private static final String SEPARATORS = ",;\t";

    /** What spreadsheets write in a first line of its own. */
    private static final String TOLD = "sep=";

    private final String text;
    private final Faults faults;
    private final char separator;
    private int at;
    private int line = 1;
    private int lineStart;

    /** What a cell holds, without its quotes. */
    record Cell(String text, Spot spot) {}

    Csv(String text, Faults faults) {
        this.text = text;
        this.faults = faults;
        boolean told = text.length() > TOLD.length() && text.startsWith(TOLD);
        separator = told ? text.charAt(TOLD.length()) : separator(text);
        if (told) {
            at = TOLD.length() + 1;
            endOfLine();
        }
    }

    private static char separator(String text) {
        int[] seen = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            int which = quoted ? -1 : SEPARATORS.indexOf(c);
            if (which >= 0) {
                seen[which]++;
            }
        }
        int best = 0;
        for (int i = 1; i < seen.length; i++) {
            best = seen[i] > seen[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }

    boolean hasNext() {
        return at < text.length();
    }

    /** The next row; one empty cell for an empty line. */
    List<Cell> next() {
        List<Cell> cells = new ArrayList<>();
        Spot begin = spot();
        do {
            Cell cell = cell();
            if (cells.size() < MOST_CELLS) {
                cells.add(cell);
            } else if (cells.size() == MOST_CELLS) {
                cells.add(cell);
                faults.add(begin, "", "the line has more than " + MOST_CELLS + " cells", "");
            }
        } while (taken(separator));
        endOfLine();
        return cells;
    }

    private Cell cell() {
        Spot spot = spot();
        if (!taken('"')) {
            int from = at;
            while (at < text.length() && text.charAt(at) != separator && !isLineEnd()) {
                at++;
            }
            return new Cell(text.substring(from, at), spot);
        }
        String quoted = quoted(spot);
        if (at < text.length() && text.charAt(at) != separator && !isLineEnd()) {
            faults.add(spot(), "", "there is something behind the closing quote", "a quote within quotes is written twice");
            while (at < text.length() && text.charAt(at) != separator && !isLineEnd()) {
                at++;
            }
        }
        return new Cell(quoted, spot);
    }

    private String quoted(Spot begin) {
        StringBuilder cell = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
                lineIf(c);
            } else if (taken('"')) {
                cell.append('"');
            } else {
                return cell.toString().replace("\r\n", "\n");
            }
        }
        faults.add(begin, "", "the quote is never closed", "end the cell with a quote; a quote within is written twice");
        return cell.toString();
    }

    private boolean taken(char c) {
        boolean is = at < text.length() && text.charAt(at) == c;
        at += is ? 1 : 0;
        return is;
    }

    private boolean isLineEnd() {
        char c = text.charAt(at);
        return c == '\n' || c == '\r';
    }

    /** Also the lone carriage return of old systems. */
    private void endOfLine() {
        boolean carriage = taken('\r');
        if (taken('\n') || carriage) {
            line++;
            lineStart = at;
        }
    }

    private void lineIf(char c) {
        if (c == '\n') {
            line++;
            lineStart = at;
        }
    }

    private Spot spot() {
        return new Spot(line, at - lineStart + 1);
    }
}

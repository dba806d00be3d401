package vor.server.exchange;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import vor.server.exchange.Csv.Cell;
import vor.server.inventory.Batch;
import vor.server.inventory.Batch.Lay;
import vor.server.inventory.Kind;
import vor.server.inventory.Near;
import vor.server.inventory.Placed;
import vor.server.inventory.Spot;
import vor.server.inventory.Text;

/**
 * Devices as a table. The first line names the columns, in any order; a column that is missing leaves what it is about
 * alone, an empty cell empties it.
 */
final class CsvReader {
    static final List<String> COLUMNS = List.of(
            "name", "profile", "addresses", "uplinks", "ports", "toPorts", "networks", "tags", "plans", "x", "y", "width",
            "height", "latitude", "longitude", "note");

    private static final List<String> LISTS = List.of("addresses", "networks", "tags");
    private static final List<String> BOX = List.of("x", "y", "width", "height");
    private static final List<String> EARTH = List.of("latitude", "longitude");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}([.,][0-9]{1,18})?([eE][-+]?[0-9]{1,2})?");

    private final Draft draft = new Draft();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Map<String, Integer> firstLine = new HashMap<>();
    private int width;

    private CsvReader() {}

    static Batch read(String text) {
        CsvReader reader = new CsvReader();
        reader.table(new Csv(text, reader.draft.faults));
        return reader.draft.batch(Set.of(Kind.DEVICE), Map.of("uplinks", Lay.COMPLETE, "placements", Lay.COMPLETE));
    }

    private void table(Csv csv) {
        if (!csv.hasNext()) {
            throw Source.malformed("the file is empty", "the first line names the columns", Spot.UNKNOWN);
        }
        header(csv.next());
        while (csv.hasNext()) {
            List<Cell> row = csv.next();
            boolean empty = row.size() == 1 && row.getFirst().text().isBlank();
            if (!empty && !columns.isEmpty()) {
                row(row);
            }
        }
    }

    private void header(List<Cell> cells) {
        width = cells.size();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String wanted = cell.text().strip();
            Optional<String> known = COLUMNS.stream().filter(c -> c.equalsIgnoreCase(wanted)).findFirst();
            if (known.isEmpty()) {
                draft.faults.add(cell.spot(), wanted.length() > 64 ? "" : wanted, "there is no such column", hint(wanted));
            } else if (columns.putIfAbsent(known.get(), i) != null) {
                draft.faults.add(cell.spot(), known.get(), "the column stands here twice", "");
            }
        }
        if (!columns.containsKey("name")) {
            Spot spot = cells.getFirst().spot();
            draft.faults.add(spot, "name", "the column is missing", "the first line names the columns: " + String.join(", ", COLUMNS));
            columns.clear();
            return;
        }
        together("uplinks", "ports", "toPorts");
        together("plans", BOX.toArray(String[]::new));
    }

    private static String hint(String wanted) {
        String near = Near.hint(wanted.toLowerCase(Locale.ROOT), COLUMNS);
        return near.isEmpty() ? "columns: " + String.join(", ", COLUMNS) : near;
    }

    private void together(String first, String... others) {
        if (!columns.containsKey(first)) {
            Stream.of(others).filter(columns::containsKey).forEach(o -> draft.faults.add(
                    new Spot(1, 1), o, "the column goes with the column " + first + ", which is missing", ""));
        }
    }

    private void row(List<Cell> row) {
        Spot begin = row.getFirst().spot();
        if (row.size() != width) {
            draft.faults.add(begin, "", "has " + row.size() + " cells; the first line has " + width,
                    "a cell with a separator in it stands in double quotes");
            return;
        }
        Row r = new Row(row);
        String name = r.text("name");
        @Nullable Integer before = firstLine.putIfAbsent(name, begin.line());
        if (name.isEmpty() || before != null) {
            String message = name.isEmpty() ? "the name is empty" : Text.quoted(name) + " stands here twice; first in line " + before;
            draft.faults.add(r.spot("name"), "name", message, "");
            return;
        }
        r.device(draft.device(name, r.spot("name")));
    }

    /** One line of the table. */
    private final class Row {
        private final List<Cell> cells;

        Row(List<Cell> cells) {
            this.cells = cells;
        }

        private boolean has(String column) {
            return columns.containsKey(column);
        }

        private Optional<Cell> cell(String column) {
            @Nullable Integer at = columns.get(column);
            return at == null || at >= cells.size() ? Optional.empty() : Optional.of(cells.get(at));
        }

        String text(String column) {
            return cell(column).map(c -> Cells.value(c.text())).orElse("");
        }

        Spot spot(String column) {
            return cell(column).map(Cell::spot).orElse(cells.getFirst().spot());
        }

        private List<String> words(String column) {
            Optional<List<String>> words = Cells.split(text(column));
            if (words.isEmpty()) {
                fault(column, "a quote of the list is not closed, or has no space behind it", "words with spaces in them stand in quotes");
            }
            return words.orElse(List.of());
        }

        private void fault(String column, String message, String hint) {
            draft.faults.add(spot(column), column, message, hint);
        }

        void device(Entry entry) {
            if (!text("profile").isEmpty()) {
                entry.text("profile", text("profile"), spot("profile"));
            }
            for (String list : LISTS) {
                if (has(list)) {
                    entry.list(list, spot(list));
                    words(list).forEach(w -> entry.add(list, Placed.text(w, spot(list))));
                }
            }
            if (has("uplinks")) {
                uplinks(entry.list("uplinks", spot("uplinks")));
            }
            if (has("plans") || has("latitude") || has("longitude")) {
                placements(entry);
            }
            if (has("note")) {
                entry.text("note", text("note"), spot("note"));
            }
        }

        private void uplinks(Entry entry) {
            List<String> above = words("uplinks");
            List<String> ports = inStep("ports", above.size());
            List<String> toPorts = inStep("toPorts", above.size());
            for (int i = 0; i < above.size(); i++) {
                Map<String, Placed> uplink = new LinkedHashMap<>();
                if (!ports.isEmpty()) {
                    uplink.put("port", Placed.text(ports.get(i), spot("ports")));
                }
                uplink.put("to", Placed.text(above.get(i), spot("uplinks")));
                if (!toPorts.isEmpty()) {
                    uplink.put("toPort", Placed.text(toPorts.get(i), spot("toPorts")));
                }
                entry.add("uplinks", Placed.object(uplink, spot("uplinks")));
            }
        }

        /** As many words as there are uplinks, or none; a cell without any stands for ports that nobody knows. */
        private List<String> inStep(String column, int many) {
            if (!has(column)) {
                return List.of();
            }
            List<String> words = words(column);
            if (words.isEmpty()) {
                return Collections.nCopies(many, "");
            }
            if (words.size() != many) {
                fault(column, "has " + words.size() + " words, but there are " + many + " uplinks", "one for each uplink, \"\" where it is not known");
                return List.of();
            }
            return words;
        }

        private void placements(Entry entry) {
            Spot spot = has("plans") ? spot("plans") : spot("latitude");
            entry.list("placements", spot);
            List<String> plans = has("plans") ? words("plans") : List.of();
            Map<String, List<String>> box = new LinkedHashMap<>();
            BOX.forEach(column -> box.put(column, numbers(column, plans.size())));
            for (int i = 0; i < plans.size(); i++) {
                Map<String, Placed> placement = new LinkedHashMap<>();
                placement.put("plan", Placed.text(plans.get(i), spot));
                for (String column : BOX) {
                    List<String> words = box.getOrDefault(column, List.of());
                    if (i < words.size()) {
                        number(column, words.get(i)).ifPresent(n -> placement.put(column, n));
                    }
                }
                entry.add("placements", Placed.object(placement, spot));
            }
            earth(entry);
        }

        private List<String> numbers(String column, int many) {
            List<String> words = words(column);
            if (has(column) && words.size() != many) {
                fault(column, "has " + words.size() + " numbers, but there are " + many + " plans", "one for each plan");
                return List.of();
            }
            return words;
        }

        private void earth(Entry entry) {
            Map<String, Placed> placement = new LinkedHashMap<>();
            EARTH.stream()
                    .filter(c -> !text(c).isBlank())
                    .forEach(c -> number(c, text(c).strip()).ifPresent(n -> placement.put(c, n)));
            if (!placement.isEmpty()) {
                entry.add("placements", Placed.object(placement, spot("latitude")));
            }
        }

        private Optional<Placed> number(String column, String word) {
            if (!NUMBER.matcher(word).matches()) {
                fault(column, "expected a number, got " + Text.quoted(word), "");
                return Optional.empty();
            }
            double number = Double.parseDouble(word.replace(',', '.'));
            return Optional.of(Placed.leaf(JsonNodeFactory.instance.numberNode(number), spot(column)));
        }
    }
}

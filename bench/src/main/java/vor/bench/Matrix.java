package vor.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened against what was said: named first, named last, and for certain. */
final class Matrix {
    private static final List<String> CAUSES = List.of(
            "power-or-cable", "switched-off", "hangs", "booting", "unconfigured", "parent-silent", "agent-silent", "none");

    private final Map<Mishap.Kind, Map<String, Cell>> rows = new EnumMap<>(Mishap.Kind.class);
    private final Map<Mishap.Kind, Integer> sums = new EnumMap<>(Mishap.Kind.class);

    private static final class Cell {
        private int first;
        private int last;
        private int certain;

        @Override
        public String toString() {
            return first + last == 0 ? "" : first + " → " + last + (certain == 0 ? "" : " (" + certain + ")");
        }
    }

    Matrix(List<Mishap> mishaps) {
        mishaps.forEach(this::add);
    }

    private void add(Mishap m) {
        sums.merge(m.kind(), 1, Integer::sum);
        cell(m, m.first()).first++;
        Cell last = cell(m, m.last());
        last.last++;
        last.certain += m.last().filter(Mishap.Said::certain).isPresent() ? 1 : 0;
    }

    private Cell cell(Mishap m, Optional<Mishap.Said> said) {
        return rows.computeIfAbsent(m.kind(), k -> new LinkedHashMap<>())
                .computeIfAbsent(said.map(Mishap.Said::cause).orElse("none"), c -> new Cell());
    }

    /** As a table of Markdown, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| what happened | | " + String.join(" | ", CAUSES) + " |");
        lines.add("|---|--:|" + "--:|".repeat(CAUSES.size()));
        rows.forEach((kind, cells) -> {
            List<String> shown = CAUSES.stream().map(c -> cells.containsKey(c) ? cells.get(c).toString() : "").toList();
            lines.add("| " + kind.words + " | " + sums.get(kind) + " | " + String.join(" | ", shown) + " |");
        });
        return lines;
    }
}

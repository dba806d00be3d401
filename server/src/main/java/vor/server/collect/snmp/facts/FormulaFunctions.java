package vor.server.collect.snmp.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.server.collect.snmp.facts.Formula.Node;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** What formulas may call. */
final class FormulaFunctions {
    static final Set<String> NAMES = Set.of(
            "first", "has", "pow10", "log10", "lower", "mac", "address", "flags", "port", "portWithin", "portOf", "measured", "member", "round");

    private FormulaFunctions() {}

    static Optional<Node> of(String name, List<Node> given) {
        List<Node> all = List.copyOf(given);
        return switch (name) {
            case "first" -> all.isEmpty() ? Optional.empty() : Optional.of(row -> first(row, all));
            case "flags" -> all.size() < 2 ? Optional.empty() : Optional.of(row -> flags(row, all));
            default -> all.size() == 1 ? one(name, all.getFirst()) : Optional.empty();
        };
    }

    private static Optional<Node> one(String name, Node a) {
        return Optional.ofNullable(
                switch (name) {
                    case "has" -> row -> Formula.text(a.of(row)).isEmpty() ? 0.0 : 1.0;
                    case "pow10" -> row -> Math.pow(10, Formula.number(a.of(row)));
                    case "log10" -> row -> log10(Formula.number(a.of(row)));
                    case "round" -> row -> Math.rint(Formula.number(a.of(row)));
                    case "measured" -> row -> measured(Formula.number(a.of(row)));
                    case "lower" -> row -> Formula.text(a.of(row)).toLowerCase(Locale.ROOT);
                    case "mac" -> row -> a.of(row) instanceof Value v ? Cells.mac(v) : "";
                    case "address" -> row -> address(a.of(row));
                    case "port" -> row -> row.names().ofIndex((long) Formula.number(a.of(row)));
                    case "portWithin" -> row -> row.names().within(Formula.text(a.of(row)));
                    case "portOf" -> row -> row.entities().port(Formula.text(a.of(row)), row.names());
                    case "member" -> row -> row.entities().member(Formula.text(a.of(row)));
                    default -> null;
                });
    }

    private static Object first(Row row, List<Node> all) {
        for (Node n : all) {
            Object value = n.of(row);
            if (!Formula.text(value).isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** Agents say with a billion (RFC 3433), or more, that the value is below or above what they can tell. */
    private static Object measured(double x) {
        return Math.abs(x) >= 1e9 ? Double.NaN : x;
    }

    private static Object log10(double x) {
        return x > 0 ? Math.log10(x) : Double.NaN;
    }

    private static Object address(Object value) {
        return switch (value) {
            case Value.Octets o -> Addresses.of(o.bytes());
            case Value.Ip ip -> Cells.address(ip.address());
            default -> "";
        };
    }

    /** The names of the bits that are set, counted from the lowest of a big-endian number. */
    private static Object flags(Row row, List<Node> all) {
        long bits = 0;
        Object value = all.getFirst().of(row);
        if (value instanceof Value.Octets o && o.bytes().length <= 8) {
            for (byte b : o.bytes()) {
                bits = bits << 8 | b & 255;
            }
        } else {
            bits = (long) Formula.number(value);
        }
        List<String> set = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            if ((bits >> (i - 1) & 1) == 1) {
                set.add(Formula.text(all.get(i).of(row)));
            }
        }
        return String.join(" ", set);
    }

    static Object find(String text, Pattern pattern) {
        Matcher m = pattern.matcher(text);
        if (!m.find()) {
            return "";
        }
        String found = m.groupCount() > 0 ? m.group(1) : m.group();
        return found == null ? "" : found;
    }

    static Object extreme(Row row, Oid column, Node condition, boolean least) {
        double best = Double.NaN;
        for (Map.Entry<Oid, Value> e : row.mib().column(column).below(row.index())) {
            double value = Cells.real(e.getValue());
            boolean better = Double.isNaN(best) || (least ? value < best : value > best);
            best = better && Formula.holds(condition.of(row.at(e.getKey()))) ? value : best;
        }
        return best;
    }
}

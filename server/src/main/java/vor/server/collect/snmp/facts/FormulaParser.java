package vor.server.collect.snmp.facts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import vor.server.collect.snmp.facts.Formula.Node;
import vor.wire.snmp.Oid;

/**
 * Reads formulas by descent: or, and, not, comparison, sum and {@code &} (texts joined), product, then a number, a text in
 * single quotes, a column with an index of its own in brackets, {@code index}, or a function.
 */
final class FormulaParser {
    private static final int DEEPEST = 50;

    private final String text;
    private final Map<String, Oid> columns;
    private final Map<String, Map<String, String>> maps;
    private final Set<Oid> read = new LinkedHashSet<>();
    private int at;
    private int depth;

    FormulaParser(String text, Map<String, Oid> columns, Map<String, Map<String, String>> maps) {
        this.text = text;
        this.columns = columns;
        this.maps = maps;
    }

    Formula formula() throws FormulaException {
        Node node = or();
        space();
        if (at < text.length()) {
            throw wrong("expected an operator or the end, got \"" + text.substring(at) + "\"");
        }
        return new Formula(node, read);
    }

    private Node or() throws FormulaException {
        if (++depth > DEEPEST) {
            throw wrong("nested too deep");
        }
        Node left = and();
        while (word("or")) {
            Node a = left;
            Node b = and();
            left = row -> truth(Formula.holds(a.of(row)) || Formula.holds(b.of(row)));
        }
        depth--;
        return left;
    }

    private Node and() throws FormulaException {
        Node left = not();
        while (word("and")) {
            Node a = left;
            Node b = not();
            left = row -> truth(Formula.holds(a.of(row)) && Formula.holds(b.of(row)));
        }
        return left;
    }

    private Node not() throws FormulaException {
        if (word("not")) {
            Node a = comparison();
            return row -> truth(!Formula.holds(a.of(row)));
        }
        return comparison();
    }

    private Node comparison() throws FormulaException {
        Node a = sum();
        for (String sign : List.of("==", "!=", "<=", ">=", "<", ">", "~")) {
            if (sign(sign)) {
                return sign.equals("~") ? matching(a) : compared(a, sign, sum());
            }
        }
        return a;
    }

    private Node matching(Node a) throws FormulaException {
        Pattern pattern = pattern();
        return row -> truth(pattern.matcher(Formula.text(a.of(row))).find());
    }

    private static Node compared(Node a, String sign, Node b) {
        return row -> {
            Object x = a.of(row);
            Object y = b.of(row);
            double m = Formula.number(x);
            double n = Formula.number(y);
            return truth(switch (sign) {
                case "==" -> same(x, y, m, n);
                case "!=" -> !same(x, y, m, n);
                case "<=" -> m <= n;
                case ">=" -> m >= n;
                case "<" -> m < n;
                default -> m > n;
            });
        };
    }

    private static boolean same(Object x, Object y, double m, double n) {
        return x instanceof Double || y instanceof Double ? m == n : Formula.text(x).equals(Formula.text(y));
    }

    private static Object truth(boolean b) {
        return b ? 1.0 : 0.0;
    }

    private Node sum() throws FormulaException {
        Node left = product();
        while (true) {
            Node a = left;
            if (sign("+")) {
                Node b = product();
                left = row -> Formula.number(a.of(row)) + Formula.number(b.of(row));
            } else if (sign("-")) {
                Node b = product();
                left = row -> Formula.number(a.of(row)) - Formula.number(b.of(row));
            } else if (sign("&")) {
                Node b = product();
                left = row -> Formula.text(a.of(row)) + Formula.text(b.of(row));
            } else {
                return left;
            }
        }
    }

    private Node product() throws FormulaException {
        Node left = unary();
        while (true) {
            Node a = left;
            if (sign("*")) {
                Node b = unary();
                left = row -> Formula.number(a.of(row)) * Formula.number(b.of(row));
            } else if (sign("/")) {
                Node b = unary();
                left = row -> divided(Formula.number(a.of(row)), Formula.number(b.of(row)));
            } else {
                return left;
            }
        }
    }

    private static Object divided(double a, double b) {
        return b == 0 ? Double.NaN : a / b;
    }

    private Node unary() throws FormulaException {
        if (sign("-")) {
            Node a = primary();
            return row -> -Formula.number(a.of(row));
        }
        return primary();
    }

    private Node primary() throws FormulaException {
        space();
        if (at >= text.length()) {
            throw wrong("expected a column, a number, a 'text' or a function, got the end");
        }
        char c = text.charAt(at);
        if (c == '\'') {
            String quoted = quoted();
            return row -> quoted;
        }
        if (c >= '0' && c <= '9') {
            double number = literal();
            return row -> number;
        }
        if (sign("(")) {
            Node inside = or();
            expect(")");
            return inside;
        }
        return named(name());
    }

    private Node named(String name) throws FormulaException {
        int from = at - name.length();
        if (name.equals("index")) {
            return index();
        }
        if (sign("(")) {
            return call(name, from);
        }
        Oid column = column(name, from);
        return sign("[") ? joined(column) : row -> Formula.cell(row, column, row.index());
    }

    private Oid column(String name, int from) throws FormulaException {
        Oid column = columns.get(name);
        if (column == null) {
            throw new FormulaException(from, "\"" + name + "\" is no column of the tables of this profile");
        }
        read.add(column);
        return column;
    }

    /** {@code index}, {@code index[2]}, {@code index[2..]}, {@code index[1..3]}: parts of the row's index, from 1. */
    private Node index() throws FormulaException {
        if (!sign("[")) {
            return row -> row.index().toString();
        }
        int first = (int) literal();
        int last = first;
        if (sign("..")) {
            space();
            last = at < text.length() && text.charAt(at) == ']' ? Oid.MOST : (int) literal();
        }
        expect("]");
        int begin = Math.max(0, first - 1);
        int end = last;
        return row -> row.index().first(end).from(begin).toString();
    }

    private Node joined(Oid column) throws FormulaException {
        List<Node> parts = new ArrayList<>(List.of(or()));
        while (sign(",")) {
            parts.add(or());
        }
        expect("]");
        return row -> {
            StringBuilder index = new StringBuilder();
            parts.forEach(p -> index.append(index.isEmpty() ? "" : ".").append(Formula.text(p.of(row))));
            return Oid.parse(index.toString()).map(i -> Formula.cell(row, column, i)).orElse("");
        };
    }

    private Node call(String name, int from) throws FormulaException {
        return switch (name) {
            case "least" -> extreme(true);
            case "most" -> extreme(false);
            case "find" -> find();
            default -> simple(name, from);
        };
    }

    private Node simple(String name, int from) throws FormulaException {
        List<Node> all = new ArrayList<>();
        if (!sign(")")) {
            do {
                all.add(or());
            } while (sign(","));
            expect(")");
        }
        Map<String, String> map = maps.get(name);
        if (map != null) {
            Node a = one(all, name, from);
            String otherwise = map.getOrDefault("else", "");
            return row -> map.getOrDefault(Formula.text(a.of(row)), otherwise);
        }
        return FormulaFunctions.of(name, all).orElseThrow(() -> new FormulaException(
                from, "there is no function or map \"" + name + "\" of " + all.size() + " values; functions: "
                        + String.join(", ", new TreeSet<>(FormulaFunctions.NAMES)) + ", find, least, most"));
    }

    private static Node one(List<Node> all, String name, int from) throws FormulaException {
        if (all.size() != 1) {
            throw new FormulaException(from, name + " takes one value, not " + all.size());
        }
        return all.getFirst();
    }

    /** The least or most of a column over the rows below this one, of those for which the condition holds. */
    private Node extreme(boolean least) throws FormulaException {
        space();
        int from = at;
        Oid column = column(name(), from);
        expect(",");
        Node condition = or();
        expect(")");
        return row -> FormulaFunctions.extreme(row, column, condition, least);
    }

    private Node find() throws FormulaException {
        Node a = or();
        expect(",");
        Pattern pattern = pattern();
        expect(")");
        return row -> FormulaFunctions.find(Formula.text(a.of(row)), pattern);
    }

    private Pattern pattern() throws FormulaException {
        space();
        int from = at;
        if (at >= text.length() || text.charAt(at) != '\'') {
            throw wrong("expected a pattern in single quotes");
        }
        try {
            return Pattern.compile(quoted());
        } catch (PatternSyntaxException e) {
            throw new FormulaException(from, "not a pattern: " + e.getDescription());
        }
    }

    private String quoted() throws FormulaException {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw wrong("this text has no end: a single quote is missing");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside;
    }

    private double literal() throws FormulaException {
        space();
        int from = at;
        while (at < text.length() && (digit(at) || text.charAt(at) == '.' && digit(at + 1))) {
            at++;
        }
        try {
            return Double.parseDouble(text.substring(from, at));
        } catch (NumberFormatException e) {
            throw new FormulaException(from, "expected a number");
        }
    }

    private boolean digit(int i) {
        return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    private String name() throws FormulaException {
        int from = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        if (from == at) {
            throw wrong("expected a column, a number, a 'text' or a function, got \"" + text.charAt(at) + "\"");
        }
        return text.substring(from, at);
    }

    private boolean word(String word) {
        space();
        int end = at + word.length();
        boolean here = text.startsWith(word, at) && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
        at = here ? end : at;
        return here;
    }

    private boolean sign(String sign) {
        space();
        boolean here = text.startsWith(sign, at);
        at += here ? sign.length() : 0;
        return here;
    }

    private void expect(String sign) throws FormulaException {
        if (!sign(sign)) {
            throw wrong("expected \"" + sign + "\"");
        }
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private FormulaException wrong(String message) {
        return new FormulaException(at, message);
    }
}

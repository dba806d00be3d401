package vor.server.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One section of a YAML file that knows the place of each of its keys. A value that does not fit is noted as a problem
 * and the default is given, so that one reading finds every fault. Keys that nobody asked for are faults too.
 */
final class Settings {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9}) ?(ms|s|min|m|h)");

    private final String file;
    private final String path;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<ConfigProblem> problems;
    private final List<Settings> sections = new ArrayList<>();
    /** What stands here may be a secret that belongs elsewhere: it is not repeated. */
    private final boolean confidential;

    private record Entry(Node key, Node value) {}

    private Settings(String file, String path, List<ConfigProblem> problems, boolean confidential) {
        this.file = file;
        this.path = path;
        this.problems = problems;
        this.confidential = confidential;
    }

    static Settings of(String file, Optional<Node> root, List<ConfigProblem> problems) {
        return of(file, root, problems, false);
    }

    /** No value is repeated in a message, nor a key that is no setting. */
    static Settings confidential(String file, Optional<Node> root, List<ConfigProblem> problems) {
        return of(file, root, problems, true);
    }

    private static Settings of(String file, Optional<Node> root, List<ConfigProblem> problems, boolean confidential) {
        Settings top = new Settings(file, "", problems, confidential);
        root.ifPresent(top::fill);
        return top;
    }

    private void fill(Node node) {
        if (isEmpty(node)) {
            return;
        }
        if (!(node instanceof MappingNode map)) {
            problem(node, path, "expected keys and values here (\"key: value\"), got " + kind(node));
            return;
        }
        for (NodeTuple tuple : map.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                if (entries.put(key.getValue(), new Entry(key, tuple.getValueNode())) != null) {
                    problem(key, at(key.getValue()), "stands here twice; keep one");
                }
            } else {
                problem(tuple.getKeyNode(), path, "a key is a word, not " + kind(tuple.getKeyNode()));
            }
        }
    }

    /** Whether something stands under a key. */
    boolean has(String key) {
        return value(key).isPresent();
    }

    /** Whether keys and values stand under a key, rather than one value. */
    boolean isSection(String key) {
        return value(key).filter(MappingNode.class::isInstance).isPresent();
    }

    /** The section under a key; empty when it is not there. */
    Settings section(String key) {
        return section(key, confidential);
    }

    /** A section whose values are not repeated in messages, nor keys in it that are no settings. */
    Settings confidential(String key) {
        return section(key, true);
    }

    private Settings section(String key, boolean secret) {
        Settings section = new Settings(file, at(key), problems, secret);
        value(key).ifPresent(section::fill);
        sections.add(section);
        return section;
    }

    /** The sections of the list under a key; empty when it is not there. */
    List<Settings> sections(String key) {
        List<Settings> all = new ArrayList<>();
        int number = 0;
        for (Node item : items(key)) {
            Settings section = new Settings(file, at(key) + "[" + number++ + "]", problems, confidential);
            section.fill(item);
            all.add(section);
        }
        sections.addAll(all);
        return all;
    }

    /** The words of the list under a key; empty when it is not there. */
    List<String> texts(String key) {
        List<String> all = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                all.add(scalar.getValue());
            } else {
                problem(item, at(key), "expected a word, got " + kind(item));
            }
        }
        return all;
    }

    private List<Node> items(String key) {
        Optional<Node> node = value(key);
        if (node.isPresent() && node.get() instanceof SequenceNode list) {
            return list.getValue();
        }
        node.ifPresent(n -> problem(n, at(key), "expected a list (lines that begin with \"- \"), got " + kind(n)));
        return List.of();
    }

    /** The line of a key, from 1; 0 when it is not there. */
    int line(String key) {
        Entry entry = entries.get(key);
        return entry == null ? 0 : entry.key().getStartMark().map(m -> m.getLine() + 1).orElse(0);
    }

    /** All keys of this section, each of them then counts as known. */
    Set<String> keys() {
        asked.addAll(entries.keySet());
        return entries.keySet();
    }

    Optional<String> text(String key) {
        return read(key, "text", Optional::of);
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    Optional<Double> number(String key, double least, double most) {
        String wanted = "a number from " + plain(least) + " to " + plain(most);
        return read(key, wanted, s -> parseDouble(s).filter(d -> d >= least && d <= most));
    }

    Optional<Integer> whole(String key, int least, int most) {
        String wanted = "a whole number from " + least + " to " + most;
        return read(key, wanted, s -> parseInt(s).filter(i -> i >= least && i <= most));
    }

    /** A span such as 250ms, 1s, 5min, 1h. */
    Optional<Duration> span(String key, Duration least, Duration most) {
        String wanted = "a span from " + show(least) + " to " + show(most) + ", such as 250ms, 1s, 5min or 1h";
        return read(key, wanted, s -> parseSpan(s)
                .filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0));
    }

    /** A value that {@code parse} understands; {@code wanted} says in words what that is. */
    <T> Optional<T> read(String key, String wanted, Function<String, Optional<T>> parse) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!(node.get() instanceof ScalarNode scalar)) {
            problem(node.get(), at(key), "expected " + wanted + ", got " + kind(node.get()));
            return Optional.empty();
        }
        Optional<T> parsed = parse.apply(scalar.getValue());
        if (parsed.isEmpty()) {
            problem(scalar, at(key), "expected " + wanted + ", got " + kind(scalar));
        }
        return parsed;
    }

    /** Notes a problem at the value of a key. */
    void fault(String key, String message) {
        Entry entry = entries.get(key);
        if (entry == null) {
            problems.add(new ConfigProblem(file, 0, 0, at(key), message));
        } else {
            problem(entry.value(), at(key), message);
        }
    }

    /** Notes every key that nobody asked for, in this section and those under it. */
    void finish() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                problem(entry.key(), confidential ? path : at(key), (confidential ? "a key here " : "") + "is not a setting of Vor" + hint(key));
            }
        });
        sections.forEach(Settings::finish);
    }

    private String hint(String key) {
        return asked.stream()
                .filter(known -> Words.distance(known, key) <= 2)
                .min(Comparator.comparingInt(known -> Words.distance(known, key)))
                .map(known -> "; did you mean \"" + known + "\"?")
                .orElse("; known here: " + String.join(", ", asked));
    }

    private Optional<Node> value(String key) {
        asked.add(key);
        Entry entry = entries.get(key);
        return entry == null || isEmpty(entry.value()) ? Optional.empty() : Optional.of(entry.value());
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private void problem(Node node, String field, String message) {
        Optional<Mark> mark = node.getStartMark();
        int line = mark.map(m -> m.getLine() + 1).orElse(0);
        int column = mark.map(m -> m.getColumn() + 1).orElse(0);
        problems.add(new ConfigProblem(file, line, column, field, message));
    }

    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode s && (s.getValue().isEmpty() || s.getValue().equals("~") || s.getValue().equals("null"));
    }

    /* A file that is one word as a whole may be another file than was meant: one with a secret in it. */
    private String kind(Node node) {
        return switch (node.getNodeType()) {
            case SCALAR -> confidential || path.isEmpty() && entries.isEmpty() ? "something else" : "\"" + ((ScalarNode) node).getValue() + "\"";
            case SEQUENCE -> "a list";
            case MAPPING -> "a section";
            case ANCHOR -> "an anchor";
        };
    }

    private static Optional<Double> parseDouble(String s) {
        try {
            return Optional.of(Double.parseDouble(s)).filter(d -> !d.isNaN());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> parseInt(String s) {
        try {
            return Optional.of(Integer.parseInt(s.replace("_", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<Duration> parseSpan(String s) {
        Matcher m = SPAN.matcher(s.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        long n = Long.parseLong(m.group(1));
        return Optional.of(
                switch (m.group(2)) {
                    case "ms" -> Duration.ofMillis(n);
                    case "s" -> Duration.ofSeconds(n);
                    case "h" -> Duration.ofHours(n);
                    default -> Duration.ofMinutes(n);
                });
    }

    private static String show(Duration d) {
        return d.toMillis() % 1000 != 0
                ? d.toMillis() + "ms"
                : d.toSeconds() % 3600 == 0 ? d.toHours() + "h" : d.toSeconds() + "s";
    }

    private static String plain(double d) {
        return d == Math.rint(d) ? Long.toString((long) d) : Double.toString(d);
    }
}

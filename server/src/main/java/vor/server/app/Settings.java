package vor.server.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One section of a YAML file that knows the place of each of its keys. A value that does not fit is noted as a problem
 * and the default is given, so that one reading finds every fault. Keys that nobody asked for are faults too.
 */
final class Settings {
    private final String file;
    private final String path;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<ConfigProblem> problems;
    /** What each key says that was asked for, its default where it is not written; of the whole file. */
    private final Map<String, String> said;
    /** Where what is asked for is written down; nothing stands in such a section. */
    private final @Nullable Outline outline;

    private final List<Settings> sections = new ArrayList<>();
    private @Nullable Node here;
    /** What stands here may be a secret that belongs elsewhere: it is not repeated. */
    private final boolean confidential;

    private record Entry(Node key, Node value) {}

    private Settings(
            String file, String path, List<ConfigProblem> problems, Map<String, String> said, boolean confidential, @Nullable Outline outline) {
        this.file = file;
        this.path = path;
        this.problems = problems;
        this.said = said;
        this.confidential = confidential;
        this.outline = outline;
    }

    static Settings of(String file, Optional<Node> root, List<ConfigProblem> problems) {
        return of(file, root, problems, new TreeMap<>(), false);
    }

    /** @param said gets what each key says that is asked for, its default where it is not written */
    static Settings of(String file, Optional<Node> root, List<ConfigProblem> problems, Map<String, String> said) {
        return of(file, root, problems, said, false);
    }

    /** No value is repeated in a message, nor a key that is no setting. */
    static Settings confidential(String file, Optional<Node> root, List<ConfigProblem> problems) {
        return of(file, root, problems, new TreeMap<>(), true);
    }

    private static Settings of(
            String file, Optional<Node> root, List<ConfigProblem> problems, Map<String, String> said, boolean confidential) {
        Settings top = new Settings(file, "", problems, said, confidential, null);
        root.ifPresent(top::fill);
        return top;
    }

    /** Nothing stands here; whoever reads it tells the outline what it asks for. */
    static Settings described(Outline outline, List<ConfigProblem> problems) {
        return new Settings("", "", problems, new TreeMap<>(), false, outline);
    }

    private Settings under(String path, boolean secret, @Nullable Outline part) {
        return new Settings(file, path, problems, said, secret, part);
    }

    private void fill(Node node) {
        here = node;
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

    /** Whether something stands under a key, or is to be described. */
    boolean has(String key) {
        return outline != null || value(key).isPresent();
    }

    private boolean isSection(String key) {
        return value(key).filter(MappingNode.class::isInstance).isPresent();
    }

    /** One reader for a value, another for a section under the same key; both, when they are to be described. */
    <T> T either(String key, Supplier<T> value, Supplier<T> section) {
        if (outline == null) {
            return isSection(key) ? section.get() : value.get();
        }
        List<T> both = List.of(value.get(), section.get());
        return both.getFirst();
    }

    /** Which keys come next depends on what one says, word for word. */
    <T> T when(String key, String word, Supplier<T> then, Supplier<T> otherwise) {
        if (outline == null) {
            return value(key).filter(n -> n instanceof ScalarNode s && s.getValue().equals(word)).isPresent() ? then.get() : otherwise.get();
        }
        List<T> results = new ArrayList<>();
        outline.branch(key, Shape.forms(word), () -> results.add(then.get()), () -> results.add(otherwise.get()));
        return results.getLast();
    }

    /** The section under a key; empty when it is not there. */
    Settings section(String key) {
        return section(Key.of(key), confidential);
    }

    Settings section(Key key) {
        return section(key, confidential);
    }

    /** A section whose values are not repeated in messages, nor keys in it that are no settings. */
    Settings confidential(Key key) {
        return section(key, true);
    }

    private Settings section(Key key, boolean secret) {
        Settings section = under(at(key.name()), secret, outline == null ? null : outline.section(key));
        value(key.name()).ifPresent(section::fill);
        sections.add(section);
        return section;
    }

    /** The sections under the keys of a section, each key being a name that somebody gave. */
    Map<String, Settings> named(Key key) {
        return named(key, confidential);
    }

    /** The same without repeating a value, nor a key that is no setting. */
    Map<String, Settings> namedConfidential(Key key) {
        return named(key, true);
    }

    private Map<String, Settings> named(Key key, boolean secret) {
        if (outline != null) {
            return Map.of("NAME", under(at(key.name()) + ".NAME", secret, outline.each(key)));
        }
        Settings names = section(key, secret);
        Map<String, Settings> all = new LinkedHashMap<>();
        names.keys().forEach(name -> all.put(name, names.section(name)));
        return all;
    }

    /** The sections of the list under a key; empty when it is not there. */
    List<Settings> sections(String key) {
        return sections(Key.of(key));
    }

    List<Settings> sections(Key key) {
        if (outline != null) {
            return List.of(under(at(key.name()) + "[]", confidential, outline.items(key)));
        }
        List<Settings> all = new ArrayList<>();
        int number = 0;
        for (Node item : items(key.name())) {
            Settings section = under(at(key.name()) + "[" + number++ + "]", confidential, null);
            section.fill(item);
            all.add(section);
        }
        sections.addAll(all);
        return all;
    }

    /** The words of the list under a key; empty when it is not there. */
    List<String> texts(String key) {
        return texts(Key.of(key), Shape.list(Shape.text(), 0));
    }

    List<String> texts(Key key, ObjectNode shape) {
        if (outline != null) {
            outline.value(key, shape);
        }
        List<String> all = new ArrayList<>();
        for (Node item : items(key.name())) {
            if (item instanceof ScalarNode scalar) {
                all.add(scalar.getValue());
            } else {
                problem(item, at(key.name()), "expected a word, got " + kind(item));
            }
        }
        said.put(at(key.name()), all.isEmpty() ? "" : all.toString());
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
        return text(Key.of(key));
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    Optional<String> text(Key key) {
        return text(key, Shape.text());
    }

    Optional<String> text(Key key, ObjectNode shape) {
        return read(key, "text", shape, Optional::of);
    }

    Optional<Double> number(Key key, double least, double most) {
        String wanted = "a number from " + plain(least) + " to " + plain(most);
        return read(key, wanted, Shape.number(least, most), s -> parseDouble(s).filter(d -> d >= least && d <= most));
    }

    Optional<Integer> whole(Key key, int least, int most) {
        String wanted = "a whole number from " + least + " to " + most;
        return read(key, wanted, Shape.whole(least, most), s -> parseInt(s).filter(i -> i >= least && i <= most));
    }

    /** A span such as 250ms, 1s, 5min, 1h, 3d. */
    Optional<Duration> span(Key key, Duration least, Duration most) {
        String wanted = "a span from " + Spans.show(least) + " to " + Spans.show(most) + ", such as 250ms, 1s, 5min or 1h";
        return read(key, wanted, Shape.span(least, most), s -> Spans.parse(s)
                .filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0));
    }

    /** One of some words, whether in small letters or not; {@code wanted} says in words which. */
    <T> Optional<T> word(Key key, String wanted, Map<String, T> words) {
        return read(key, wanted, Shape.words(words), s -> Optional.ofNullable(words.get(s.toLowerCase(Locale.ROOT))));
    }

    <T> Optional<T> read(String key, String wanted, Function<String, Optional<T>> parse) {
        return read(Key.of(key), wanted, Shape.text(), parse);
    }

    /** A value that {@code parse} understands; {@code wanted} says in words what that is, {@code shape} as a schema does. */
    <T> Optional<T> read(Key key, String wanted, ObjectNode shape, Function<String, Optional<T>> parse) {
        if (outline != null) {
            outline.value(key, shape);
        }
        Optional<Node> node = value(key.name());
        said.put(at(key.name()), key.otherwise());
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!(node.get() instanceof ScalarNode scalar)) {
            problem(node.get(), at(key.name()), "expected " + wanted + ", got " + kind(node.get()));
            return Optional.empty();
        }
        Optional<T> parsed = parse.apply(scalar.getValue());
        if (parsed.isEmpty()) {
            problem(scalar, at(key.name()), "expected " + wanted + ", got " + kind(scalar));
        }
        said.put(at(key.name()), scalar.getValue());
        return parsed;
    }

    /** Notes a problem of the section as a whole. */
    void fault(String message) {
        Node node = here;
        if (node == null) {
            problems.add(new ConfigProblem(file, 0, 0, path, message));
        } else {
            problem(node, path, message);
        }
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

    private static String plain(double d) {
        return d == Math.rint(d) ? Long.toString((long) d) : Double.toString(d);
    }
}

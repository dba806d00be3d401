package vor.server.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vor.wire.statsd.Numbers;
import vor.wire.statsd.Script;

/**
 * An object of a configuration in JavaScript, read as statsd does: what is false in JavaScript counts as not written, numbers may stand in quotes. A value that does not fit is noted
 * as a problem and counts as not written, so that one reading finds every fault.
 */
final class ScriptSection {
    private final String file;
    private final String path;
    private final Map<String, Script> fields;
    private final List<ConfigProblem> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    ScriptSection(String file, String path, Map<String, Script> fields, List<ConfigProblem> problems) {
        this.file = file;
        this.path = path;
        this.fields = fields;
        this.problems = problems;
    }

    private @Nullable Script value(String key) {
        asked.add(key);
        return fields.get(key);
    }

    /** Whether it is written, whatever it says. */
    boolean has(String key) {
        return value(key) != null;
    }

    /** Whether it is true in JavaScript. */
    boolean truth(String key) {
        return truth(value(key));
    }

    /** The same; {@code otherwise} where it is not written at all. */
    boolean truth(String key, boolean otherwise) {
        Script value = value(key);
        return value == null ? otherwise : truth(value);
    }

    static boolean truth(@Nullable Script value) {
        return switch (value) {
            case null -> false;
            case Script.Nothing n -> false;
            case Script.Truth t -> t.value();
            case Script.Number n -> n.value() != 0;
            case Script.Text t -> !t.value().isEmpty();
            case Script.Many m -> true;
            case Script.Fields f -> true;
        };
    }

    /** A text that is not empty. */
    Optional<String> text(String key) {
        Script value = value(key);
        if (!truth(value)) {
            return Optional.empty();
        }
        return written(key);
    }

    /** A text, also an empty one. */
    Optional<String> written(String key) {
        Script value = value(key);
        return switch (value) {
            case null -> Optional.empty();
            case Script.Text t -> Optional.of(t.value());
            case Script.Number n -> Optional.of(n.text());
            case Script.Truth t -> wrong(key, t, "a text");
            case Script.Nothing n -> wrong(key, n, "a text");
            case Script.Many m -> wrong(key, m, "a text");
            case Script.Fields f -> wrong(key, f, "a text");
        };
    }

    private <T> Optional<T> wrong(String key, Script value, String expected) {
        problem(value, key, "expected " + expected + ", got " + shown(value));
        return Optional.empty();
    }

    /** {@code true} or {@code false}, nothing that only means it. */
    Optional<Boolean> strict(String key) {
        Script value = value(key);
        return value == null ? Optional.empty() : value instanceof Script.Truth t ? Optional.of(t.value()) : wrong(key, value, "true or false");
    }

    /** Whether it stands in quotes. */
    boolean quoted(String key) {
        return value(key) instanceof Script.Text;
    }

    /** A number within bounds; what is false in JavaScript is not written. */
    OptionalDouble number(String key, double least, double most) {
        Script value = value(key);
        if (value == null || !truth(value)) {
            return OptionalDouble.empty();
        }
        OptionalDouble number = number(value);
        if (number.isEmpty() || number.getAsDouble() < least || number.getAsDouble() > most) {
            wrong(key, value, "a number from " + Numbers.write(least) + " to " + Numbers.write(most));
            return OptionalDouble.empty();
        }
        return number;
    }

    /** Also of one in quotes. */
    static OptionalDouble number(Script value) {
        double number = switch (value) {
            case Script.Number n -> n.value();
            case Script.Text t -> t.value().isBlank() ? Double.NaN : Numbers.read(t.value());
            case Script.Truth t -> Double.NaN;
            case Script.Nothing n -> Double.NaN;
            case Script.Many m -> Double.NaN;
            case Script.Fields f -> Double.NaN;
        };
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    int port(String key, int otherwise) {
        OptionalDouble port = number(key, 0, 65_535);
        if (port.isPresent() && port.getAsDouble() != Math.rint(port.getAsDouble())) {
            fault(key, "expected a whole number, such as " + otherwise);
        }
        return (int) port.orElse(otherwise);
    }

    /** One of some words; what is false in JavaScript is not written. */
    <T> Optional<T> word(String key, Map<String, T> words) {
        Optional<String> text = text(key);
        Optional<T> word = text.map(words::get);
        if (text.isPresent() && word.isEmpty()) {
            fault(key, "expected one of " + String.join(", ", words.keySet().stream().sorted().toList()) + ", got \"" + text.get() + "\"");
        }
        return word;
    }

    /** The items of an array; empty where there is none. */
    List<Script> items(String key) {
        Script value = value(key);
        if (value instanceof Script.Many many) {
            return many.items();
        }
        if (value != null && truth(value)) {
            wrong(key, value, "an array");
        }
        return List.of();
    }

    /** The object under a key; without fields where there is none. */
    ScriptSection section(String key) {
        Script value = value(key);
        if (value != null && truth(value) && !(value instanceof Script.Fields)) {
            wrong(key, value, "an object");
        }
        return new ScriptSection(file, at(key), value instanceof Script.Fields f ? f.fields() : Map.of(), problems);
    }

    /** The objects of an array. */
    List<ScriptSection> sections(String key) {
        List<ScriptSection> all = new ArrayList<>();
        int number = 0;
        for (Script item : items(key)) {
            String place = key + "[" + number++ + "]";
            if (item instanceof Script.Fields f) {
                all.add(new ScriptSection(file, at(place), f.fields(), problems));
            } else {
                problem(item, place, "expected an object, got " + shown(item));
            }
        }
        return all;
    }

    /** Keys that nobody has asked for. */
    List<String> unread() {
        return fields.keySet().stream().filter(key -> !asked.contains(key)).toList();
    }

    /** Line of a key's value; 0 where it is not written. */
    int line(String key) {
        Script value = fields.get(key);
        return value == null ? 0 : value.at().line();
    }

    void fault(String key, String message) {
        Script value = fields.get(key);
        if (value == null) {
            problems.add(new ConfigProblem(file, 0, 0, at(key), message));
        } else {
            problem(value, key, message);
        }
    }

    void problem(Script value, String key, String message) {
        problems.add(new ConfigProblem(file, value.at().line(), value.at().column(), at(key), message));
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String shown(Script value) {
        return switch (value) {
            case Script.Text t -> "\"" + t.value() + "\"";
            case Script.Number n -> n.text();
            case Script.Truth t -> t.text();
            case Script.Nothing n -> n.text();
            case Script.Many m -> "an array";
            case Script.Fields f -> "an object";
        };
    }
}

package vor.server.rules.load;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vor.model.Handler;
import vor.rules.Machine;

/**
 * What a folder of files came to.
 *
 * @param rules in the order of files and of fields within them
 * @param steps to be called before each turn of a rule
 * @param handlers views on devices that files bring, each with the file it stands in
 * @param handlerSteps to be called before each judgement of one
 * @param tests classes that test rules
 * @param problems of files that are left out, or of which the last good ones count; empty when all is well
 * @param sources of the files that count, by name: what to go back to
 */
public record Loaded(
        List<Machine.Named> rules,
        Runnable steps,
        List<Written> handlers,
        Runnable handlerSteps,
        List<Class<?>> tests,
        List<SourceProblem> problems,
        Map<String, String> sources) {
    public Loaded {
        rules = List.copyOf(rules);
        handlers = List.copyOf(handlers);
        tests = List.copyOf(tests);
        problems = List.copyOf(problems);
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    }

    /** A handler, what it says of itself, and where it is written. */
    public record Written(Handler handler, String name, String title, String legend, String file, int line) {}

    /** Nothing at all. */
    public static Loaded none() {
        return new Loaded(List.of(), () -> {}, List.of(), () -> {}, List.of(), List.of(), Map.of());
    }

}

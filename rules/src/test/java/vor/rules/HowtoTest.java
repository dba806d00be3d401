package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the users' page on rules shows compiles, and it knows all of Riemann's functions. */
class HowtoTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*?) \\| `([^|]*?)` \\| ([^|]*) \\|$");
    private static final Pattern CLASS = Pattern.compile("class (\\w+)");
    private static final String IMPORTS = "import java.util.*;\nimport vor.model.*;\nimport vor.rules.*;\n";

    /** The reference's list of public stream functions and folds. */
    private static final String ALL = """
            bit-bucket sdo stream smap smap* smapcat sflatten sreduce pipe execute-on exception-stream call-rescue expired? append register forward
            where where* match tagged tagged-all tagged-any expired not-expired over under split split* splitp dual
            with default adjust scale tag untag by by-builder by-fn
            moving-event-window window fixed-event-window moving-time-window fixed-time-window fixed-offset-time-window part-time-simple part-time-fast periodically-until-expired
            fold-interval fold-interval-metric rate ddt ddt-real ddt-events percentiles counter sum-over-time mean-over-time ewma-timeless ewma apdex apdex* predict-linear clock-skew
            fill-in fill-in-last fill-in-last* interpolate-constant coalesce coalesce-with-event project project* top throttle rollup batch changed changed-state runs stable
            index reinject publish subscribe async-queue! delete-from-index update-index
            sum product difference quotient quotient-sloppy mean median mode modes minimum maximum std-dev count sorted-sample""";

    private static String page() throws IOException {
        return Files.readString(Compiled.DOCS.resolve("howto/rules.md"));
    }

    @Test
    void allThatThePageShowsCompiles(@TempDir Path folder) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(page());
        while (block.find()) {
            String text = block.group(1);
            Matcher named = CLASS.matcher(text);
            String name = named.find() ? named.group(1) : "Block" + sources.size();
            sources.put(name, text.contains("class ") ? text : IMPORTS + "class " + name + " extends Rules {\n" + text + "}\n");
        }
        assertThat(sources).hasSizeGreaterThanOrEqualTo(5);
        Matcher row = ROW.matcher(page());
        while (row.find()) {
            String code = row.group(2);
            String name = "Row" + sources.size();
            sources.put(name, IMPORTS + "class " + name + " extends Rules {\n    Object step = " + (code.startsWith(".") ? "all()" : "") + code + ";\n}\n");
        }
        assertThat(sources).hasSizeGreaterThan(80);
        assertThat(Compiled.compile(sources, folder)).isEmpty();
    }

    @Test
    void noFunctionOfRiemannIsForgotten() throws IOException {
        List<String> told = ROW.matcher(page()).results().flatMap(r -> Stream.of(r.group(1).split("[`, ]+"))).toList();
        assertThat(told).containsAll(Arrays.asList(ALL.trim().split("\\s+")));
    }

    @Test
    void theRulesThatItShowsCanBeMade(@TempDir Path folder) throws Exception {
        Matcher block = BLOCK.matcher(page());
        assertThat(block.find()).isTrue();
        assertThat(Compiled.compile(Map.of("Rabbit", block.group(1)), folder)).isEmpty();
        Trial trial = Trial.of(Compiled.rules(folder, "Rabbit").values().toArray(Rule[]::new));
        trial.event(0, "rabbitmq queue messages", "", 301);
        assertThat(trial.fired()).singleElement().returns(new Outlet.Page("ops"), Firing::outlet);
    }
}

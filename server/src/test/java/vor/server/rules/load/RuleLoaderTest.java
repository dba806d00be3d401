package vor.server.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.Event;
import vor.rules.Firing;
import vor.rules.Machine;
import vor.rules.RuleStatus;

/** What becomes of files of rules: good ones, broken ones, and such as never end. */
class RuleLoaderTest {
    private static final String GOOD =
            """
            import vor.rules.*;

            class Rabbit extends Rules {
                Rule backlog = where(service("queue"))
                        .when(metric().over(300).or(expired()), state("critical")).otherwise(state("ok"))
                        .changedState()
                        .to(page("ops"));

                static final double LIMIT = 7;

                Rule all = all().to(index());
                private Rule none;
            }
            """;

    private final List<Firing> fired = new ArrayList<>();

    private static Loaded load(String... filesAndSources) {
        Map<String, String> sources = new java.util.TreeMap<>();
        for (int i = 0; i < filesAndSources.length; i += 2) {
            sources.put(filesAndSources[i], filesAndSources[i + 1]);
        }
        return RuleLoader.load(sources, Map.of());
    }

    private Machine machine(Loaded loaded) {
        Machine machine = new Machine(fired::add, loaded.steps());
        machine.exchange(loaded.rules(), 0);
        return machine;
    }

    private static Event event(String service, double metric) {
        return Event.of("h", service, Instant.EPOCH).withMetric(metric);
    }

    @Test
    void fieldsAreRulesWithTheirNamesAndLines() {
        Loaded loaded = load("Rabbit.java", GOOD);
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.rules()).extracting(Machine.Named::name).containsExactly("Rabbit.backlog", "Rabbit.all");
        assertThat(loaded.rules()).extracting(Machine.Named::line).containsExactly(4, 11);
        machine(loaded).events(List.of(event("queue", 301)), 1);
        assertThat(fired).extracting(f -> f.outlet().words()).containsExactly("page ops", "index");
    }

    @Test
    void whatDoesNotCompileSaysWhereAndTheOtherFilesCount() {
        Loaded loaded = load("Rabbit.java", GOOD, "Web.java", "import vor.rules.*;\nclass Web extends Rules {\n    Rule slow = where(servize(\"x\")).to(index());\n}\n");
        assertThat(loaded.rules()).hasSize(2);
        assertThat(loaded.problems()).singleElement().satisfies(p -> {
            assertThat(p.words()).startsWith("Web.java:3:23: cannot find symbol");
            assertThat(p.source()).isEqualTo("    Rule slow = where(servize(\"x\")).to(index());");
        });
        assertThat(loaded.sources()).containsOnlyKeys("Rabbit.java");
    }

    @Test
    void aFileThatBreaksGoesOnAsItWas() {
        Loaded loaded = RuleLoader.load(Map.of("Rabbit.java", GOOD.replace("changedState", "changedSate")), Map.of("Rabbit.java", GOOD));
        assertThat(loaded.problems()).hasSize(1);
        assertThat(loaded.rules()).hasSize(2);
        assertThat(loaded.sources()).containsEntry("Rabbit.java", GOOD);
    }

    @Test
    void nothingButNonsenseIsNoRules() {
        Loaded loaded = load("A.java", "this is no Java", "B.java", "");
        assertThat(loaded.rules()).isEmpty();
        assertThat(loaded.problems()).isNotEmpty().allMatch(p -> p.file().equals("A.java") && p.line() == 1);
        assertThat(load().problems()).isEmpty();
    }

    @Test
    void aFieldThatThrowsIsAProblemOfItsLine() {
        Loaded loaded = load("A.java", "import vor.rules.*;\nclass A extends Rules {\n    Rule a = all().to();\n}\n", "Rabbit.java", GOOD);
        assertThat(loaded.problems()).singleElement().satisfies(p -> assertThat(p.words()).startsWith("A.java:3: to() needs an end"));
        assertThat(loaded.rules()).hasSize(2);
    }

    @Test
    void aFieldThatIsNeverSetUpIsAProblem() {
        Loaded loaded = load("A.java", "import vor.rules.*;\nclass A extends Rules {\n    int n; { while (n == 0); }\n    Rule a = all().to(index());\n}\n");
        assertThat(loaded.problems()).singleElement().satisfies(p -> assertThat(p.words()).startsWith("A.java:3: it took more steps"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "while (true);",
        "for (;;) { n++; }",
        "do { n++; } while (n != -1 || n == -1);",
        "while (true) { try { while (true); } catch (Throwable t) { } }",
        "for (;;) { try { n++; } finally { continue; } }",
        "while (true) { try { forever(); } catch (Throwable t) { } }",
        "while (true) { switch (n) { case 0: continue; default: n = 0; } }",
        "try { forever(); } catch (Throwable t) { for (;;) { try { forever(); } catch (Throwable u) { } } }",
        "synchronized (this) { while (true) { try { n++; } catch (Error t) { } } }",
        "java.util.stream.IntStream.iterate(0, i -> i + 1).forEach(i -> n += i);",
        "Runnable r = new Runnable() { public void run() { run2(); } void run2() { for (;;) try { run(); } catch (Throwable t) { } } }; r.run();",
        "forever();"
    })
    void whatNeverEndsIsEndedWhateverItCatches(String body) {
        Loaded loaded = load("A.java", """
                import vor.rules.*;
                class A extends Rules {
                    int n;
                    void forever() { forever(); }
                    Rule a = all().map(e -> { body(); return e; }).to(index());
                    Rule b = all().to(page("b"));
                    void body() { %s }
                }
                """.formatted(body));
        assertThat(loaded.problems()).isEmpty();
        Machine machine = machine(loaded);
        machine.events(List.of(event("x", 1), event("x", 2)), 1);
        assertThat(fired).hasSize(2).allMatch(f -> f.rule().equals("A.b"));
        RuleStatus status = machine.statuses().getFirst();
        if (body.equals("forever();") || body.contains("IntStream")) { // the stack may end before the steps do
            assertThat(status.errors()).isPositive();
        } else {
            assertThat(status.stopped().orElseThrow()).contains("probably it loops (A.java:");
        }
    }

    @Test
    void whatEndsIsNotTouched() {
        Loaded loaded = load("A.java", """
                import java.util.*;
                import vor.rules.*;
                class A extends Rules {
                    record P(int a, String b) {}
                    sealed interface S { record X(int i) implements S {} record Y(String s) implements S {} }
                    int f(S s) { return switch (s) { case S.X(int i) when i > 3 -> i; case S.X x -> -1; case S.Y(String t) -> t.length(); }; }
                    Rule a = all().map(e -> {
                        int sum = 0;
                        for (int i = 0; i < 1000; i++) { try { if (i % 7 == 0) throw new IllegalStateException(); sum += i; } catch (IllegalStateException x) { sum -= 1; } finally { sum += 0; } }
                        List<P> l = new ArrayList<>();
                        for (String s : List.of("a", "b")) { l.add(new P(sum, s)); }
                        try (var in = new java.io.StringReader("x")) { sum += in.read(); } catch (java.io.IOException x) { throw new RuntimeException(x); }
                        return e.withMetric((long) (sum + l.size() + f(new S.X(4)) + f(new S.Y("four"))));
                    }).to(index());
                }
                """);
        assertThat(loaded.problems()).isEmpty();
        Machine machine = machine(loaded);
        for (int i = 0; i < 200; i++) {
            machine.events(List.of(event("x", 1)), i);
        }
        assertThat(machine.statuses().getFirst().errors()).isZero();
        assertThat(fired).hasSize(200);
    }

    @Test
    void aRuleOfTheSameSourceGoesOnOverANewClassLoader() {
        String source = GOOD.replace("where(service(\"queue\"))", "where(e -> e.service().startsWith(\"que\"))");
        Machine machine = machine(load("Rabbit.java", source));
        machine.events(List.of(event("queue", 301)), 1);
        assertThat(machine.exchange(load("Rabbit.java", "\n\n" + source + "class More {}").rules(), 2).reset()).isEmpty();
        assertThat(machine.exchange(load("Rabbit.java", source.replace("\"que\"", "\"q\"")).rules(), 2).reset()).hasSize(1);
    }

    @Test
    void testsAndHandlersAreFound() {
        Loaded loaded = load("T.java", "class T extends vor.rules.RulesTest { void t() {} }", "H.java", """
                import java.time.Instant;
                import vor.model.*;

                public class H implements Handler {
                    public String name() { return "h"; }
                    public String title() { return "H"; }
                    public String legend() { return "l"; }
                    public Verdict judge(Device device, Picture picture, Instant now) { while (true); }
                }
                """);
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.tests()).extracting(Class::getSimpleName).containsExactly("T");
        assertThat(loaded.handlers()).singleElement().satisfies(h -> {
            assertThat(h.handler().name()).isEqualTo("h");
            assertThat(h.file()).isEqualTo("H.java");
        });
    }

    @Test
    void aHandlerNeedsAConstructorThatCanBeCalled() {
        Loaded loaded = load("H.java", "class H extends vor.rules.Rules { H(int i) {} }");
        assertThat(loaded.problems()).singleElement().satisfies(p -> assertThat(p.message()).contains("needs a constructor without parameters"));
    }
}

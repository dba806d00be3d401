package vor.bench;

import static vor.rules.Rules.*;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import vor.model.Event;
import vor.model.Metric;
import vor.rules.Events;
import vor.rules.Folds;
import vor.rules.Machine;
import vor.rules.Rule;

/** One rule of one step, from the machine that runs it to an end that does nothing: a thousand events of a hundred hosts, a millisecond apart, again and again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Operators {
    static final int EVENTS = 1_000;
    private static final int HOSTS = 100;
    private static final int ROUNDS = 100;
    private static final long START = Instant.parse("2026-04-01T12:00:00Z").toEpochMilli();

    /** What is measured, by its name; the first one is what a rule costs without a step. */
    private static final Map<String, Rule> RULES = rules();

    @Param("none")
    String operator = "none";

    private Machine machine = new Machine(f -> {});
    private Rule rule = end(all());
    private List<List<Event>> rounds = List.of();
    private long now = START;
    private int round;

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        plain(rules);
        keyed(rules);
        timed(rules);
        numbers(rules);
        return rules;
    }

    static String[] names() {
        return RULES.keySet().toArray(String[]::new);
    }

    private static Rule end(Events events) {
        return events.to(discard());
    }

    private static void plain(Map<String, Rule> rules) {
        rules.put("none", end(all()));
        rules.put("where", end(where(service("cpu").and(metric().over(0.5)))));
        rules.put("whereNot", end(where(service("nothing of that name"))));
        rules.put("matches", end(where(host().matches("^h1"))));
        rules.put("tagged", end(where(tagged("a", "b"))));
        rules.put("split", all().split(branch(metric().over(0.9), discard()), branch(metric().over(0.5), discard()), otherwise(discard())));
        rules.put("dual", all().dual(metric().over(0.5), discard(), discard()));
        rules.put("with", end(all().with(state("bad"))));
        rules.put("withDefault", end(all().withDefault(state("bad"), ttl(300))));
        rules.put("when", end(all().when(metric().over(0.5), state("bad")).otherwise(state("ok"))));
        rules.put("map", end(all().map(e -> e.withService("load"))));
        rules.put("mapOrSkip", end(all().mapOrSkip(Optional::of)));
        rules.put("flatMap", end(all().flatMap(e -> List.of(e, e))));
        rules.put("reduce", end(all().reduce((a, b) -> b)));
        rules.put("scale", end(all().scale(2)));
        rules.put("adjust", end(all().adjust(service(), s -> s + "!")));
        rules.put("tag", end(all().tag("c")));
        rules.put("untag", end(all().untag("a")));
        rules.put("onError", end(all().onError(discard())));
        rules.put("index", all().to(index()));
    }

    private static void keyed(Map<String, Rule> rules) {
        rules.put("by", end(all().by(host())));
        rules.put("byTwo", end(all().by(host(), service())));
        rules.put("changed", end(all().changed(state())));
        rules.put("changedPairs", all().changedPairs(host()).to(discard()));
        rules.put("changedState", end(all().changedState()));
        rules.put("runs", end(all().runs(3, state())));
        rules.put("stable", end(all().stable(5, state())));
        rules.put("coalesce", all().coalesce(1).to(discard()));
        rules.put("coalesceWithEvent", end(all().coalesceWithEvent(host(), (e, all) -> Optional.of(e))));
        rules.put("project", all().project(host("h1"), host("h2")).present().to(discard()));
        rules.put("top", all().top(10, metric(), discard(), discard()));
        rules.put("clockSkew", end(all().clockSkew()));
    }

    private static void timed(Map<String, Rule> rules) {
        rules.put("movingEventWindow", all().movingEventWindow(10).to(discard()));
        rules.put("fixedEventWindow", all().fixedEventWindow(10).to(discard()));
        rules.put("movingTimeWindow", all().movingTimeWindow(0.01).to(discard()));
        rules.put("fixedTimeWindow", all().fixedTimeWindow(1).to(discard()));
        rules.put("fixedOffsetTimeWindow", all().fixedOffsetTimeWindow(1).to(discard()));
        rules.put("throttle", end(all().throttle(10, 1)));
        rules.put("rollup", all().rollup(10, 1).to(discard()));
        rules.put("batch", all().batch(100, 1).to(discard()));
        rules.put("fillIn", end(all().fillIn(5, service("s"))));
        rules.put("fillInLast", end(all().fillInLast(5)));
        rules.put("interpolateConstant", end(all().interpolateConstant(1)));
    }

    private static void numbers(Map<String, Rule> rules) {
        rules.put("rate", end(all().rate(1)));
        rules.put("ddt", end(all().ddt()));
        rules.put("ddtInterval", end(all().ddt(1)));
        rules.put("foldInterval", end(all().foldIntervalMetric(1, n -> Arrays.stream(n).sum())));
        rules.put("percentiles", end(all().percentiles(1, 0.5, 0.95, 0.99)));
        rules.put("counter", end(all().counter()));
        rules.put("sumOverTime", end(all().sumOverTime()));
        rules.put("meanOverTime", end(all().meanOverTime()));
        rules.put("ewma", end(all().ewma(60)));
        rules.put("ewmaTimeless", end(all().ewmaTimeless(0.1)));
        rules.put("apdex", end(all().apdex(1, metric().under(0.5), metric().under(0.9))));
        rules.put("predictLinear", end(all().predictLinear(10, 60)));
        rules.put("sum", end(all().fixedEventWindow(10).sum()));
        rules.put("mean", end(all().fixedEventWindow(10).mean()));
        rules.put("median", end(all().fixedEventWindow(10).median()));
        rules.put("maximum", end(all().fixedEventWindow(10).maximum()));
        rules.put("stdDev", end(all().fixedEventWindow(10).stdDev()));
        rules.put("count", end(all().fixedEventWindow(10).count()));
        rules.put("strictSum", end(all().fixedEventWindow(10).fold(Folds.strict(Folds::sum))));
        rules.put("sortedSample", all().fixedEventWindow(10).sortedSample(0, 0.5, 1).to(discard()));
    }

    /** Events are made beforehand, with times of their own for so many rounds; then the rule begins anew, as these times come again. */
    @Setup
    public void begin() {
        machine = new Machine(f -> {});
        rule = RULES.getOrDefault(operator, rule);
        now = START;
        round = 0;
        rounds = IntStream.range(0, ROUNDS).mapToObj(Operators::round).toList();
    }

    private static List<Event> round(int number) {
        Event[] events = new Event[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            long time = START + (long) number * EVENTS + i;
            events[i] = new Event(
                    "h" + i % HOSTS, "cpu", i % 10 < 9 ? "ok" : "bad", Optional.of(new Metric.Real(i % 97 / 97.0)), Instant.ofEpochMilli(time),
                    Optional.of(Duration.ofSeconds(60)), "", List.of("a", "b"), Map.of());
        }
        return List.of(events);
    }

    /** A thousand events, and a second goes by. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void event() {
        if (round % ROUNDS == 0) {
            machine.exchange(List.of(), now);
            machine.exchange(List.of(new Machine.Named("r", "R.java", 1, rule)), now);
        }
        now += EVENTS;
        machine.events(rounds.get(round++ % ROUNDS), now);
    }
}

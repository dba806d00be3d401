package vor.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vor.model.Event;
import vor.model.Metric;

/** Rules on virtual time: events come at seconds after {@link #START}, and what left the rules is looked at. */
final class Trial {
    static final Instant START = Instant.parse("2026-04-01T12:00:00Z");

    private final List<Firing> fired = new ArrayList<>();
    private final Machine machine = new Machine(fired::add);

    static Trial of(Rule... rules) {
        Trial trial = new Trial();
        trial.become(rules);
        return trial;
    }

    /** These rules from now on, in place of those of before. They are called r0, r1 and so on. */
    Machine.Exchange become(Rule... rules) {
        return machine.exchange(
                IntStream.range(0, rules.length).mapToObj(i -> new Machine.Named("r" + i, "T.java", i + 1, rules[i])).toList(),
                Math.max(machine.now(), START.toEpochMilli()));
    }

    /** An event of host "h" that tells the second at which it comes as its time. */
    Trial event(double second, String service, String state, double metric) {
        return take(second, told(second, "h", service, state, metric));
    }

    Trial event(double second, double metric) {
        return event(second, "s", "ok", metric);
    }

    Trial take(double second, Event... events) {
        machine.events(List.of(events), millis(second));
        return this;
    }

    static Event told(double second, String host, String service, String state, double metric) {
        return new Event(
                host, service, state, Optional.of(new Metric.Real(metric)), Instant.ofEpochMilli(millis(second)), Optional.empty(), "", List.of(), java.util.Map.of());
    }

    static Event expired(double second, String host, String service) {
        return Event.of(host, service, Instant.ofEpochMilli(millis(second))).withState(Event.EXPIRED);
    }

    /** An event of host "h" and service "s" that tells a metric and for how many seconds it counts. */
    static Event lasting(double second, double metric, double ttl) {
        return told(second, "h", "s", "ok", metric).withTtl(Duration.ofMillis(Math.round(ttl * 1_000)));
    }

    /** One without a metric. */
    static Event bare(double second, String host, String service, String state) {
        return Event.of(host, service, Instant.ofEpochMilli(millis(second))).withState(state);
    }

    /** That host and service are over. */
    Trial expire(double second) {
        return take(second, expired(second, "h", "s"));
    }

    /** The seconds after the start that the times of events tell. */
    static double second(Event event) {
        return Duration.between(START, event.time()).toMillis() / 1_000.0;
    }

    /** Nothing waits any more. */
    boolean sleeps() {
        return machine.nextDue().isEmpty();
    }

    /** Nothing comes until then. */
    Trial until(double second) {
        machine.advance(millis(second));
        return this;
    }

    Trial pass(Duration time) {
        machine.advance(machine.now() + time.toMillis());
        return this;
    }

    private static long millis(double second) {
        return START.toEpochMilli() + Math.round(second * 1_000);
    }

    Machine machine() {
        return machine;
    }

    /** All that left since the last time that somebody looked. */
    List<Firing> fired() {
        List<Firing> now = List.copyOf(fired);
        fired.clear();
        return now;
    }

    /** The events of it. */
    List<Event> events() {
        return fired().stream().flatMap(f -> f.events().stream()).toList();
    }

    /** Their metrics. */
    List<Double> metrics() {
        return events().stream().map(e -> e.metric().map(Metric::value).orElse(Double.NaN)).toList();
    }

    /** Their states. */
    List<String> states() {
        return events().stream().map(Event::state).toList();
    }

    /** Metrics of lists that left, a list each. */
    List<List<Double>> lists() {
        return fired().stream().map(f -> f.events().stream().map(e -> e.metric().map(Metric::value).orElse(Double.NaN)).toList()).toList();
    }

    RuleStatus status() {
        return machine.statuses().getFirst();
    }
}

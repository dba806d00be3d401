package vor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vor.model.Event;
import vor.model.Metric;

/**
 * A stream of single events, as a rule is written. Seconds are by our clock unless it is said that they are by the sender's; a sender's time that is ahead of our clock
 * counts as now. An expired event is one of the state "expired". What a step may hold is bounded: 100,000 events or keys.
 */
public sealed class Events extends Stream permits When {

    Events(List<Op<?>> steps) {
        super(steps);
    }

    private Events then(Op<?> step) {
        return new Events(plus(step));
    }

    private Lists listed(Op<?> step) {
        return new Lists(plus(step));
    }

    // ---- which go on, and which way

    /** Only those. */
    public final Events where(Condition condition) {
        return then(Filters.where(condition));
    }

    /** Only those whose metric is more than this. */
    public final Events over(double limit) {
        return where(Rules.metric().over(limit));
    }

    /** Only those whose metric is less than this. */
    public final Events under(double limit) {
        return where(Rules.metric().under(limit));
    }

    /** Each to the first branch whose condition holds, and nowhere else: {@code split(branch(metric().over(0.9), page("ops")), otherwise(index()))}. */
    public final Rule split(Branch... branches) {
        List<Branch> all = List.of(branches);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("split() needs a branch, such as split(branch(metric().over(0.9), page(\"ops\")), otherwise(index()))");
        }
        List<Node> nodes = new ArrayList<>();
        all.forEach(b -> nodes.add(b.node()));
        return new Events(plus(Filters.split(all))).chained(nodes);
    }

    /** To the first end if the condition holds, else to the second; the other end gets an event that says that this host and service is expired. Expired ones go to both. */
    public final Rule dual(Condition condition, Sink so, Sink not) {
        return then(Filters.dual(condition)).chained(List.of(new Branch(condition, so).node(), new Branch(condition, not).node()));
    }

    /**
     * Only the k hosts and services with the greatest numbers; of one that is not among them the end is told that it is expired. An expired event leaves the top. One of
     * which nothing comes for an hour is forgotten.
     */
    public final Rule top(int k, Amount field, Sink top) {
        return topped(k, field, false, top, Rules.discard());
    }

    /** As the other, and the rest go to the second end; one that is pushed out by another goes there, and is told to the first end as expired. */
    public final Rule top(int k, Amount field, Sink top, Sink rest) {
        return topped(k, field, true, top, rest);
    }

    private Rule topped(int k, Amount field, boolean rest, Sink one, Sink other) {
        return then(new Top(k, field, rest)).chained(List.of(new Branch(Rules.expired(), one).node(), new Branch(Rules.expired(), other).node()));
    }

    /** When a step after this throws, these ends get an event of the service "rule error" that says why. The rule counts it in any case, and goes on. */
    public final Events onError(Sink... ends) {
        return then(Errors.on(List.of(ends)));
    }

    // ---- what becomes of them

    /** With these fields in place of theirs: {@code with(state("ok"), ttl(60))}. */
    public final Events with(Change... changes) {
        return then(Changes.with(List.of(changes)));
    }

    /** With these fields where the event tells nothing. */
    public final Events withDefault(Setting... settings) {
        return then(Changes.withDefault(List.of(settings)));
    }

    /** As another service. */
    public final Events as(String service) {
        return with(Text.Field.SERVICE.is(service));
    }

    /** With these tags too. */
    public final Events tag(String... tags) {
        return with(Rules.tag(tags));
    }

    /** Without these tags. */
    public final Events untag(String... tags) {
        return with(Rules.untag(tags));
    }

    /** With the metric times this; one without a metric stays as it is. */
    public final Events scale(double factor) {
        return with(new Changes.Scaled(factor));
    }

    /** With another text in that field: {@code adjust(host(), h -> h.toLowerCase())}. */
    public final Events adjust(Text field, Functions.OfText function) {
        return with(new Changes.Adjusted(field, function));
    }

    /** With another number in that field; one that does not tell it stays as it is. */
    public final Events adjust(Amount field, Functions.OfNumber function) {
        return with(new Changes.AdjustedNumber(field, function));
    }

    /** What a function makes of each. */
    public final Events map(Change function) {
        return then(Changes.with(List.of(function)));
    }

    /** What a function makes of each, if anything. */
    public final Events mapOrSkip(Functions.ToOptional function) {
        return then(Changes.mapOrSkip(function));
    }

    /** All that a function makes of each, one by one. */
    public final Events flatMap(Functions.ToList function) {
        return then(Changes.flatMap(function));
    }

    /** What a function makes of its last result and each event; the first event is the first result, and is not told. */
    public final Events reduce(Functions.Reducer function) {
        return then(Changes.reduce(Optional.empty(), function));
    }

    /** What a function makes of its last result and each event, from this first result on. */
    public final Events reduce(Event first, Functions.Reducer function) {
        return then(Changes.reduce(Optional.of(first), function));
    }

    /** If the condition holds, these changes; {@link When#when} and {@link When#otherwise} may follow. */
    public When when(Condition condition, Change... changes) {
        return new When(this, List.of(new When.Case(condition, List.of(changes))));
    }

    // ---- each key by itself

    /** What follows is done for each key by itself: {@code by(host(), service())}. Keys of which nothing comes for an hour are forgotten, with all that waits for them. */
    public final Events by(Key... keys) {
        return then(new By(List.of(keys), Held.IDLE));
    }

    /** As the other, with keys forgotten after another time: {@code by(idle(600), host())}. */
    public final Events by(Idle idle, Key... keys) {
        return then(new By(List.of(keys), idle.after()));
    }

    // ---- what is new

    /** Only when this is another than of the event before: {@code changed(state())}. The first counts as new. */
    public final Events changed(Key key) {
        return then(Steady.changed(key, Optional.empty(), false));
    }

    /** Only when this is another than of the event before; before the first it was that. */
    public final Events changed(Key key, Object first) {
        return then(Steady.changed(key, Optional.of(first), false));
    }

    /** As {@link #changed(Key)}, with the event before it; the first is told alone. */
    public final Lists changedPairs(Key key) {
        return listed(Steady.changed(key, Optional.empty(), true));
    }

    /** Only when the state of a host and service is another one than before. The first counts as new unless it is "ok"; so after an hour in which nothing came. */
    public final Events changedState() {
        return changedState("ok");
    }

    /** As the other, with another state that the first is compared with. */
    public final Events changedState(String first) {
        return then(Steady.changedState(first, false));
    }

    /** As {@link #changedState()}, with the event before it; the first is told alone. */
    public final Lists changedStatePairs() {
        return listed(Steady.changedState("ok", true));
    }

    /** Only when this is the same in so many events on end; then the newest. An expired event is one like others. */
    public final Events runs(int n, Key key) {
        return then(Steady.runs(n, key));
    }

    /** Only while this is the same for so many seconds; events are held back that long after it has changed. An expired event is one like others. */
    public final Events stable(double seconds, Key key) {
        return then(Steady.stable(seconds, key));
    }

    // ---- several at a time

    /** With each event the newest n, oldest first. */
    public final Lists movingEventWindow(int n) {
        return listed(Windows.movingEvents(n));
    }

    /** Lists of n events each. */
    public final Lists fixedEventWindow(int n) {
        return listed(Windows.fixedEvents(n));
    }

    /** With each event all of the last seconds before the newest, by the sender's time. One that is older is dropped and counted. */
    public final Lists movingTimeWindow(double seconds) {
        return listed(Windows.movingTime(seconds));
    }

    /** Lists of the events of so many seconds, by the sender's time, beginning with the first; told with the first event after it. What comes too late is dropped and counted. */
    public final Lists fixedTimeWindow(double seconds) {
        return listed(Windows.fixedTime(seconds, false));
    }

    /** As {@link #fixedTimeWindow}, with windows that begin at multiples of the seconds: 60 for whole minutes. */
    public final Lists fixedOffsetTimeWindow(double seconds) {
        return listed(Windows.fixedTime(seconds, true));
    }

    /** The newest event of every host and service, each second while there are any. See {@link #coalesce(double)}. */
    public final Lists coalesce() {
        return coalesce(1);
    }

    /** The newest event of every host and service, at once and then every so many seconds. An event that expires, or outlives its time to live (60 s if it tells none), is told once more as expired. */
    public final Lists coalesce(double seconds) {
        return listed(Joins.coalesce(seconds));
    }

    /** With each event a function gets it and the newest of every key; expired ones once, first, as such. A key of which nothing comes for an hour is forgotten. */
    public final Events coalesceWithEvent(Key key, Functions.WithAll function) {
        return then(Joins.coalesceWithEvent(key, function));
    }

    /** The newest event that meets each condition: {@code project(service("in"), service("out")).complete().quotient()}. */
    public final Projection project(Condition... conditions) {
        if (conditions.length == 0) {
            throw new IllegalArgumentException("project() needs conditions, such as project(service(\"in\"), service(\"out\"))");
        }
        return new Projection(this, List.of(conditions));
    }

    // ---- only so much

    /** At most n in so many seconds; the rest is dropped. Expired ones count like others. */
    public final Events throttle(int n, double seconds) {
        return then(Flow.throttle(n, seconds));
    }

    /** At most n lists in so many seconds: the first n events alone, all others together when the time is over. */
    public final Lists rollup(int n, double seconds) {
        return listed(Flow.rollup(n, seconds));
    }

    /** Lists of n events, or of what there is when so many seconds are over. */
    public final Lists batch(int n, double seconds) {
        return listed(Flow.batch(n, seconds));
    }

    // ---- numbers

    /** Every so many seconds the newest event with the sum of all metrics of that time for each second. Ends with an expired event, or when the newest has outlived its time to live. */
    public final Events rate(double seconds) {
        return then(Intervals.rate(seconds));
    }

    /** The change of the metric for each second of the sender's time, from each event to the next. Events without a metric are passed over. */
    public final Events ddt() {
        return then(Slopes.events());
    }

    /** The change of the metric for each second of the sender's time, told every so many seconds; zero when nothing came. Ends as {@link #rate} does. */
    public final Events ddt(double seconds) {
        return then(Slopes.interval(seconds));
    }

    /** Every so many seconds in which any came the newest event, with what a function makes of that field of all. Ends as {@link #rate} does. */
    public final Events foldInterval(double seconds, Amount field, Functions.OfNumbers function) {
        return then(Intervals.fold(seconds, field, function));
    }

    /** As {@link #foldInterval}, of the metrics. */
    public final Events foldIntervalMetric(double seconds, Functions.OfNumbers function) {
        return foldInterval(seconds, Rules.metric(), function);
    }

    /** Every so many seconds for each point (0 is the least, 0.5 the median, 1 the greatest) the event that stands there by its metric, as service "load 0.95". Ends as {@link #rate} does. */
    public final Events percentiles(double seconds, double... points) {
        return then(Intervals.percentiles(seconds, Folds.named(points)));
    }

    /** As the other, with an end of the service's name of your own for each point: {@code Map.of(0.5, ".median")}. */
    public final Events percentiles(double seconds, Map<Double, String> names) {
        names.keySet().forEach(Folds::named);
        return then(Intervals.percentiles(seconds, new TreeMap<>(names)));
    }

    /** Each with the sum of all metrics so far; one with the tag "reset" sets it to its own. Those without a metric pass as they are. */
    public final Events counter() {
        return counter(0);
    }

    /** As the other, from a first number on. */
    public final Events counter(long first) {
        return then(Totals.counter(new Metric.Whole(first)));
    }

    /** Each with the sum of all metrics so far. */
    public final Events sumOverTime() {
        return then(Totals.sum());
    }

    /** Each with the mean of all metrics so far. */
    public final Events meanOverTime() {
        return then(Totals.mean());
    }

    /** Each with a moving average in which what is so many seconds old, by the sender's time, counts half. */
    public final Events ewma(double halfLife) {
        return then(Totals.ewma(halfLife));
    }

    /** Each with a moving average in which the newest counts that share, from 0 to 1, and all before it the rest. */
    public final Events ewmaTimeless(double share) {
        return then(Totals.ewmaTimeless(share));
    }

    /** Every so many seconds in which any came the newest, with the share of satisfied events and half of the tolerated ones, from 0 to 1. Expired ones do not count. */
    public final Events apdex(double seconds, Condition satisfied, Condition tolerated) {
        return then(Intervals.apdex(seconds, satisfied, tolerated));
    }

    /** Each, from the second on, with the metric that a straight line through the newest n foretells for so many seconds later, by the sender's time. */
    public final Events predictLinear(int n, double ahead) {
        return predictLinear(n, ahead, 0);
    }

    /** As the other, with a line that is drawn anew only after so many seconds. */
    public final Events predictLinear(int n, double ahead, double redraw) {
        return then(Slopes.predict(n, ahead, redraw));
    }

    /** Each with the seconds by which its host's clock is ahead of the middle one of all. Expired ones pass as they are, and their host is forgotten; so is one that is quiet for an hour. */
    public final Events clockSkew() {
        return then(Joins.clockSkew());
    }

    // ---- gaps

    /** All, and whenever nothing came for so many seconds one with these fields and our time, from the beginning on until one expires. */
    public final Events fillIn(double seconds, Change... fields) {
        return then(Gaps.fillIn(seconds, List.of(fields)));
    }

    /** All, and whenever nothing came for so many seconds the last one with these changes and our time, until one expires. */
    public final Events fillInLast(double seconds, Change... changes) {
        return then(Gaps.fillInLast(seconds, List.of(changes)));
    }

    /** The newest at once and then every so many seconds with our time, until one expires, which passes, or until it has outlived its time to live. */
    public final Events interpolateConstant(double seconds) {
        return then(Gaps.interpolateConstant(seconds));
    }
}

package vor.rules;

import java.time.Duration;
import java.util.List;
import vor.model.Event;
import vor.rules.Text.Field;

/**
 * A file of rules: a class that extends this, with a field of type {@link Rule} for each rule.
 *
 * <pre>{@code
 * import vor.rules.*;
 *
 * class Rabbit extends Rules {
 *     Rule backlog = where(service("rabbitmq queue messages"))
 *             .with(ttl(120)).as("rabbitmq backlog")
 *             .when(metric().over(300).or(expired()), state("critical")).otherwise(state("ok"))
 *             .changedState().to(page("ops"));
 * }
 * }</pre>
 */
public abstract class Rules {
    /** For the class of a file. */
    protected Rules() {}

    // ---- where a rule begins

    /** All events. */
    public static Events all() {
        return new Events(List.of(Filters.all()));
    }

    /** Only those. */
    public static Events where(Condition condition) {
        return new Events(List.of(Filters.where(condition)));
    }

    /** What is published on a channel, by rules or by others; such a rule gets nothing else. */
    public static Events subscribe(String channel) {
        return new Events(List.of(new Filters.Subscribe(channel)));
    }

    // ---- fields

    public static Text host() {
        return Field.HOST;
    }

    /** The host is this; as a change: makes it this. */
    public static Text.Is host(String host) {
        return Field.HOST.is(host);
    }

    public static Text service() {
        return Field.SERVICE;
    }

    /** The service is this; as a change: makes it this. */
    public static Text.Is service(String service) {
        return Field.SERVICE.is(service);
    }

    public static Text state() {
        return Field.STATE;
    }

    /** The state is this; as a change: makes it this. */
    public static Text.Is state(String state) {
        return Field.STATE.is(state);
    }

    public static Text description() {
        return Field.DESCRIPTION;
    }

    /** As a change: makes the description this. */
    public static Text.Is description(String description) {
        return Field.DESCRIPTION.is(description);
    }

    /** A field of the sender's own. */
    public static Text attribute(String name) {
        return new Text.Attribute(name);
    }

    /** A field of the sender's own is this; as a change: makes it this. */
    public static Text.Is attribute(String name, String value) {
        return new Text.Attribute(name).is(value);
    }

    public static Amount metric() {
        return Amount.Field.METRIC;
    }

    /** Seconds. */
    public static Amount ttl() {
        return Amount.Field.TTL;
    }

    /** A number of your own of each event, NaN for none: {@code amount(e -> e.tags().size())}. */
    public static Amount amount(Functions.ToNumber function) {
        return new Amount.Computed(function);
    }

    /** Makes the time to live so many seconds. */
    public static Setting ttl(double seconds) {
        return new Ttl(seconds);
    }

    /** Makes the metric this. */
    public static Setting metric(double value) {
        return new Metric(value);
    }

    /** Seconds since 1970, by the sender's clock. */
    public static Amount time() {
        return Amount.Field.TIME;
    }

    /** As a change: has these tags and no others. */
    public static Setting tags(String... tags) {
        return new Changes.Tags(List.of(tags), Changes.Tags.How.SET);
    }

    /** As a change: has these tags, too. */
    public static Change tag(String... tags) {
        return new Changes.Tags(List.of(tags), Changes.Tags.How.ADD);
    }

    /** As a change: has none of these tags. */
    public static Change untag(String... tags) {
        return new Changes.Tags(List.of(tags), Changes.Tags.How.REMOVE);
    }

    /** For {@link Events#by(Idle, Key...)}: keys are forgotten after so many seconds in which nothing came. */
    public static Idle idle(double seconds) {
        return new Idle(Duration.ofMillis(Spans.millis("idle", seconds)));
    }

    // ---- ways

    /** A way for events that meet a condition, in {@link Events#split}. */
    public static Branch branch(Condition condition, Sink... sinks) {
        return new Branch(condition, sinks);
    }

    /** The last way in {@link Events#split}. */
    public static Branch otherwise(Sink... sinks) {
        return new Branch(new When.Always(), sinks);
    }

    // ---- conditions

    /** Has all of these tags. */
    public static Condition tagged(String... tags) {
        return new Text.Tagged(List.of(tags), true);
    }

    /** Has one of these tags at least. */
    public static Condition taggedAny(String... tags) {
        return new Text.Tagged(List.of(tags), false);
    }

    /** What it is about is over: its sender said so, or nothing came for as long as it counted. */
    public static Condition expired() {
        return Field.STATE.is(Event.EXPIRED);
    }

    /** The opposite of {@link #expired}. */
    public static Condition notExpired() {
        return expired().not();
    }

    /** The opposite. */
    public static Condition not(Condition condition) {
        return condition.not();
    }

    // ---- ends

    /** Somebody must know: it is logged, shown on the page, and posted if a webhook is configured. */
    public static Sink page(String to) {
        return Ends.firing(new Outlet.Page(to));
    }

    /** Into the index. */
    public static Sink index() {
        return Ends.firing(new Outlet.Index());
    }

    /** Out of the index: what is there of that host and service. */
    public static Sink deleteFromIndex() {
        return Ends.firing(new Outlet.DeleteFromIndex());
    }

    /** Into the index, and through all rules again. */
    public static Sink reinject() {
        return Ends.firing(new Outlet.Reinject());
    }

    /** To whoever listens on a channel. */
    public static Sink publish(String channel) {
        return Ends.firing(new Outlet.Publish(channel));
    }

    /** To another server that speaks Riemann's protocol over TCP. */
    public static Sink forward(String host, int port) {
        return Ends.firing(new Outlet.Forward(host, port));
    }

    /** Into the log, as information. */
    public static Sink log() {
        return Ends.firing(new Outlet.Log("info"));
    }

    /** For tests of rules; else nothing. */
    public static Sink tap(String name) {
        return Ends.firing(new Outlet.Tap(name));
    }

    /** Something of your own. It must return at once, and is called in tests, too. */
    public static Sink call(Call function) {
        return Ends.call(function);
    }

    /** To nowhere. */
    public static Sink discard() {
        return new Sink.End(Filters.none());
    }

    private record Ttl(double seconds) implements Setting {
        Ttl {
            if (!(seconds >= 0 && seconds <= 1e9)) {
                throw new IllegalArgumentException("a time to live of " + seconds + " seconds; 0 to 1000000000 are meant");
            }
        }

        @Override
        public Event apply(Event event) {
            return event.withTtl(Duration.ofNanos((long) (seconds * 1e9)));
        }

        @Override
        public boolean isTold(Event event) {
            return event.ttl().isPresent();
        }
    }

    private record Metric(double value) implements Setting {
        @Override
        public Event apply(Event event) {
            return event.withMetric(value);
        }

        @Override
        public boolean isTold(Event event) {
            return event.metric().isPresent();
        }
    }
}

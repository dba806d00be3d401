package vor.server.events.query;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import vor.model.Event;
import vor.model.Metric;

/** What a name in a query stands for. */
final class Fields {
    private Fields() {}

    /** A name that is none of the event's own is one of its attributes. */
    static Value of(Event event, String name) {
        return switch (name) {
            case "host" -> Value.text(event.host());
            case "service" -> Value.text(event.service());
            case "state" -> Value.text(event.state());
            case "description" -> Value.text(event.description());
            case "metric", "metric_f" -> event.metric().map(Fields::metric).orElse(Value.NIL);
            case "time" -> time(event.time());
            case "ttl" -> event.ttl().map(Fields::seconds).orElse(Value.NIL);
            default -> Value.text(event.attributes().getOrDefault(name, ""));
        };
    }

    private static Value metric(Metric metric) {
        return switch (metric) {
            case Metric.Whole(long number) -> new Value.Whole(BigInteger.valueOf(number));
            case Metric.Real(double value) -> new Value.Real(value);
        };
    }

    /** Seconds since 1970; whole ones are a whole number. */
    private static Value time(Instant time) {
        return time.getNano() == 0
                ? new Value.Whole(BigInteger.valueOf(time.getEpochSecond()))
                : new Value.Real(time.getEpochSecond() + time.getNano() / 1e9);
    }

    private static Value seconds(Duration span) {
        return new Value.Real(span.toNanos() / 1e9);
    }
}

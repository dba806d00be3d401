package vor.wire.riemann;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vor.model.Event;
import vor.model.Metric;

/**
 * Takes one message of a Riemann client apart. Never throws; what it makes is bounded by the bytes it is given and by {@code mostEvents}. Stateless, for any thread.
 *
 * <p>As Riemann 0.3 decodes: the metric is the whole number, else the double, else the float; the time is that in microseconds, else that in seconds, else now; and
 * an attribute named like a field of text or state takes its place (collectd sends {@code host} and {@code description} so), but for tags, time, ttl and metric.
 */
public final class RiemannReader {
    private static final double LONGEST_SECONDS = 1e9;
    /** From 1970: until the year 5138. */
    private static final long FARTHEST_SECONDS = 100_000_000_000L;

    private final int mostEvents;

    /** @param mostEvents of one message; one with more is damage */
    public RiemannReader(int mostEvents) {
        this.mostEvents = mostEvents;
    }

    /** @param now the time of events that tell none */
    public Heard read(byte[] bytes, int from, int length, Instant now) {
        Fields message = new Fields(bytes, from, from + length);
        List<Event> events = new ArrayList<>();
        Optional<String> query = Optional.empty();
        Optional<Boolean> ok = Optional.empty();
        String error = "";
        while (message.next()) {
            if (message.is(6, Fields.BYTES)) {
                if (events.size() == mostEvents) {
                    return new Heard.Damage("more than " + mostEvents + " events in one message", message.at() - from);
                }
                events.add(event(message, now));
            } else if (message.is(5, Fields.BYTES)) {
                query = Optional.of(query(message));
            } else if (message.is(2, Fields.VARINT)) {
                ok = Optional.of(message.readVarint() != 0);
            } else if (message.is(3, Fields.BYTES)) {
                error = message.readText();
            } else {
                message.skip();
            }
        }
        return message.trouble().isEmpty()
                ? new Heard.Message(List.copyOf(events), query, ok, error)
                : new Heard.Damage(message.trouble(), message.at() - from);
    }

    private static String query(Fields message) {
        Fields fields = message.readMessage();
        String query = "";
        while (fields.next()) {
            if (fields.is(1, Fields.BYTES)) {
                query = fields.readText();
            } else {
                fields.skip();
            }
        }
        message.fail(fields);
        return query;
    }

    private static Event event(Fields message, Instant now) {
        Fields fields = message.readMessage();
        Draft draft = new Draft();
        while (fields.next()) {
            draft.take(fields);
        }
        message.fail(fields);
        return draft.event(now);
    }

    /** An event while its fields come in, in any order; the last of one number counts. */
    private static final class Draft {
        private String host = "";
        private String service = "";
        private String state = "";
        private String description = "";
        private final List<String> tags = new ArrayList<>(4);
        private Map<String, String> attributes = Map.of();
        private Optional<Instant> micros = Optional.empty();
        private Optional<Instant> seconds = Optional.empty();
        private Optional<Duration> ttl = Optional.empty();
        private Optional<Metric> whole = Optional.empty();
        private Optional<Metric> real = Optional.empty();
        private Optional<Metric> single = Optional.empty();

        void take(Fields fields) {
            switch (fields.number()) {
                case 1 -> seconds = fields.is(1, Fields.VARINT) ? time(fields.readVarint(), 1) : skipped(fields, seconds);
                case 2 -> state = text(fields, state);
                case 3 -> service = text(fields, service);
                case 4 -> host = text(fields, host);
                case 5 -> description = text(fields, description);
                case 7 -> tag(fields);
                case 8 -> ttl = fields.is(8, Fields.FIXED32) ? span(Float.intBitsToFloat(fields.readFixed32())) : skipped(fields, ttl);
                case 9 -> attribute(fields);
                case 10 -> micros = fields.is(10, Fields.VARINT) ? time(fields.readVarint(), 1_000_000) : skipped(fields, micros);
                case 13 -> whole = fields.is(13, Fields.VARINT) ? Optional.of(new Metric.Whole(zigzag(fields.readVarint()))) : skipped(fields, whole);
                case 14 -> real = fields.is(14, Fields.FIXED64) ? Optional.of(new Metric.Real(Double.longBitsToDouble(fields.readFixed64()))) : skipped(fields, real);
                case 15 -> single = fields.is(15, Fields.FIXED32) ? Optional.of(new Metric.Real(Float.intBitsToFloat(fields.readFixed32()))) : skipped(fields, single);
                default -> fields.skip();
            }
        }

        private static String text(Fields fields, String before) {
            return fields.is(fields.number(), Fields.BYTES) ? fields.readText() : skipped(fields, before);
        }

        private static <T> T skipped(Fields fields, T before) {
            fields.skip();
            return before;
        }

        private void tag(Fields fields) {
            if (fields.is(7, Fields.BYTES)) {
                tags.add(fields.readText());
            } else {
                fields.skip();
            }
        }

        private void attribute(Fields fields) {
            if (!fields.is(9, Fields.BYTES)) {
                fields.skip();
                return;
            }
            Fields pair = fields.readMessage();
            String key = "";
            String value = "";
            while (pair.next()) {
                if (pair.is(1, Fields.BYTES)) {
                    key = pair.readText();
                } else if (pair.is(2, Fields.BYTES)) {
                    value = pair.readText();
                } else {
                    pair.skip();
                }
            }
            fields.fail(pair);
            put(key, value);
        }

        private void put(String key, String value) {
            if (attributes.isEmpty()) {
                attributes = new LinkedHashMap<>();
            }
            attributes.put(key, value);
        }

        private Event event(Instant now) {
            Instant time = micros.or(() -> seconds).orElse(now);
            Optional<Metric> metric = whole.or(() -> real).or(() -> single);
            if (attributes.isEmpty()) {
                return new Event(host, service, state, metric, time, ttl, description, tags, attributes);
            }
            Map<String, String> own = new LinkedHashMap<>(attributes);
            String told = Optional.ofNullable(own.remove("host")).orElse(host);
            String what = Optional.ofNullable(own.remove("service")).orElse(service);
            String word = Optional.ofNullable(own.remove("state")).orElse(state);
            String words = Optional.ofNullable(own.remove("description")).orElse(description);
            return new Event(told, what, word, metric, time, ttl, words, tags, own);
        }

        private static long zigzag(long coded) {
            return coded >>> 1 ^ -(coded & 1);
        }

        /** None for a time that no clock can show. */
        private static Optional<Instant> time(long count, long aSecond) {
            long seconds = Math.floorDiv(count, aSecond);
            return seconds > FARTHEST_SECONDS || seconds < -FARTHEST_SECONDS
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(seconds, Math.floorMod(count, aSecond) * (1_000_000_000 / aSecond)));
        }

        /** None for what is no span: NaN, infinite, negative. What is longer than thirty years is thirty years. */
        private static Optional<Duration> span(float told) {
            if (!(told >= 0) || Float.isInfinite(told)) {
                return Optional.empty();
            }
            return Optional.of(Duration.ofNanos((long) (Math.min(told, LONGEST_SECONDS) * 1e9)));
        }
    }
}

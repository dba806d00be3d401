package vor.wire.riemann;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vor.model.Event;
import vor.model.Metric;
import vor.wire.json.Json;
import vor.wire.json.JsonReader;
import vor.wire.json.JsonReader.Damage;
import vor.wire.json.JsonText;

/**
 * An event as JSON, as Riemann 0.3 has it on its WebSocket: the time is text after ISO 8601 both ways, what an event does not say is null, and any field besides the
 * eight is an attribute. Stateless, for any thread.
 */
public final class EventJson {
    private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final Set<String> FIELDS = Set.of("host", "service", "state", "description", "metric", "tags", "time", "ttl");
    private static final String ATTRIBUTES = "attributes";
    private static final double LONGEST_TTL = 1e9;
    /** From 1970: until the year 5138. */
    private static final long FARTHEST_SECONDS = 100_000_000_000L;

    private EventJson() {}

    /** One object, without line ends; UTF-8. */
    public static byte[] write(Event event) {
        StringBuilder out = new StringBuilder(256);
        text(out.append("{\"host\":"), event.host());
        text(out.append(",\"service\":"), event.service());
        text(out.append(",\"state\":"), event.state());
        text(out.append(",\"description\":"), event.description());
        out.append(",\"metric\":");
        event.metric().ifPresentOrElse(m -> metric(out, m), () -> out.append("null"));
        tags(out.append(",\"tags\":"), event.tags());
        out.append(",\"time\":\"").append(MILLIS.format(event.time())).append("\",\"ttl\":");
        event.ttl().ifPresentOrElse(ttl -> JsonText.number(out, ttl.toNanos() / 1e9), () -> out.append("null"));
        event.attributes().forEach((name, value) -> attribute(out, name, value));
        return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void text(StringBuilder out, String text) {
        if (text.isEmpty()) {
            out.append("null");
        } else {
            JsonText.quote(out, text);
        }
    }

    private static void metric(StringBuilder out, Metric metric) {
        switch (metric) {
            case Metric.Whole(long number) -> out.append(number);
            case Metric.Real(double value) -> JsonText.number(out, value);
        }
    }

    private static void tags(StringBuilder out, List<String> tags) {
        out.append('[');
        for (int i = 0; i < tags.size(); i++) {
            JsonText.quote(i == 0 ? out : out.append(','), tags.get(i));
        }
        out.append(']');
    }

    private static void attribute(StringBuilder out, String name, String value) {
        if (!FIELDS.contains(name)) {
            JsonText.quote(out.append(','), name);
            JsonText.quote(out.append(':'), value);
        }
    }

    /**
     * Reads one event; gives a message of one, or what is wrong with it.
     *
     * @param now the time of an event that tells none
     */
    public static Heard read(String line, Instant now) {
        return switch (JsonReader.read(line)) {
            case Damage(String why, int at) -> new Heard.Damage("this is not JSON at character " + (at + 1) + ": " + why, at);
            case Json.Fields(Map<String, Json> fields) -> event(fields, now);
            case Json _ -> new Heard.Damage("expected an object such as {\"host\": \"web1\", \"service\": \"load\", \"metric\": 0.7}", 0);
        };
    }

    private static Heard event(Map<String, Json> fields, Instant now) {
        try {
            Event event = new Event(
                    plain(fields, "host"), plain(fields, "service"), plain(fields, "state"), metric(field(fields, "metric")),
                    time(field(fields, "time"), now), ttl(field(fields, "ttl")), plain(fields, "description"), tags(field(fields, "tags")), attributes(fields));
            return new Heard.Message(List.of(event), Optional.empty(), Optional.empty(), "");
        } catch (NoEvent e) {
            return new Heard.Damage(String.valueOf(e.getMessage()), 0);
        }
    }

    /** Ends the reading of an object that is no event. */
    private static final class NoEvent extends Exception {
        private static final long serialVersionUID = 1;

        NoEvent(String why) {
            super(why, null, false, false);
        }
    }

    private static Json field(Map<String, Json> fields, String name) {
        return fields.getOrDefault(name, new Json.Nothing());
    }

    private static String plain(Map<String, Json> fields, String name) throws NoEvent {
        return plain(field(fields, name), name);
    }

    private static String plain(Json value, String name) throws NoEvent {
        return switch (value) {
            case Json.Text(String text) -> text;
            case Json.Whole(long number) -> Long.toString(number);
            case Json.Real(double real) -> Double.toString(real);
            case Json.Truth(boolean is) -> Boolean.toString(is);
            case Json.Nothing _ -> "";
            case Json.Items _, Json.Fields _ -> throw new NoEvent(name + " is no text");
        };
    }

    private static Optional<Metric> metric(Json value) throws NoEvent {
        return switch (value) {
            case Json.Whole(long number) -> Optional.of(new Metric.Whole(number));
            case Json.Real(double real) -> Optional.of(new Metric.Real(real));
            case Json.Nothing _ -> Optional.empty();
            case Json.Text(String text) when Set.of("NaN", "Infinity", "-Infinity").contains(text) -> Optional.of(new Metric.Real(Double.parseDouble(text)));
            case Json.Text _, Json.Truth _, Json.Items _, Json.Fields _ -> throw new NoEvent("metric is no number");
        };
    }

    private static Instant time(Json value, Instant now) throws NoEvent {
        if (value instanceof Json.Nothing) {
            return now;
        }
        if (value instanceof Json.Text(String text)) {
            try {
                Instant time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
                if (Math.abs(time.getEpochSecond()) <= FARTHEST_SECONDS) {
                    return time;
                }
            } catch (DateTimeException e) {
                // told below
            }
        }
        throw new NoEvent("time is no text after ISO 8601 such as 2026-11-22T20:15:00Z; without it, it is now");
    }

    private static Optional<Duration> ttl(Json value) throws NoEvent {
        double seconds = switch (value) {
            case Json.Whole(long number) -> number;
            case Json.Real(double real) -> real;
            case Json.Nothing _ -> Double.NEGATIVE_INFINITY;
            case Json.Text _, Json.Truth _, Json.Items _, Json.Fields _ -> Double.NaN;
        };
        if (seconds == Double.NEGATIVE_INFINITY) {
            return Optional.empty();
        }
        if (!(seconds >= 0 && seconds <= LONGEST_TTL)) {
            throw new NoEvent("ttl is no time to live; expected seconds, 0 to 1000000000");
        }
        return Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
    }

    private static List<String> tags(Json value) throws NoEvent {
        List<String> tags = new ArrayList<>();
        if (value instanceof Json.Items(List<Json> items)) {
            for (Json item : items) {
                tags.add(plain(item, "a tag"));
            }
        } else if (!(value instanceof Json.Nothing)) {
            throw new NoEvent("tags are no list; expected texts in [ ]");
        }
        return tags;
    }

    /** Also those within {@code attributes}, as the rest of Vor writes them. */
    private static Map<String, String> attributes(Map<String, Json> fields) throws NoEvent {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, Json> field : fields.entrySet()) {
            if (field.getKey().equals(ATTRIBUTES) && field.getValue() instanceof Json.Fields(Map<String, Json> inner)) {
                for (Map.Entry<String, Json> one : inner.entrySet()) {
                    put(attributes, one);
                }
            } else if (!FIELDS.contains(field.getKey())) {
                put(attributes, field);
            }
        }
        return attributes;
    }

    private static void put(Map<String, String> attributes, Map.Entry<String, Json> field) throws NoEvent {
        if (!(field.getValue() instanceof Json.Nothing)) {
            attributes.put(field.getKey(), plain(field.getValue(), field.getKey()));
        }
    }
}

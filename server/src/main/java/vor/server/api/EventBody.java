package vor.server.api;

import io.helidon.webserver.http.ServerRequest;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import vor.model.Event;
import vor.model.Metric;

/** Events that somebody has sent as JSON: one, a list, or one a line. All are taken or none, and every fault is named. */
final class EventBody {
    static final int LIMIT = 4 << 20;
    private static final Set<String> TYPES = Set.of("application/json", "application/x-ndjson");
    private static final int MOST_FAULTS = 100;
    private static final double LONGEST_TTL = 1e9;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(400).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Instant now;
    private final List<Problem.Item> faults = new ArrayList<>();
    private String at = "";

    private EventBody(Instant now) {
        this.now = now;
    }

    static List<Event> read(ServerRequest request, Instant now) {
        return read(Sent.bytes(request, TYPES, LIMIT), now);
    }

    /** @throws ProblemException when it is none, with every fault */
    static List<Event> read(byte[] bytes, Instant now) {
        EventBody body = new EventBody(now);
        List<JsonNode> nodes = nodes(bytes);
        List<Event> events = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size() && body.faults.size() < MOST_FAULTS; i++) {
            body.at = "[" + i + "]";
            events.add(body.event(nodes.get(i)));
        }
        if (!body.faults.isEmpty()) {
            throw Problem.invalid("These are no events", body.faults).exception();
        }
        return events;
    }

    private static List<JsonNode> nodes(byte[] bytes) {
        if (isList(bytes)) {
            return list(bytes);
        }
        List<JsonNode> nodes = new ArrayList<>();
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(bytes)) {
            while (values.hasNextValue()) {
                nodes.add(values.nextValue());
            }
        } catch (JacksonException e) {
            throw malformed(e);
        }
        if (nodes.isEmpty()) {
            throw Problem.malformed("the body is empty; expected {\"host\": \"web1\", \"service\": \"load\", \"metric\": 0.7}, or several in [ ] or one a line").exception();
        }
        return nodes;
    }

    private static boolean isList(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '[';
            }
        }
        return false;
    }

    private static List<JsonNode> list(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes).valueStream().toList();
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    private static ProblemException malformed(JacksonException e) {
        String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
        return Problem.malformed("this is not JSON" + line + ": " + e.getOriginalMessage()).exception();
    }

    private Event event(JsonNode node) {
        if (!node.isObject()) {
            fault("", "is no object", "an event is an object with host, service and more");
            return Event.of("", "", now);
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!FIELDS.contains(field.getKey()) && !field.getValue().isNull()) {
                attributes.put(field.getKey(), text(field.getKey(), field.getValue()));
            }
        }
        node.path("attributes").properties().forEach(f -> attributes.put(f.getKey(), text("attributes." + f.getKey(), f.getValue())));
        if (text(node, "service").isEmpty()) {
            fault("service", "is missing", "say what the event is about");
        }
        return new Event(
                text(node, "host"), text(node, "service"), text(node, "state"), metric(node.path("metric")), time(node.path("time")),
                ttl(node.path("ttl")), text(node, "description"), tags(node.path("tags")), attributes);
    }

    /** Besides these, what stands in an event is an attribute; what a read tells of an event may be sent back. */
    private static final List<String> FIELDS = List.of(
            "host", "service", "state", "metric", "time", "ttl", "description", "tags", "attributes", "received", "expires");

    private String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? "" : text(field, value);
    }

    private String text(String field, JsonNode value) {
        if (value.isContainer()) {
            fault(field, "is no text", "");
            return "";
        }
        return value.asString("");
    }

    private Optional<Metric> metric(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isIntegralNumber()) {
            BigInteger number = value.bigIntegerValue();
            return Optional.of(number.bitLength() < 64 ? new Metric.Whole(number.longValue()) : new Metric.Real(number.doubleValue()));
        }
        if (value.isNumber()) {
            return Optional.of(new Metric.Real(value.asDouble()));
        }
        return switch (value.asString("")) {
            case "NaN" -> Optional.of(new Metric.Real(Double.NaN));
            case "Infinity" -> Optional.of(new Metric.Real(Double.POSITIVE_INFINITY));
            case "-Infinity" -> Optional.of(new Metric.Real(Double.NEGATIVE_INFINITY));
            default -> {
                fault("metric", "is no number", "");
                yield Optional.empty();
            }
        };
    }

    /** Milliseconds since 1970, as everywhere in this API, or ISO 8601, as Riemann has it. */
    private Instant time(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return now;
        }
        try {
            if (value.isNumber() && Math.abs(value.asDouble()) < 1e14) {
                return Instant.ofEpochMilli(value.asLong());
            }
            if (value.isString()) {
                return Instant.parse(value.stringValue());
            }
        } catch (DateTimeException e) {
            // told below
        }
        fault("time", "is no time", "milliseconds since 1970, or text such as 2026-11-22T20:15:00Z; without it, it is now");
        return now;
    }

    private Optional<Duration> ttl(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= LONGEST_TTL)) {
            fault("ttl", "is no time to live", "seconds, 0 to 1000000000");
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) (value.asDouble() * 1e9)));
    }

    private List<String> tags(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            fault("tags", "is no list", "texts in [ ]");
            return List.of();
        }
        return value.valueStream().map(tag -> text("tags", tag)).toList();
    }

    private void fault(String field, String message, String hint) {
        String path = field.isEmpty() ? at : at + "." + field;
        faults.add(new Problem.Item(path, message, hint, OptionalInt.empty(), OptionalInt.empty()));
    }
}

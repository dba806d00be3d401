package vor.server.api;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import vor.model.Event;
import vor.model.Metric;
import vor.server.events.Entry;
import vor.server.events.News;

/** Events of the index as JSON (docs/formats/events.md). A number that JSON cannot say, such as NaN, is a text. */
final class EventJson {
    private EventJson() {}

    /** @param total how many there are in the index, whatever the query */
    static byte[] list(long millis, int total, List<Entry> entries) {
        return Bytes.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("now", millis);
            out.writeNumberProperty("total", total);
            entries(out, entries);
            out.writeEndObject();
        });
    }

    /**
     * One event of the stream.
     *
     * @param of which query of a stream that carries several; empty when it carries this one alone. Comes first, so that who passes it on need not read the rest
     */
    static byte[] frame(Optional<String> of, long millis, int total, EventLive.Told told) {
        byte[] json = Bytes.json(out -> {
            out.writeStartObject();
            of.ifPresent(name -> out.writeStringProperty("of", name));
            out.writeNumberProperty("now", millis);
            out.writeNumberProperty("total", total);
            if (told.whole()) {
                out.writeBooleanProperty("whole", true);
            }
            if (told.more()) {
                out.writeBooleanProperty("more", true);
            }
            entries(out, told.entries());
            out.writeArrayPropertyStart("gone");
            told.gone().forEach(g -> gone(out, g));
            out.writeEndArray();
            out.writeEndObject();
        });
        return event("events", json);
    }

    /** The time, and how many there are, while nothing else is to be told. */
    static byte[] tick(long millis, int total) {
        byte[] json = Bytes.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("now", millis);
            out.writeNumberProperty("total", total);
            out.writeEndObject();
        });
        return event("tick", json);
    }

    private static byte[] event(String name, byte[] json) {
        Bytes bytes = new Bytes().write("event: " + name + "\ndata: ");
        bytes.write(json, 0, json.length);
        return bytes.write("\n\n").take();
    }

    private static void entries(JsonGenerator out, List<Entry> entries) {
        out.writeArrayPropertyStart("events");
        entries.forEach(e -> entry(out, e));
        out.writeEndArray();
    }

    private static void gone(JsonGenerator out, News.Gone gone) {
        out.writeStartObject();
        out.writeStringProperty("host", gone.host());
        out.writeStringProperty("service", gone.service());
        out.writeStringProperty("why", gone.why());
        out.writeEndObject();
    }

    private static void entry(JsonGenerator out, Entry entry) {
        out.writeStartObject();
        fields(out, entry.event());
        out.writeNumberProperty("received", entry.received().toEpochMilli());
        out.writeNumberProperty("expires", entry.expires().toEpochMilli());
        out.writeEndObject();
    }

    /** An event that is in no index. */
    static void event(JsonGenerator out, Event event) {
        out.writeStartObject();
        fields(out, event);
        out.writeEndObject();
    }

    private static void fields(JsonGenerator out, Event event) {
        out.writeStringProperty("host", event.host());
        out.writeStringProperty("service", event.service());
        told(out, "state", event.state());
        event.metric().ifPresent(m -> metric(out, m));
        told(out, "description", event.description());
        if (!event.tags().isEmpty()) {
            out.writeArrayPropertyStart("tags");
            event.tags().forEach(out::writeString);
            out.writeEndArray();
        }
        if (!event.attributes().isEmpty()) {
            out.writeObjectPropertyStart("attributes");
            event.attributes().forEach(out::writeStringProperty);
            out.writeEndObject();
        }
        out.writeNumberProperty("time", event.time().toEpochMilli());
        event.ttl().ifPresent(ttl -> out.writeNumberProperty("ttl", ttl.toNanos() / 1e9));
    }

    private static void told(JsonGenerator out, String name, String text) {
        if (!text.isEmpty()) {
            out.writeStringProperty(name, text);
        }
    }

    private static void metric(JsonGenerator out, Metric metric) {
        switch (metric) {
            case Metric.Whole(long number) -> out.writeNumberProperty("metric", number);
            case Metric.Real(double value) -> out.writeNumberProperty("metric", value);
        }
    }
}

package vor.server.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import vor.model.Fact;
import vor.model.Facts;
import vor.model.Family;
import vor.model.Health;
import vor.model.Inventory;
import vor.model.Ping;
import vor.model.Sight;
import vor.model.Verdict;

/**
 * Observations and health as the API writes them, field by field: ten thousand summaries a second pass here. Numbers
 * that are not known become null.
 */
final class PictureJson {
    private static final SerializedString ADDRESS = new SerializedString("address");
    private static final SerializedString FAMILY = new SerializedString("family");
    private static final SerializedString RESOLVED = new SerializedString("resolved");
    private static final SerializedString STATE = new SerializedString("state");
    private static final SerializedString SINCE = new SerializedString("since");
    private static final SerializedString AT = new SerializedString("at");
    private static final SerializedString LAST_REPLY = new SerializedString("lastReply");
    private static final SerializedString SILENT_SINCE = new SerializedString("silentSince");
    private static final SerializedString RTT = new SerializedString("rtt");
    private static final SerializedString SMOOTHED = new SerializedString("smoothed");
    private static final SerializedString DEVIATION = new SerializedString("deviation");
    private static final SerializedString JITTER = new SerializedString("jitter");
    private static final SerializedString LAST = new SerializedString("last");
    private static final SerializedString BEST = new SerializedString("best");
    private static final SerializedString LOSS = new SerializedString("loss");
    private static final SerializedString SENT = new SerializedString("sent");
    private static final SerializedString LOST = new SerializedString("lost");
    private static final SerializedString WHY = new SerializedString("why");
    private static final Map<Family, SerializedString> FAMILIES = words(Family.class);
    private static final Map<Ping.State, SerializedString> STATES = words(Ping.State.class);

    private PictureJson() {}

    static void pings(JsonGenerator out, Collection<Ping> pings) {
        out.writeStartArray();
        pings.forEach(p -> ping(out, p));
        out.writeEndArray();
    }

    static void ping(JsonGenerator out, Ping ping) {
        out.writeStartObject();
        text(out, ADDRESS, ping.address());
        word(out, FAMILY, FAMILIES.get(ping.family()));
        text(out, RESOLVED, ping.resolved());
        word(out, STATE, STATES.get(ping.state()));
        time(out, SINCE, ping.since());
        time(out, AT, ping.at());
        time(out, LAST_REPLY, ping.lastReply());
        time(out, SILENT_SINCE, ping.silentSince());
        out.writeName(RTT);
        rtt(out, ping.rtt());
        out.writeName(LOSS);
        loss(out, ping.loss());
        out.writeName(SENT).writeNumber(ping.sent());
        out.writeName(LOST).writeNumber(ping.lost());
        text(out, WHY, ping.why());
        out.writeEndObject();
    }

    private static void rtt(JsonGenerator out, Optional<Ping.Rtt> rtt) {
        if (rtt.isEmpty()) {
            out.writeNull();
            return;
        }
        Ping.Rtt r = rtt.get();
        out.writeStartObject();
        millis(out.writeName(SMOOTHED), r.smoothed());
        millis(out.writeName(DEVIATION), r.deviation());
        millis(out.writeName(JITTER), r.jitter());
        millis(out.writeName(LAST), r.last());
        millis(out.writeName(BEST), r.best());
        out.writeEndObject();
    }

    private static void loss(JsonGenerator out, Ping.Loss loss) {
        out.writeStartArray();
        rounded(out, loss.tenSeconds(), 10_000);
        rounded(out, loss.minute(), 10_000);
        rounded(out, loss.fiveMinutes(), 10_000);
        out.writeEndArray();
    }

    /** Milliseconds to the microsecond: what is finer is noise. */
    static void millis(JsonGenerator out, double value) {
        rounded(out, value, 1_000);
    }

    private static void rounded(JsonGenerator out, double value, double parts) {
        double rounded = Math.rint(value * parts) / parts;
        if (!Double.isFinite(rounded)) {
            out.writeNull();
        } else if (rounded == (long) rounded) {
            out.writeNumber((long) rounded);
        } else {
            out.writeNumber(rounded);
        }
    }

    static void sources(JsonGenerator out, Collection<Facts> sources) {
        out.writeStartArray();
        for (Facts f : sources) {
            out.writeStartObject();
            out.writeStringProperty("source", f.source());
            time(out, AT, f.at());
            out.writeName("facts");
            facts(out, f.facts());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void facts(JsonGenerator out, Collection<Fact> facts) {
        out.writeStartArray();
        for (Fact f : facts) {
            out.writeStartObject();
            out.writeStringProperty("name", f.name());
            out.writeStringProperty("value", f.value());
            out.writeStringProperty("unit", f.unit());
            time(out, AT, f.at());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static void sight(JsonGenerator out, Sight sight) {
        out.writeStartObject();
        out.writeBooleanProperty("blind", sight.blind());
        text(out, WHY, sight.why());
        time(out, SINCE, sight.since());
        time(out, AT, sight.at());
        out.writeEndObject();
    }

    /** The inventory is where the names of causes are looked up. */
    static void health(JsonGenerator out, Health health, Inventory inventory) {
        Verdict verdict = health.verdict();
        out.writeStartObject();
        judgement(out, verdict, inventory, health.worst());
        time(out, SINCE, health.since());
        verdicts(out, health, inventory);
        untold(out, health);
        out.writeEndObject();
    }

    private static void verdicts(JsonGenerator out, Health health, Inventory inventory) {
        out.writeObjectPropertyStart("verdicts");
        health.verdicts().forEach((handler, v) -> {
            if (!isBare(v)) {
                out.writeName(handler);
                verdict(out, v, inventory);
            }
        });
        out.writeEndObject();
    }

    /** By their reason, since they are most of all verdicts and say the same. */
    private static void untold(JsonGenerator out, Health health) {
        Map<String, List<String>> handlers = new LinkedHashMap<>();
        health.verdicts().forEach((handler, v) -> {
            if (isBare(v)) {
                handlers.computeIfAbsent(v.why(), why -> new ArrayList<>()).add(handler);
            }
        });
        if (!handlers.isEmpty()) {
            out.writeObjectPropertyStart("untold");
            handlers.forEach((why, names) -> {
                out.writeArrayPropertyStart(why);
                names.forEach(out::writeString);
                out.writeEndArray();
            });
            out.writeEndObject();
        }
    }

    /** Untold, and nothing but its reason. */
    private static boolean isBare(Verdict v) {
        return !v.weighs() && v.facts().isEmpty() && v.label().isEmpty() && v.cause().isEmpty();
    }

    /** What is empty is left out. */
    private static void verdict(JsonGenerator out, Verdict verdict, Inventory inventory) {
        out.writeStartObject();
        text(out, STATE, verdict.state().word());
        out.writeNumberProperty("score", verdict.score());
        text(out, WHY, verdict.why());
        if (!verdict.label().isEmpty()) {
            out.writeStringProperty("label", verdict.label());
        }
        cause(verdict, inventory).ifPresent(name -> out.writeStringProperty("cause", name));
        verdict.since().ifPresent(since -> time(out, SINCE, since));
        if (!verdict.facts().isEmpty()) {
            out.writeName("facts");
            facts(out, verdict.facts());
        }
        out.writeEndObject();
    }

    private static void judgement(JsonGenerator out, Verdict verdict, Inventory inventory, String worst) {
        text(out, STATE, verdict.state().word());
        out.writeNumberProperty("score", verdict.score());
        out.writeStringProperty("worst", worst);
        text(out, WHY, verdict.why());
        out.writeStringProperty("label", verdict.label());
        out.writeStringProperty("cause", cause(verdict, inventory).orElse(null));
    }

    private static Optional<String> cause(Verdict verdict, Inventory inventory) {
        return verdict.cause().flatMap(inventory::device).map(d -> d.name());
    }

    private static void text(JsonGenerator out, SerializedString name, String value) {
        out.writeName(name).writeString(value);
    }

    private static void word(JsonGenerator out, SerializedString name, @Nullable SerializedString value) {
        out.writeName(name).writeString(value);
    }

    private static void time(JsonGenerator out, SerializedString name, Instant value) {
        out.writeName(name).writeNumber(value.toEpochMilli());
    }

    static void time(JsonGenerator out, SerializedString name, Optional<Instant> value) {
        out.writeName(name);
        if (value.isPresent()) {
            out.writeNumber(value.get().toEpochMilli());
        } else {
            out.writeNull();
        }
    }

    private static <E extends Enum<E>> Map<E, SerializedString> words(Class<E> type) {
        Map<E, SerializedString> words = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            words.put(value, new SerializedString(value.name().toLowerCase(Locale.ROOT)));
        }
        return words;
    }
}

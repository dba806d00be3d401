package vor.server.api;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import vor.model.Revision;
import vor.model.Sight;

/** The events of {@code /live} beside the deltas, as bytes. */
final class Events {
    private static final Pattern REVISION = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

    private Events() {}

    /** @param stream names the stream */
    static byte[] hello(Revision revision, Sight sight, long millis, String stream) {
        return event("hello", Bytes.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("revision", revision.toString());
            out.writeNumberProperty("now", millis);
            out.writeName("sight");
            PictureJson.sight(out, sight);
            out.writeStringProperty("stream", stream);
            out.writeEndObject();
        }));
    }

    /** A delta that tells one thing that is in no picture. */
    static byte[] beside(Revision revision, long millis, Consumer<JsonGenerator> part) {
        byte[] json = Bytes.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("now", millis);
            part.accept(out);
            out.writeEndObject();
        });
        return delta(revision, json);
    }

    private static byte[] delta(Revision revision, byte[] json) {
        Bytes bytes = new Bytes().write("event: delta\nid: " + revision + "\ndata: ");
        bytes.write(json, 0, json.length);
        return bytes.write("\n\n").take();
    }

    static byte[] tick(long millis) {
        return event("tick", Bytes.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("now", millis);
            out.writeEndObject();
        }));
    }

    static byte[] resync(Revision revision, String why) {
        return event("resync", Bytes.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("revision", revision.toString());
            out.writeStringProperty("why", why);
            out.writeEndObject();
        }));
    }

    private static byte[] event(String name, byte[] json) {
        Bytes bytes = new Bytes().write("event: " + name + "\ndata: ");
        bytes.write(json, 0, json.length);
        return bytes.write("\n\n").take();
    }

    static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream joined =
                new ByteArrayOutputStream(parts.stream().mapToInt(p -> p.length).sum());
        parts.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /** Empty when it is not a revision of ours. */
    static Optional<Revision> revision(@Nullable String text) {
        Matcher m = REVISION.matcher(text == null ? "" : text);
        return m.matches()
                ? Optional.of(new Revision(Long.parseLong(m.group(1)), Long.parseLong(m.group(2))))
                : Optional.empty();
    }

    /** Why a reader cannot go on where it was. */
    static String why(Optional<Revision> held, Revision now) {
        if (held.isEmpty()) {
            return "Last-Event-ID is not a revision; expected one like " + now;
        }
        return held.get().boot() == now.boot() ? "the frames since then are gone" : "the server is new";
    }
}

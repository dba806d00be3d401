package vor.server.receive.riemann;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vor.model.Clock;
import vor.model.Event;
import vor.server.receive.net.Lines;
import vor.wire.json.JsonText;
import vor.wire.riemann.EventJson;
import vor.wire.riemann.Heard;

/** Events as JSON, of one sender: taken several at a time, each answered with {@code {}} or with what is wrong with it. For one thread. */
final class Answers implements Lines.Taker {
    private static final int SHOWN = 200;

    private final Clock clock;
    private final Consumer<List<Event>> sink;
    private final Counts counts;
    private final String sender;
    private List<Event> events = new ArrayList<>();
    private StringBuilder out = new StringBuilder();

    Answers(Clock clock, Consumer<List<Event>> sink, Counts counts, String sender) {
        this.clock = clock;
        this.sink = sink;
        this.counts = counts;
        this.sender = sender;
    }

    /** One event, taken at once; its answer. */
    byte[] to(String text) {
        add(text);
        pause();
        return taken();
    }

    @Override
    public void line(byte[] bytes, int from, int length) {
        add(new String(bytes, from, length, StandardCharsets.UTF_8));
        out.append('\n');
    }

    @Override
    public void tooLong(byte[] bytes, int from, int length) {
        counts.lines.increment();
        bad(new String(bytes, from, Math.min(length, SHOWN), StandardCharsets.UTF_8), "a line of more than " + SocketSession.LONGEST + " bytes");
        out.append('\n');
    }

    private void add(String text) {
        counts.lines.increment();
        switch (EventJson.read(text, clock.now())) {
            case Heard.Message message -> {
                events.addAll(message.events());
                out.append("{}");
            }
            case Heard.Damage damage -> bad(text.substring(0, Math.min(SHOWN, text.length())), damage.why());
        }
    }

    private void bad(String text, String why) {
        counts.bads.add(sender, text, why);
        out.append("{\"error\":");
        JsonText.quote(out, why);
        out.append('}');
    }

    /** Hands on what came. */
    @Override
    public void pause() {
        if (!events.isEmpty()) {
            counts.events.add(events.size());
            sink.accept(events);
            events = new ArrayList<>();
        }
    }

    /** The answers since the last call. */
    byte[] taken() {
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        out = new StringBuilder();
        return bytes;
    }
}

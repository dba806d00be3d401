package vor.server.api;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import vor.model.Clock;
import vor.rules.Firing;
import vor.rules.RuleStatus;
import vor.server.rules.GuardedHandler;
import vor.server.rules.Paged;
import vor.server.rules.RuleDesk;
import vor.server.rules.load.SourceProblem;

/** {@code /rules}: which rules run and what became of them, what does not compile, who was paged. */
public final class RuleRoutes implements HttpService {
    private final Clock clock;
    private final Told told;

    /**
     * Where it is asked; each returns at once.
     *
     * @param shed events that rules did not get, as too many waited
     * @param injectedTooOften events that rules injected again and again
     */
    public record Told(
            Supplier<RuleDesk.State> state,
            Supplier<List<RuleStatus>> rules,
            Supplier<List<Paged>> pages,
            LongSupplier taken,
            LongSupplier shed,
            LongSupplier injectedTooOften) {}

    public RuleRoutes(Clock clock, Told told) {
        this.clock = clock;
        this.told = told;
    }

    @Override
    public void routing(HttpRules rules) {
        PictureRoutes.read(rules, "/rules", this::all);
    }

    private void all(ServerRequest request, ServerResponse response) {
        RuleDesk.State state = told.state().get();
        byte[] json = Bytes.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("at", clock.millis());
            out.writeBooleanProperty("on", state.folder().isPresent());
            out.writeStringProperty("folder", state.folder().map(Object::toString).orElse(""));
            state.generation().ifPresent(g -> generation(out, g));
            list(out, "problems", state.problems(), RuleRoutes::problem);
            list(out, "rules", told.rules().get(), RuleRoutes::rule);
            list(out, "handlers", state.handlers(), RuleRoutes::handler);
            list(out, "pages", told.pages().get(), RuleRoutes::page);
            out.writeObjectPropertyStart("counters");
            out.writeNumberProperty("taken", told.taken().getAsLong());
            out.writeNumberProperty("shed", told.shed().getAsLong());
            out.writeNumberProperty("reinjectedTooOften", told.injectedTooOften().getAsLong());
            out.writeEndObject();
            out.writeEndObject();
        });
        Answer.of(PictureRoutes.JSON, Page.hash(json), "no-store", json).send(request, response);
    }

    private interface Writer<T> {
        void write(JsonGenerator out, T one);
    }

    private static <T> void list(JsonGenerator out, String name, List<T> all, Writer<T> writer) {
        out.writeArrayPropertyStart(name);
        for (T one : all) {
            out.writeStartObject();
            writer.write(out, one);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void generation(JsonGenerator out, RuleDesk.Generation g) {
        out.writeObjectPropertyStart("generation");
        out.writeNumberProperty("at", g.at().toEpochMilli());
        out.writeNumberProperty("tookMs", g.took().toMillis());
        out.writeArrayPropertyStart("kept");
        g.kept().forEach(out::writeString);
        out.writeEndArray();
        out.writeArrayPropertyStart("reset");
        g.reset().forEach(out::writeString);
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void problem(JsonGenerator out, SourceProblem p) {
        out.writeStringProperty("file", p.file());
        out.writeNumberProperty("line", p.line());
        out.writeNumberProperty("column", p.column());
        out.writeStringProperty("message", p.message());
        out.writeStringProperty("source", p.source());
    }

    private static void rule(JsonGenerator out, RuleStatus r) {
        out.writeStringProperty("name", r.name());
        out.writeStringProperty("file", r.file());
        out.writeNumberProperty("line", r.line());
        stopped(out, r.stopped().orElse(""));
        out.writeNumberProperty("events", r.events());
        out.writeNumberProperty("errors", r.errors());
        out.writeNumberProperty("fired", r.fired());
        out.writeNumberProperty("keys", r.keys());
        out.writeNumberProperty("dropped", r.dropped());
        r.lastError().ifPresent(f -> {
            out.writeObjectPropertyStart("lastError");
            out.writeNumberProperty("at", f.at().toEpochMilli());
            out.writeStringProperty("what", f.what());
            out.writeStringProperty("where", f.where());
            out.writeEndObject();
        });
        r.lastFiring().ifPresent(f -> firing(out, f));
    }

    private static void stopped(JsonGenerator out, String why) {
        out.writeStringProperty("state", why.isEmpty() ? "running" : "stopped");
        out.writeStringProperty("why", why);
    }

    private static void firing(JsonGenerator out, Firing f) {
        out.writeObjectPropertyStart("lastFiring");
        out.writeNumberProperty("at", f.at().toEpochMilli());
        out.writeStringProperty("what", f.outlet().words());
        f.events().stream().findFirst().ifPresent(e -> {
            out.writeName("event");
            EventJson.event(out, e);
        });
        out.writeEndObject();
    }

    private static void handler(JsonGenerator out, GuardedHandler h) {
        out.writeStringProperty("name", h.name());
        out.writeStringProperty("file", h.file());
        out.writeNumberProperty("line", h.line());
        stopped(out, h.stopped().orElse(""));
        out.writeNumberProperty("errors", h.errors());
    }

    private static void page(JsonGenerator out, Paged p) {
        out.writeNumberProperty("at", p.at().toEpochMilli());
        out.writeStringProperty("to", p.to());
        out.writeStringProperty("rule", p.rule());
        out.writeName("event");
        EventJson.event(out, p.event());
        out.writeStringProperty("posted", p.posted());
    }

    /** A page as a webhook gets it. */
    public static byte[] posted(Paged p) {
        return Bytes.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("at", p.at().toEpochMilli());
            out.writeStringProperty("to", p.to());
            out.writeStringProperty("rule", p.rule());
            out.writeName("event");
            EventJson.event(out, p.event());
            out.writeEndObject();
        });
    }
}

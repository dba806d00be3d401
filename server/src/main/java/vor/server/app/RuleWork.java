package vor.server.app;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vor.model.Clock;
import vor.model.Event;
import vor.model.Handler;
import vor.model.Reading;
import vor.server.api.HealthCheck;
import vor.server.api.RuleRoutes;
import vor.server.events.Index;
import vor.server.rules.Outlets;
import vor.server.rules.Pages;
import vor.server.rules.RuleDesk;
import vor.server.rules.RuleEngine;

/** Rules and all that they need, as one. */
final class RuleWork implements AutoCloseable {
    private final Map<String, String> environment;
    private final Index index;
    private final Pages pages;
    private final Outlets outlets;
    private final RuleEngine engine;
    private final RuleDesk desk;
    private final Sending sending;

    /**
     * @param index that rules write to; what it is told goes to the rules from the start on
     * @param handlers gets those that files bring
     */
    RuleWork(Clock clock, Map<String, String> environment, Index index, Outlets.Channels channels, RuleEngine.Tap tap, Consumer<List<Handler>> handlers) {
        this.environment = environment;
        this.index = index;
        this.sending = new Sending();
        this.pages = new Pages(clock, RuleRoutes::posted);
        this.outlets = new Outlets(clock, store(index), pages, channels, sending);
        this.engine = new RuleEngine(clock, outlets, tap);
        this.desk = new RuleDesk(clock, engine, handlers);
    }

    private static Outlets.Store store(Index index) {
        return new Outlets.Store() {
            @Override
            public void put(List<Event> events) {
                index.takeDerived(events);
            }

            @Override
            public void delete(List<Event> events) {
                index.delete(events);
            }
        };
    }

    void start(Config config) throws IOException {
        Optional<URI> webhook = webhook(config);
        pages.webhook(webhook);
        pages.start();
        engine.start();
        index.onTold(engine);
        desk.folder(config.rules().folder());
        desk.start();
    }

    /**
     * The address that pages go to by this configuration.
     *
     * @throws IOException when there is none where it refers to, or it is no address; never repeats it
     */
    Optional<URI> webhook(Config config) throws IOException {
        Optional<String> told = config.rules().webhook();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        boolean reference = Secrets.isReference(told.get());
        String text = reference ? Secrets.beside(config.file(), environment).text(told.get()).strip() : told.get();
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // told below, without the address
        }
        throw new IOException((reference ? told.get() : "rules.webhook") + " holds no address such as https://chat.example/hooks/noc");
    }

    /** By this configuration from now on; the webhook was looked up before. */
    void become(Config next, Optional<URI> webhook) {
        pages.webhook(webhook);
        desk.folder(next.rules().folder());
    }

    /** To be called several times a second by one thread. */
    void chore() {
        engine.chore();
    }

    RuleRoutes.Told told() {
        return new RuleRoutes.Told(desk::state, engine::statuses, pages::last, engine::taken, engine::shed, engine::injectedTooOften);
    }

    HealthCheck check() {
        return new HealthCheck("rules", desk::trouble);
    }

    List<Reading> readings() {
        return Stream.of(engine.readings(), outlets.readings(), pages.readings(), sending.readings()).flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        desk.close();
        engine.close();
        pages.close();
        sending.close();
    }
}

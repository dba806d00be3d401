package vor.server.app;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.access.tls.IdentityException;
import vor.server.access.tls.MutualTls;
import vor.server.api.HealthCheck;
import vor.server.api.Posted;
import vor.server.api.ReceiverInfo;
import vor.server.events.Entry;
import vor.server.events.Index;
import vor.server.events.query.Query;
import vor.server.events.query.QueryException;
import vor.server.receive.collectd.CollectdServer;
import vor.server.receive.collectd.CollectdSettings;
import vor.server.receive.graphite.GraphiteServer;
import vor.server.receive.net.Receiver;
import vor.server.receive.posted.WriteHttpReceiver;
import vor.server.receive.riemann.Channels;
import vor.server.receive.riemann.RiemannServer;
import vor.server.receive.riemann.RiemannSettings;
import vor.server.receive.statsd.StatsdServer;

/** All that hears events, as one: a configuration counts for each of them or for none. */
final class EventReceivers implements AutoCloseable {
    private final Map<String, String> environment;
    private final RiemannServer riemann;
    private final GraphiteServer graphite;
    private final CollectdServer collectd;
    private final StatsdServer statsd;
    private final WriteHttpReceiver writeHttp;
    private Optional<CollectdSettings> held = Optional.empty();
    private Optional<SSLContext> shown = Optional.empty();

    /**
     * @param index is asked by clients that ask, and published here
     * @param sink where all goes that is heard
     * @param channels what readers by WebSocket and server-sent events are told
     */
    EventReceivers(Clock clock, Map<String, String> environment, Index index, EventSink sink, Channels channels) {
        this.environment = environment;
        this.riemann = new RiemannServer(clock, sink, finder(index), channels);
        index.watched(new Index.Watcher() {
            @Override
            public boolean wants() {
                return channels.isRead(Channels.INDEX);
            }

            @Override
            public void hear(List<Event> events) {
                channels.publish(Channels.INDEX, events);
            }
        });
        this.graphite = new GraphiteServer(clock, sink);
        this.collectd = new CollectdServer(clock, sink);
        this.statsd = new StatsdServer(clock, sink);
        this.writeHttp = new WriteHttpReceiver(clock, sink);
    }

    private static RiemannServer.Finder finder(Index index) {
        return new RiemannServer.Finder() {
            @Override
            public Predicate<Event> query(String text) throws RiemannServer.BadQuery {
                try {
                    return Query.parse(text)::matches;
                } catch (QueryException e) {
                    throw new RiemannServer.BadQuery(e.getMessage() + " at character " + (e.at() + 1));
                }
            }

            @Override
            public List<Event> find(Predicate<Event> query) {
                return index.find(query).stream().map(Entry::event).toList();
            }
        };
    }

    /** Begins to listen; what one of them cannot is a trouble, and the others work. */
    synchronized void start(Config config) {
        try {
            shown = context(config);
            riemann.certificate(shown);
            riemann.start(riemann(config));
        } catch (IOException e) {
            riemann.cannotStart(String.valueOf(e.getMessage()));
        }
        graphite.start(config.receive().graphite());
        statsd.start(config.receive().statsd());
        try {
            writeHttp.types(types(config));
            held = collectd(config);
            collectd.start(held);
        } catch (IOException e) {
            collectd.cannotStart(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Listens as this one says, in place of the one of before.
     *
     * @throws IOException when something cannot be had, in words for people; then all is as it was
     */
    synchronized void become(Config before, Config next) throws IOException {
        Optional<CollectdSettings> told = collectd(next);
        String types = types(next);
        Receiving was = before.receive();
        Receiving is = next.receive();
        Optional<CollectdSettings> toldBefore = held;
        Optional<SSLContext> shownNext = context(next);
        Optional<SSLContext> shownBefore = shown;
        all(List.of(
                new Step(() -> riemann.certificate(shownNext), () -> riemann.certificate(shownBefore)),
                new Step(() -> riemann.settings(riemann(next)), () -> riemann.settings(riemann(before))),
                new Step(() -> graphite.settings(is.graphite()), () -> graphite.settings(was.graphite())),
                new Step(() -> statsd.settings(is.statsd()), () -> statsd.settings(was.statsd())),
                new Step(() -> collectd.settings(told), () -> collectd.settings(toldBefore))));
        held = told;
        shown = shownNext;
        writeHttp.types(types);
    }

    /** What collectd's write_http posted. Any thread. */
    Posted.Outcome posted(byte[] body, String sender) {
        WriteHttpReceiver.Outcome outcome = writeHttp.take(body, sender);
        return new Posted.Outcome(outcome.taken(), outcome.bad(), outcome.problems());
    }

    /** Readers may ask by the names that the page is asked by. */
    private static Optional<RiemannSettings> riemann(Config config) {
        return config.receive().riemann().map(Receiving.Riemann::settings).map(s -> new RiemannSettings(
                s.host(), s.port(), s.udp(), s.mostConnections(), s.mostBytes(), s.tls(), s.websocket(), s.sse(), Set.copyOf(config.access().names())));
    }

    private Optional<SSLContext> context(Config config) throws IOException {
        Optional<Receiving.Certificate> told = config.receive().riemann().flatMap(Receiving.Riemann::certificate);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        Receiving.Certificate c = told.get();
        try {
            return Optional.of(MutualTls.context(c.certificate(), c.key(), Secrets.beside(config.file(), environment).text(c.key()), c.clients()));
        } catch (IOException | IdentityException e) {
            throw new IOException("receive.riemann.tls: " + e.getMessage(), e);
        }
    }

    private interface Turn {
        void take() throws IOException;
    }

    private record Step(Turn there, Turn back) {}

    private static void all(List<Step> steps) throws IOException {
        for (int i = 0; i < steps.size(); i++) {
            try {
                steps.get(i).there().take();
            } catch (IOException e) {
                for (Step done : steps.subList(0, i)) {
                    done.back().take();
                }
                throw e;
            }
        }
    }

    private Optional<CollectdSettings> collectd(Config config) throws IOException {
        Optional<Receiving.Collectd> told = config.receive().collectd();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        Receiving.Collectd c = told.get();
        Map<String, String> users = c.users().isEmpty()
                ? Map.of()
                : users(Secrets.beside(config.file(), environment).text(c.users().get()), c.users().get());
        return Optional.of(new CollectdSettings(c.listen().host(), c.listen().port(), c.level(), users, types(config)));
    }

    /** Where nothing listens for collectd, its write_http may still post. */
    private static String types(Config config) throws IOException {
        StringBuilder types = new StringBuilder();
        for (Path file : config.receive().collectd().map(Receiving.Collectd::types).orElseGet(ReceiveReader::usualTypes)) {
            types.append(text(file)).append('\n');
        }
        return types.toString();
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is no text", e);
        } catch (IOException e) {
            throw new IOException("there is no file " + file + " that can be read; name one in receive.collectd.types", e);
        }
    }

    /** Never repeats a line, which has a password in it. */
    private static Map<String, String> users(String text, String where) throws IOException {
        Map<String, String> users = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int colon = line.indexOf(':');
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (colon < 1 || line.substring(colon + 1).isBlank()) {
                throw new IOException(where + ", line " + number + ": expected \"user: password\"");
            }
            users.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return users;
    }

    /** To be called several times a second by one thread. */
    void chore() {
        statsd.chore();
        riemann.chore();
    }

    private Stream<Receiver> all() {
        return Stream.of(riemann, graphite, statsd, collectd, writeHttp);
    }

    List<Reading> readings() {
        return all().flatMap(r -> r.readings().stream()).toList();
    }

    List<HealthCheck> checks() {
        return all().map(r -> new HealthCheck(r.name(), r::trouble)).toList();
    }

    /** For people to look at. */
    List<ReceiverInfo> infos() {
        return all().map(this::info).toList();
    }

    private ReceiverInfo info(Receiver receiver) {
        Map<String, Double> counters = new LinkedHashMap<>();
        String prefix = "vor_" + receiver.name() + "_";
        receiver.readings().forEach(r -> counters.put(r.name().replaceFirst("^" + prefix, "").replaceFirst("_total$", ""), r.value().getAsDouble()));
        return new ReceiverInfo(
                receiver.name(),
                receiver.listening(),
                receiver.trouble().orElse(""),
                counters,
                receiver.lastBad().stream().map(b -> new ReceiverInfo.Bad(b.at(), b.sender(), b.what(), b.why())).toList());
    }

    @Override
    public void close() {
        riemann.close();
        graphite.close();
        collectd.close();
        statsd.close();
    }
}

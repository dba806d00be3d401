package vor.server.api;

import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http2.Http2Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Reading;

/**
 * The HTTP server. Opens loopback only, unless there are accounts and encryption ({@link Door}). Each request and each reader of {@code /live} has a virtual thread of its own;
 * the thread {@code api-encode} writes the big documents, {@code api-clock} tells the time to readers and ends requests
 * that take too long.
 */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final Duration HEADERS = Duration.ofSeconds(10);
    private static final long TICKS_A_SECOND = Duration.ofSeconds(1).dividedBy(Live.TICK);

    private final ApiParts parts;
    private final Door door;
    private final Deadlines deadlines;
    private final EventLive events;
    private final EventViews views;
    private final Handshakes handshakes;
    private final RouteTable table = new RouteTable();
    private final Front front;
    private final Guard guard;
    private final Gate gate;
    private final PictureRoutes pictures;
    private final Packer encoder = new Packer("api-encode");
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(daemon("api-clock"));
    private final WebServer server;
    private @Nullable ScheduledFuture<?> ticking;
    private long ticks;

    private ApiServer(ApiParts parts, Page page, Door door) {
        this.parts = parts;
        this.door = door;
        this.deadlines = new Deadlines(parts.clock());
        this.events = new EventLive(parts.clock(), parts.events(), deadlines);
        this.views = new EventViews(events, parts.live()::wake);
        this.handshakes = new Handshakes(parts.clock());
        Errors errors = new Errors(table);
        this.front = new Front(door);
        this.guard = new Guard(door.access(), table);
        this.gate = new Gate(deadlines, errors, front, guard);
        this.pictures = new PictureRoutes(parts, encoder);
        this.server = build(routing(page, errors));
    }

    /**
     * Opens the port on loopback, plain and without accounts; the server answers when this returns.
     *
     * @param host 127.0.0.1, ::1 or localhost
     * @param port 0 for any that is free
     * @throws IllegalArgumentException when the address is not on loopback, saying why that is refused
     * @throws IllegalStateException when the port cannot be opened, saying why and what to do
     */
    public static ApiServer start(ApiParts parts, String host, int port) {
        return start(parts, Door.loopback(host, port));
    }

    /**
     * Opens the port; the server answers when this returns.
     *
     * @throws IllegalStateException when the port cannot be opened, saying why and what to do
     */
    public static ApiServer start(ApiParts parts, Door door) {
        return start(parts, Page.fromClasspath(), door);
    }

    static ApiServer start(ApiParts parts, Page page, String host, int port) {
        return start(parts, page, Door.loopback(host, port));
    }

    static ApiServer start(ApiParts parts, Page page, Door door) {
        ApiServer server = new ApiServer(parts, page, door);
        server.open();
        return server;
    }

    private void open() {
        server.start();
        if (!server.isRunning()) {
            close();
            throw new IllegalStateException("cannot listen on " + door.address().getHostAddress() + " port " + door.port() + ": "
                    + reason(door.address(), door.port()) + ". Is another Vor running there? Choose another port in the configuration");
        }
        guard.open(server.port());
        front.open(server.port());
        long period = Live.TICK.toMillis();
        ticking = ticker.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
        String scheme = door.tls().isPresent() ? "https" : "http";
        LOG.info("listening on {}://{}", scheme, Loopback.authority(door.address(), server.port()));
    }

    /** Helidon logs the reason and keeps it; so the port is tried once more. */
    private static String reason(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return "it was taken a moment ago";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void tick() {
        try {
            events.tick(); // before the readers of the live stream wake up and ask for it
            parts.live().tick();
            deadlines.check();
            handshakes.check();
            if (ticks++ % TICKS_A_SECOND == 0) {
                door.chores().forEach(Runnable::run);
            }
        } catch (RuntimeException e) {
            LOG.error("the clock of the API failed", e);
        }
    }

    private HttpRouting.Builder routing(Page page, Errors errors) {
        HttpRouting.Builder routing = HttpRouting.builder();
        routing.addFilter(this::arrived);
        routing.addFilter(gate);
        routing.error(Throwable.class, errors::answer);
        table.mount(routing, "/", page);
        table.mount(routing, "/", new OwnHealth(parts, this::readings));
        table.mount(routing, "/api/v1", pictures);
        table.mount(routing, "/api/v1", new SiteRoutes(parts));
        table.mount(routing, "/api/v1", new WhereRoutes(parts.picture()));
        table.mount(routing, "/api/v1", new LiveRoutes(parts.live(), views, deadlines, door.access()));
        table.mount(routing, "/api/v1", new EventRoutes(parts.clock(), parts.events(), parts.intake(), events, deadlines, door.access()));
        parts.services().forEach(m -> table.mount(routing, m.path(), m.service()));
        return routing;
    }

    private void arrived(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        handshakes.done(request.remotePeer().address());
        chain.proceed();
    }

    private WebServer build(HttpRouting.Builder routing) {
        WebServerConfig.Builder builder = WebServer.builder();
        door.tls().ifPresent(context -> builder.addProtocol(http2()).tls(Tls.builder()
                .sslContext(handshakes.watched(context))
                .addEnabledProtocol("TLSv1.3")
                .addEnabledProtocol("TLSv1.2")
                .addApplicationProtocol("h2")
                .addApplicationProtocol("http/1.1")
                .build()));
        return builder
                .address(door.address())
                .port(door.port())
                .routing(routing)
                .directHandlers(directHandlers())
                .protocolsDiscoverServices(false)
                .featuresDiscoverServices(false)
                .shutdownHook(false)
                .addProtocol(http1())
                .connectionOptions(SocketOptions.builder()
                        .tcpNoDelay(true)
                        .socketSendBufferSize(128 << 10) // the kernel would let a stalled reader grow to megabytes
                        .build())
                .maxPayloadSize(Gate.MAX_IMPORT)
                .maxTcpConnections(4096)
                .idleConnectionTimeout(Duration.ofSeconds(60))
                .idleConnectionPeriod(Duration.ofSeconds(15))
                .shutdownGracePeriod(Duration.ofMillis(200))
                .build();
    }

    private Http1Config http1() {
        return Http1Config.builder()
                .maxPrologueLength(8 << 10)
                .maxHeadersSize(16 << 10)
                .receiveLog(false)
                .sendLog(false)
                .addReceiveListener(new HeaderDeadline())
                .build();
    }

    /** Over TLS, where browsers speak it: one connection of a page carries all that it asks. */
    private static Http2Config http2() {
        return Http2Config.builder()
                .maxHeaderListSize(16 << 10)
                .maxConcurrentStreams(64)
                .flowControlTimeout(Live.STALLED)
                .build();
    }

    /** Headers that drip in hold a thread and a connection; so they have a deadline of their own. */
    private final class HeaderDeadline implements Http1ConnectionListener {
        @Override
        public void prologue(ConnectionContext connection, HttpPrologue prologue) {
            handshakes.done(connection.remotePeer().address());
            deadlines.begin(HEADERS);
        }

        @Override
        public void headers(ConnectionContext connection, Headers headers) {
            deadlines.end();
        }
    }

    private static DirectHandlers directHandlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(
                    type, (request, event, status, headers, message) -> Errors.unreadable(status, headers));
        }
        return handlers.build();
    }

    private List<Reading> readings() {
        List<Reading> all = new ArrayList<>(parts.readings().get());
        all.addAll(parts.live().readings());
        all.addAll(parts.events().readings());
        all.addAll(events.readings());
        all.addAll(gate.readings());
        all.addAll(pictures.readings());
        all.add(Reading.counter(
                "vor_http_handshakes_missed_total", "Connections ended because no request came", handshakes::missed));
        all.add(Reading.counter(
                "vor_http_deadlines_missed_total", "Requests ended because they took too long", deadlines::missed));
        return all;
    }

    /**
     * People ask for it by these names from now on, and through these proxies. Any thread.
     *
     * @throws IllegalArgumentException when strangers could come in, saying why that is refused
     */
    public void names(Set<String> names, Set<InetAddress> proxies) {
        front.door(door.with(names, proxies));
    }

    /** The port that is open. */
    public int port() {
        return server.port();
    }

    RouteTable table() {
        return table;
    }

    /** Sends the readers of {@code /live} away, lets running requests end, frees the port. */
    @Override
    public void close() {
        parts.live().close();
        events.close();
        if (ticking != null) {
            ticking.cancel(false);
        }
        ticker.shutdownNow();
        if (server.isRunning()) {
            server.stop();
        }
        encoder.close();
    }

    private static ThreadFactory daemon(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }
}

package vor.server.receive.riemann;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import vor.model.Event;
import vor.server.receive.riemann.RiemannSettings.At;
import vor.testkit.ManualClock;

/** A server on ports of its own over an index that is a list; a query is the beginning of a service. */
final class Fixture implements AutoCloseable, RiemannServer.Finder {
    static final At ANY = new At("127.0.0.1", 0);
    private static final int PATIENCE_S = 20;

    final ManualClock clock = new ManualClock();
    final List<Event> index = new CopyOnWriteArrayList<>();
    final BlockingQueue<Event> taken = new LinkedBlockingQueue<>();
    final Channels channels;
    final RiemannServer server;

    Fixture() {
        this(new Channels());
    }

    Fixture(Channels channels) {
        this.channels = channels;
        server = new RiemannServer(clock, taken::addAll, this, channels);
    }

    static RiemannSettings settings(Optional<At> tls, Optional<At> websocket, Optional<At> sse) {
        return new RiemannSettings("127.0.0.1", 0, false, 200, 100_000, tls, websocket, sse, Set.of("noc.example.org"));
    }

    /** Riemann's port, WebSocket's, that of server-sent events. */
    Fixture web() throws IOException {
        server.settings(Optional.of(settings(Optional.empty(), Optional.of(ANY), Optional.of(ANY))));
        return this;
    }

    @Override
    public Predicate<Event> query(String text) throws RiemannServer.BadQuery {
        if (text.equals("bad")) {
            throw new RiemannServer.BadQuery("no query");
        }
        return event -> text.equals("true") || event.service().startsWith(text);
    }

    @Override
    public List<Event> find(Predicate<Event> query) {
        return index.stream().filter(query).toList();
    }

    Event event(String service) {
        return Event.of("web1", service, clock.now());
    }

    void publish(String... services) {
        channels.publish(Channels.INDEX, List.of(services).stream().map(this::event).toList());
    }

    int port(int which) {
        return server.ports().get(which).number();
    }

    int websocket() {
        return port(1);
    }

    int sse() {
        return port(2);
    }

    double reading(String name) {
        return server.readings().stream().filter(r -> r.name().equals("vor_riemann_" + name)).findFirst().orElseThrow().value().getAsDouble();
    }

    Event next() throws InterruptedException {
        return Optional.ofNullable(taken.poll(PATIENCE_S, TimeUnit.SECONDS)).orElseThrow();
    }

    /** Waits for what other threads do, with the server's clock standing still. */
    static void until(BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE_S + " s");
            }
            Thread.onSpinWait();
        }
    }

    static Socket client(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_S * 1_000);
        return socket;
    }

    /** Sends text as it stands and gives all that comes until the end. */
    static String asked(int port, String text) throws IOException {
        try (Socket socket = client(port)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What comes until it has such an end. */
    static String upTo(InputStream in, String end) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (!out.toString(StandardCharsets.UTF_8).endsWith(end)) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("it ended after: " + out.toString(StandardCharsets.UTF_8));
            }
            out.write(b);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Runs a foreign program to its end; its words, both kinds. */
    static String run(Path input, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("/usr/bin/timeout", "30"));
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        Process process = (Files.exists(input) ? builder.redirectInput(input.toFile()) : builder).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Override
    public void close() {
        server.close();
    }
}

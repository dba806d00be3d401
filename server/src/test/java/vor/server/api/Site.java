package vor.server.api;

import io.helidon.webserver.http.HttpService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.model.Clock;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Event;
import vor.model.Family;
import vor.model.Health;
import vor.model.Inventory;
import vor.model.Notice;
import vor.model.Picture;
import vor.model.Reading;
import vor.model.State;
import vor.rules.Firing;
import vor.rules.Outlet;
import vor.rules.RuleStatus;
import vor.server.access.Access;
import vor.server.api.access.AccessRoutes;
import vor.server.claims.Claims;
import vor.server.editing.Editing;
import vor.server.events.Index;
import vor.server.rules.Paged;
import vor.server.rules.RuleDesk;
import vor.server.rules.load.SourceProblem;
import vor.server.receive.posted.WriteHttpReceiver;

/** A server with a small made-up site behind it, and a client. */
final class Site implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    volatile Optional<String> trouble = Optional.empty();
    private final Clock clock;
    private final HttpService service;
    private final Optional<Access> access;
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Picture picture;
    private volatile Map<DeviceId, Health> health = new HashMap<>(Map.of(new DeviceId(2), Fake.health(2, State.BEHIND, 1)));
    final Live live;
    final Index events;
    final WriteHttpReceiver writeHttp;
    final Claims claims;
    final Editing editing;
    private final Path folder = folder();

    Site(Clock clock) {
        this(clock, Map.of("index.html", "<!doctype html>page".getBytes(StandardCharsets.UTF_8)));
    }

    Site(Clock clock, Map<String, byte[]> page) {
        this(clock, page, broken());
    }

    Site(Clock clock, Map<String, byte[]> page, HttpService service) {
        this(clock, page, service, 2_000, new Ring(600, 24 << 20));
    }

    Site(Clock clock, Map<String, byte[]> page, int maxReaders, Ring ring) {
        this(clock, page, broken(), maxReaders, ring);
    }

    private Site(Clock clock, Map<String, byte[]> page, HttpService service, int maxReaders, Ring ring) {
        this(clock, page, service, maxReaders, ring, Door.loopback("127.0.0.1", 0));
    }

    /** With accounts, or behind a proxy, or whatever the door says. */
    Site(Clock clock, HttpService service, Door door) {
        this(clock, Map.of("index.html", "<!doctype html>page".getBytes(StandardCharsets.UTF_8)), service, 2_000, new Ring(600, 24 << 20), door);
    }

    private Site(Clock clock, Map<String, byte[]> page, HttpService service, int maxReaders, Ring ring, Door door) {
        this.clock = clock;
        this.service = service;
        this.access = door.access();
        this.picture = Fake.picture(7, Fake.inventory(3, Fake.device(1, "core"), Fake.device(2, "e1-1"), Fake.device(3, "hall / A")));
        this.live = new Live(clock, () -> picture, maxReaders, ring);
        this.events = new Index(clock, 1_000, expired -> {});
        this.writeHttp = new WriteHttpReceiver(clock, events);
        this.claims = Claims.open(folder, clock);
        claims.onChange(changed -> live.claims(changed, picture.inventory()));
        this.editing = new Editing(clock);
        editing.onChange(changed -> live.editing(changed, picture.inventory()));
        this.server = ApiServer.start(parts(), new Page(page), door);
    }

    ApiParts parts() {
        SiteInfo info = new SiteInfo(
                "The \"Gathering\"", ZoneId.of("Europe/Oslo"), "0.1.0", clock.now(), Optional.of("core"),
                List.of(new SiteInfo.Point("ping", "Ping", "Answers or not")),
                List.of(new Notice("backup", State.WORN, "no backup for 27 hours", Fake.THEN)), Optional.of(Fake.THEN));
        return new ApiParts(
                clock, () -> info, () -> picture, () -> health, this::latency, live, events, events,
                List.of(new ApiParts.Mount("/api/v1", new NetworkRoutes(clock, () -> picture.inventory(), () -> picture)),
                        new ApiParts.Mount("/api/v1", service),
                        new ApiParts.Mount("/api/v1", new EditingRoutes(editing, () -> picture.inventory())), new ApiParts.Mount("/api/v1", new ClaimRoutes(claims, () -> picture.inventory())),
                        new ApiParts.Mount("/api/v1", new ReceiverRoutes(clock, List::of)),
                        new ApiParts.Mount("/api/v1", new RuleRoutes(clock, rules())),
                        new ApiParts.Mount("/api/v1", new CollectdRoutes(this::posted)),
                        new ApiParts.Mount("/api/v1", new AccessRoutes(access))), Site::readings,
                List.of(new HealthCheck("inventory", () -> trouble)));
    }

    private RuleRoutes.Told rules() {
        RuleDesk.State state = new RuleDesk.State(
                Optional.of(Path.of("/etc/vor/rules")),
                Optional.of(new RuleDesk.Generation(Fake.THEN, Duration.ofMillis(412), List.of("Rabbit.backlog"), List.of("Web.slow: from throttle(5) on; 1 of 3 steps go on"))),
                List.of(new SourceProblem("Web.java", 7, 21, "cannot find symbol", "    Rule a = wher();")),
                List.of());
        Event event = Event.of("web1", "load", Fake.THEN).withMetric(7.5).withState("critical");
        Firing firing = new Firing(Fake.THEN, "Rabbit.backlog", new Outlet.Page("ops"), List.of(event));
        RuleStatus status = new RuleStatus(
                "Rabbit.backlog", "Rabbit.java", 5, Optional.empty(), 1_234, 1,
                Optional.of(new RuleStatus.Fault(Fake.THEN, "IllegalStateException: no", "Rabbit.java:9")), 5, Optional.of(firing), 12, 0);
        return new RuleRoutes.Told(
                () -> state, () -> List.of(status), () -> List.of(new Paged(Fake.THEN, "ops", "Rabbit.backlog", event, "no webhook")), () -> 1, () -> 2, () -> 3);
    }

    private Posted.Outcome posted(byte[] body, String sender) {
        WriteHttpReceiver.Outcome outcome = writeHttp.take(body, sender);
        return new Posted.Outcome(outcome.taken(), outcome.bad(), outcome.problems());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("vor-site");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpService broken() {
        return rules -> rules.put("/broken", (req, res) -> {
                    throw new IllegalStateException("secret /etc/passwd");
                })
                .put("/echo", (req, res) -> res.send(req.content().as(byte[].class)))
                .post("/import", (req, res) -> res.send(Integer.toString(req.content().as(byte[].class).length)));
    }

    private List<LatencySource.Series> latency(DeviceId device, int seconds) {
        return List.of(new LatencySource.Series(
                "198.18.0.1", Family.V4, Fake.THEN, new double[] {0.41, Double.NaN, 3}, new int[] {4, 4, 4}, new int[] {0, 4, 0}));
    }

    private static List<Reading> readings() {
        return List.of(
                new Reading("vor_test_things_total", "Things", Reading.Kind.COUNTER, Map.of("room", "one"), () -> 1),
                new Reading("vor_test_things_total", "Things", Reading.Kind.COUNTER, Map.of("room", "two"), () -> 2));
    }

    void picture(long n) {
        picture = Fake.picture(n, picture.inventory());
    }

    void picture(Picture next) {
        picture = next;
    }

    Picture picture() {
        return picture;
    }

    void manyDevices(int count) {
        List<Device> devices = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            devices.add(Fake.device(i, "d" + i));
        }
        picture = Fake.picture(7, new Inventory(4, devices, List.of(), List.of(), List.of()));
    }

    void health(Map<DeviceId, Health> now) {
        health = now;
    }

    int port() {
        return server.port();
    }

    ApiServer server() {
        return server;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return MAPPER.readTree(answer.body());
    }

    /** The problem document, after a look at what every one of them must be. */
    static JsonNode problem(HttpResponse<byte[]> answer) {
        Assertions.assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        Assertions.assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        Assertions.assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        JsonNode json = json(answer);
        Assertions.assertThat(json.get("type").asString()).startsWith("/problems/");
        Assertions.assertThat(json.get("title").asString()).isNotBlank();
        Assertions.assertThat(json.get("status").asInt()).isEqualTo(answer.statusCode());
        Assertions.assertThat(json.get("detail").asString()).isNotBlank();
        return json;
    }

    static byte[] gunzip(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        try {
            Files.deleteIfExists(folder.resolve("claims.json"));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

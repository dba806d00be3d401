package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.Event;
import vor.model.Metric;
import vor.server.access.Role;
import vor.server.events.Entry;
import vor.testkit.ManualClock;

/** What collectd's write_http posts; at the end Debian's collectd does it itself. */
@Timeout(60)
class CollectdRoutesTest {
    private static final Path COLLECTD = Path.of("/usr/sbin/collectd");
    private static final Path PLUGIN = Path.of("/usr/lib/collectd/write_http.so");
    private static final Path TYPES = Path.of("/usr/share/collectd/types.db");

    @TempDir
    Path folder = Path.of("");

    private final ManualClock clock = new ManualClock();

    private static HttpResponse<byte[]> post(Site site, String type, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = type;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return site.send("POST", "/api/v1/collectd", body.getBytes(StandardCharsets.UTF_8), all);
    }

    private static HttpResponse<byte[]> json(Site site, String body) {
        return post(site, "application/json", body);
    }

    private static String octets(int time, String rx) {
        return """
                [{"values":[%s,2],"dstypes":["derive","counter"],"dsnames":["rx","tx"],"time":%d.5,"interval":10.000,
                "host":"web1","plugin":"interface","plugin_instance":"eth0","type":"if_octets","type_instance":"","meta":{"a":[1]}}]
                """.formatted(rx, time);
    }

    private static Event event(Site site, String host, String service) {
        return site.events.get(host, service).map(Entry::event).orElseThrow();
    }

    @Test
    void countersBecomeRates() {
        try (Site site = new Site(clock)) {
            assertThat(Site.json(json(site, octets(1_700_000_000, "9007199254740993"))).toString()).isEqualTo("{\"taken\":1,\"bad\":0}");
            assertThat(site.events.size()).isZero();
            json(site, octets(1_700_000_010, "9007199254741003"));
            Event event = event(site, "web1", "interface-eth0/if_octets/rx");
            assertThat(event.metric()).contains(new Metric.Real(1));
            assertThat(event.ttl()).contains(Duration.ofSeconds(20));
            assertThat(event.attributes()).containsEntry("ds_type", "derive:rate").containsEntry("plugin_instance", "eth0");
            assertThat(event(site, "web1", "interface-eth0/if_octets/tx").metric()).contains(new Metric.Real(0));
        }
    }

    @Test
    void aGaugeThatNobodyKnowsIsNotANumber() {
        try (Site site = new Site(clock)) {
            json(site, "[{\"values\":[null],\"dstypes\":[\"gauge\"],\"dsnames\":[\"value\"],\"time\":1700000000,\"host\":\"h\",\"plugin\":\"p\",\"type\":\"t\"}]");
            assertThat(event(site, "h", "p/t").metric()).contains(new Metric.Real(Double.NaN));
            assertThat(event(site, "h", "p/t").ttl()).isEmpty();
        }
    }

    /** With Format "Command" notifications are JSON, too, and come as text/plain. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain"})
    void notificationsAreEventsOfWhatTheyAreAbout(String type) {
        try (Site site = new Site(clock)) {
            HttpResponse<byte[]> answer = post(site, type, """
                    [{"labels":{"alertname":"collectd_load","instance":"web1","severity":"WARNING","service":"collectd"},
                    "annotations":{"summary":"Host web1, plugin load type load: too much","DataSource":"shortterm"},"startsAt":"2026-11-23T02:51:28.938079668Z"}]""");
            assertThat(answer.statusCode()).isEqualTo(200);
            Event event = event(site, "web1", "load/load");
            assertThat(event.state()).isEqualTo("warning");
            assertThat(event.description()).isEqualTo("Host web1, plugin load type load: too much");
            assertThat(event.tags()).containsExactly("notification");
        }
    }

    @Test
    void linesAreReadWithTypesOfTypesDb() {
        try (Site site = new Site(clock)) {
            site.writeHttp.types("load shortterm:GAUGE:0:U midterm:GAUGE:0:U longterm:GAUGE:0:U\n");
            HttpResponse<byte[]> answer = post(site, "text/plain", """
                    PUTVAL web1/load/load interval=1.000 1700000000.938:2.5:3.5:1.5\r
                    PUTNOTIF severity=failure time=1700000000 host=web1 plugin=ping type=ping message="gone"\r
                    PUTVAL web1/x/unheard N:1\r
                    """);
            assertThat(Site.json(answer).toString()).isEqualTo("{\"taken\":2,\"bad\":1}");
            assertThat(event(site, "web1", "load/load/longterm").metric()).contains(new Metric.Real(1.5));
            assertThat(event(site, "web1", "ping/ping").state()).isEqualTo("critical");
            assertThat(site.writeHttp.lastBad().getFirst().what()).isEqualTo("PUTVAL web1/x/unheard N:1");
            assertThat(site.writeHttp.lastBad().getFirst().why()).isEqualTo("line 3: the type unheard is not in types.db");
        }
    }

    @Test
    void whatNobodyCanReadIsToldAndNothingOfItIsTaken() {
        try (Site site = new Site(clock)) {
            for (String body : new String[] {"[{\"values\":", "[7]", "{\"a\":1}", "hello", "[{\"values\":[1],\"dstypes\":[\"derive\"],\"time\":1}]", "[[1]]"}) {
                HttpResponse<byte[]> answer = json(site, body);
                assertThat(answer.statusCode()).as(body).isEqualTo(422);
                assertThat(Site.problem(answer).at("/problems/0/message").asString()).isNotEmpty();
            }
            assertThat(json(site, "[".repeat(1_000)).statusCode()).isEqualTo(422);
            assertThat(Site.json(json(site, "")).get("taken").asInt()).isZero();
            assertThat(post(site, "application/x-www-form-urlencoded", "a=b").statusCode()).isEqualTo(415);
            assertThat(site.events.size()).isZero();
        }
    }

    @Test
    void whatCanBeReadBesideCounts() {
        try (Site site = new Site(clock)) {
            String good = "{\"values\":[1],\"dstypes\":[\"gauge\"],\"dsnames\":[\"value\"],\"time\":1700000000,\"host\":\"h\",\"plugin\":\"p\",\"type\":\"t\"}";
            assertThat(Site.json(json(site, "[" + good + ",{\"values\":[1]}," + good + "]")).toString()).isEqualTo("{\"taken\":2,\"bad\":1}");
            assertThat(Site.json(json(site, "[" + good + ",")).toString()).isEqualTo("{\"taken\":1,\"bad\":1}");
        }
    }

    @Test
    void aPageOfAnotherSiteCannotPost() {
        try (Site site = new Site(clock)) {
            assertThat(post(site, "text/plain", "PUTVAL a/b/c N:1", "Origin", "https://elsewhere.example").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void whatHostsPostEveryFewSecondsDoesNotFillTheAudit() {
        try (Guarded guarded = new Guarded(folder)) {
            String bearer = guarded.bearer(Role.OPERATOR);
            assertThat(post(guarded.site, "application/json", "[]", "Authorization", bearer).statusCode()).isEqualTo(200);
            assertThat(guarded.send("POST", "/events", "[]", "Authorization", bearer).statusCode()).isEqualTo(200);
            assertThat(post(guarded.site, "application/json", "[]").statusCode()).isEqualTo(401);
            assertThat(guarded.audit()).noneMatch(e -> e.result().equals("200") && e.what().contains("/collectd"));
            assertThat(guarded.audit()).noneMatch(e -> e.result().equals("200") && e.what().contains("/events"));
        }
    }

    // ---- collectd itself

    private Process collectd(int port, String node) throws IOException {
        assumeTrue(Files.exists(COLLECTD) && Files.exists(PLUGIN), "skipped: Debian's collectd with write_http is not here");
        Path conf = Files.writeString(folder.resolve("collectd.conf"), """
                Hostname "gate.example.org"
                FQDNLookup false
                Interval 0.2
                PIDFile "%1$s/pid"
                BaseDir "%1$s"
                TypesDB "/usr/share/collectd/types.db"
                LoadPlugin load
                LoadPlugin memory
                LoadPlugin interface
                LoadPlugin threshold
                <Plugin threshold>
                  <Plugin "memory">
                    <Type "memory">
                      Instance "free"
                      WarningMax 1
                      Persist true
                    </Type>
                  </Plugin>
                </Plugin>
                LoadPlugin write_http
                <Plugin write_http>
                  <Node "vor">
                    URL "http://127.0.0.1:%2$d/api/v1/collectd"
                    Notifications true
                    BufferSize 1024
                    %3$s
                  </Node>
                </Plugin>
                """.formatted(folder, port, node));
        return new ProcessBuilder(COLLECTD.toString(), "-f", "-C", conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static Event awaited(Site site, String service) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Optional<Entry> found = Optional.empty();
        while (found.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
            found = site.events.get("gate.example.org", service);
        }
        assertThat(found).as(service).isPresent();
        return found.orElseThrow().event();
    }

    private void hears(Site site, String node) throws IOException, InterruptedException {
        site.writeHttp.types(Files.exists(TYPES) ? Files.readString(TYPES) : "");
        Process collectd = collectd(site.port(), node);
        try {
            assertThat(awaited(site, "load/load/shortterm").attributes()).containsEntry("ds_name", "shortterm");
            assertThat(awaited(site, "interface-lo/if_octets/rx").attributes()).isEqualTo(Map.of(
                    "plugin", "interface", "plugin_instance", "lo", "type", "if_octets", "ds_name", "rx", "ds_type", "derive:rate", "ds_index", "0"));
            assertThat(awaited(site, "memory/memory-free").host()).isEqualTo("gate.example.org");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (notifications(site) == 0 && System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(notifications(site)).isPositive();
        } finally {
            collectd.destroyForcibly().waitFor(); // asked nicely it may wait for ever for its own threads
        }
        assertThat(site.writeHttp.lastBad()).isEmpty();
    }

    private static double notifications(Site site) {
        return site.writeHttp.readings().stream().filter(r -> r.name().contains("notifications")).findFirst().orElseThrow().value().getAsDouble();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "Command"})
    void collectdItselfIsHeard(String format) throws IOException, InterruptedException {
        try (Site site = new Site(clock)) {
            hears(site, "Format \"" + format + "\"");
        }
    }

    @Test
    void collectdShowsItsTokenInAHeader() throws IOException, InterruptedException {
        try (Guarded guarded = new Guarded(folder)) {
            hears(guarded.site, "Header \"Authorization: " + guarded.bearer(Role.OPERATOR) + "\"");
        }
    }

    @Test
    void theReceiverSaysWhereItHearsAndWhoSentNonsense() {
        try (Site site = new Site(clock)) {
            json(site, "[7]");
            assertThat(site.writeHttp.name()).isEqualTo("write_http");
            assertThat(site.writeHttp.listening()).containsExactly("POST /api/v1/collectd");
            assertThat(site.writeHttp.lastBad().getFirst().sender()).isEqualTo("127.0.0.1");
            assertThat(site.writeHttp.lastBad().getFirst().why()).isEqualTo("[0]: neither values nor labels");
        }
    }
}

package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.Decoder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vor.model.DeviceId;
import vor.model.Health;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.ManualClock;

/** The real server on a port of its own. */
class ApiServerTest {
    private final ManualClock clock = new ManualClock();
    private final Site site = new Site(clock);

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void refusesToOpenAnAddressThatOthersCanReach() {
        for (String host : new String[] {"0.0.0.0", "192.0.2.1", "::", "example.org", "", "127.0.0.1.example.org"}) {
            assertThatThrownBy(() -> ApiServer.start(site.parts(), host, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + host + "\"")
                    .hasMessageContaining("neither TLS nor accounts")
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        assertThatThrownBy(() -> ApiServer.start(site.parts(), "127.0.0.1", site.port()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1 port " + site.port())
                .hasMessageContaining("Choose another port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e7-2", "00:1b:21", "198.18.0", "198.18.0.256", "::g", "%20", "zz:1b:21:ab:cd:ef", "1.2.3.4.5", "%00"})
    void whatIsNoAddressIsRefusedByName(String text) {
        HttpResponse<byte[]> answer = site.get("/api/v1/where/" + text);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = Site.json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/invalid");
        assertThat(problem.at("/problems/0/field").asString()).isEqualTo("address");
        assertThat(problem.at("/problems/0/hint").asString()).contains("00:1b:21:ab:cd:ef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:1b:21:ab:cd:ef", "001b.21ab.cdef", "198.18.64.7", "fd9a::7"})
    void anAddressThatNobodyHasSeenIsFoundNowhere(String text) {
        HttpResponse<byte[]> answer = site.get("/api/v1/where/" + text);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Site.json(answer).path("query").asString()).isEqualTo(text);
        assertThat(Site.json(answer).path("found").size()).isZero();
    }

    @Test
    void givesTheWholePicture() {
        HttpResponse<byte[]> answer = site.get("/api/v1/picture");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode json = Site.json(answer);
        assertThat(json.get("revision").asString()).isEqualTo(Fake.BOOT + ".7");
        assertThat(json.get("now").asLong()).isEqualTo(clock.millis());
        assertThat(json.at("/sight/blind").asBoolean()).isFalse();
        assertThat(json.at("/devices/core/pings/0").toString())
                .isEqualTo("{\"address\":\"198.18.0.1\",\"family\":\"v4\",\"resolved\":\"198.18.0.1\",\"state\":\"up\","
                        + "\"since\":1767225600000,\"at\":1767225600000,\"lastReply\":1767225600000,\"silentSince\":null,"
                        + "\"rtt\":{\"smoothed\":0.412,\"deviation\":0.02,\"jitter\":0.01,\"last\":1,\"best\":null},"
                        + "\"loss\":[0,0.0123,null],\"sent\":4,\"lost\":0,\"why\":\"\"}");
        assertThat(json.at("/devices/core/facts").toString())
                .isEqualTo("[{\"source\":\"thermometer\",\"at\":1767225600000,\"facts\":[{\"name\":\"inlet\","
                        + "\"value\":\"21.5\",\"unit\":\"°C\",\"at\":1767225600000}]}]");
    }

    @Test
    void answersNotModifiedToWhoHoldsThePicture() {
        String tag = site.get("/api/v1/picture").headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo("\"" + Fake.BOOT + ".7\"");
        HttpResponse<byte[]> again = site.get("/api/v1/picture", "If-None-Match", "\"other\", W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
    }

    @Test
    void encodesThePictureAtMostOnceASecond() {
        site.get("/api/v1/picture");
        site.picture(8);
        assertThat(Site.json(site.get("/api/v1/picture")).get("revision").asString()).endsWith(".7");
        clock.advance(java.time.Duration.ofSeconds(1));
        assertThat(Site.json(site.get("/api/v1/picture")).get("revision").asString()).endsWith(".8");
    }

    @Test
    void whoTakesBrotliGetsIt() throws IOException {
        assertThat(Brotli4jLoader.isAvailable()).isTrue();
        site.manyDevices(200);
        HttpResponse<byte[]> packed = site.get("/api/v1/picture", "Accept-Encoding", "gzip, deflate, br");
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("br");
        assertThat(packed.headers().firstValue("ETag").orElseThrow()).endsWith("-br\"");
        byte[] plain = site.get("/api/v1/picture").body();
        assertThat(Decoder.decompress(packed.body()).getDecompressedData()).isEqualTo(plain);
        assertThat(packed.body().length).isLessThan(plain.length / 8);
    }

    @Test
    void compressesABigPictureForWhoAsks() throws IOException {
        site.manyDevices(200);
        HttpResponse<byte[]> packed = site.get("/api/v1/picture", "Accept-Encoding", "br;q=0, gzip");
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
        HttpResponse<byte[]> plain = site.get("/api/v1/picture", "Accept-Encoding", "gzip;q=0");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(Site.gunzip(packed.body())).isEqualTo(plain.body());
        assertThat(packed.headers().firstValue("ETag")).isNotEqualTo(plain.headers().firstValue("ETag"));
        String tag = packed.headers().firstValue("ETag").orElseThrow();
        assertThat(site.get("/api/v1/picture", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void givesThePictureOfOneDevice() {
        JsonNode json = Site.json(site.get("/api/v1/picture/core"));
        assertThat(json.propertyNames()).containsExactly("revision", "now", "pings", "agent", "ports", "chassis", "neighbours", "facts", "stations");
        assertThat(json.at("/pings/0/state").asString()).isEqualTo("up");
    }

    @Test
    void namesTheDeviceThatDoesNotExist() {
        HttpResponse<byte[]> answer = site.get("/api/v1/picture/n%C3%B6%22%3Cb%3E");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Site.problem(answer).get("detail").asString()).contains("nö\"<b>");
    }

    @Test
    void findsADeviceWhoseNameHasASlashAndSpaces() {
        assertThat(site.get("/api/v1/picture/hall%20%2F%20A").statusCode()).isEqualTo(200);
    }

    @Test
    void givesHealthWithTheNameOfTheCause() {
        JsonNode all = Site.json(site.get("/api/v1/health"));
        assertThat(all.at("/devices/e1-1").toString())
                .isEqualTo("{\"state\":\"behind\",\"score\":500,\"worst\":\"ping\",\"why\":\"behind it\",\"label\":\"\","
                        + "\"cause\":\"core\",\"since\":1767225600000,\"verdicts\":{\"ping\":{\"state\":\"behind\","
                        + "\"score\":500,\"why\":\"behind it\",\"cause\":\"core\"}}}");
        assertThat(Site.json(site.get("/api/v1/health/e1-1"))).isEqualTo(all.at("/devices/e1-1"));
    }

    @Test
    void handlersThatHaveNothingToJudgeByStandTogetherWithTheirReason() {
        Verdict untold = Verdict.untold("not asked by SNMP");
        Verdict good = Verdict.good("answers").label("4 ms");
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        verdicts.put("uplinks", untold);
        verdicts.put("ping", good);
        verdicts.put("optics", untold);
        verdicts.put("mgmt", Verdict.of(State.UNKNOWN, 1, "no address to ask"));
        site.health(Map.of(new DeviceId(2), new Health(new DeviceId(2), "ping", good, Instant.EPOCH, verdicts)));
        JsonNode health = Site.json(site.get("/api/v1/health/e1-1"));
        assertThat(health.path("untold").toString()).isEqualTo("{\"not asked by SNMP\":[\"uplinks\",\"optics\"]}");
        assertThat(health.path("verdicts").toString())
                .isEqualTo("{\"ping\":{\"state\":\"good\",\"score\":0,\"why\":\"answers\",\"label\":\"4 ms\"},"
                        + "\"mgmt\":{\"state\":\"unknown\",\"score\":1,\"why\":\"no address to ask\"}}");
    }

    @Test
    void healthThatChangesWithinOnePictureHasANewTag() {
        String tag = site.get("/api/v1/health").headers().firstValue("ETag").orElseThrow();
        site.health(Map.of());
        clock.advance(java.time.Duration.ofSeconds(1));
        assertThat(site.get("/api/v1/health", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void givesTheLastMinutesWithNullForNoReply() {
        JsonNode json = Site.json(site.get("/api/v1/history/core/latency?seconds=3"));
        assertThat(json.toString())
                .isEqualTo("{\"device\":\"core\",\"now\":" + clock.millis() + ",\"step\":1000,\"targets\":[{\"address\":\"198.18.0.1\","
                        + "\"family\":\"v4\",\"from\":1767225600000,\"rtt\":[0.41,null,3],\"sent\":[4,4,4],\"lost\":[0,4,0]}]}");
    }

    @Test
    void refusesSecondsThatAreNone() {
        for (String bad : new String[] {"0", "-1", "3601", "ten", "99999999999", ""}) {
            HttpResponse<byte[]> answer = site.get("/api/v1/history/core/latency?seconds=" + bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(422);
            assertThat(Site.problem(answer).at("/problems/0/field").asString()).isEqualTo("seconds");
        }
    }

    @Test
    void describesSiteAndHandlers() {
        JsonNode json = Site.json(site.get("/api/v1/site"));
        assertThat(json.toString())
                .isEqualTo("{\"name\":\"The \\\"Gathering\\\"\",\"zone\":\"Europe/Oslo\",\"version\":\"0.1.0\",\"started\":"
                        + clock.millis() + ",\"monitor\":\"core\",\"handlers\":[{\"name\":\"ping\",\"title\":\"Ping\","
                        + "\"legend\":\"Answers or not\"}],\"notices\":[{\"about\":\"backup\",\"state\":\"worn\","
                        + "\"why\":\"no backup for 27 hours\",\"since\":1767225600000}],\"backup\":1767225600000}");
        assertThat(Site.json(site.get("/api/v1/handlers")).get("handlers")).isEqualTo(json.get("handlers"));
    }

    @Test
    void tellsItsOwnHealth() {
        HttpResponse<byte[]> well = site.get("/healthz");
        assertThat(well.statusCode()).isEqualTo(200);
        assertThat(Site.json(well).toString()).isEqualTo("{\"status\":\"ok\",\"blind\":false,\"uptime\":0}");
        site.trouble = Optional.of("the disk is full");
        clock.advance(java.time.Duration.ofSeconds(5));
        HttpResponse<byte[]> ill = site.get("/healthz");
        assertThat(ill.statusCode()).isEqualTo(503);
        assertThat(Site.json(ill).toString())
                .isEqualTo("{\"status\":\"failing\",\"blind\":false,\"uptime\":5000,\"troubles\":{\"inventory\":\"the disk is full\"}}");
    }

    @Test
    void countsForPrometheus() {
        site.get("/api/v1/nothing");
        String text = new String(site.get("/metrics").body(), StandardCharsets.UTF_8);
        assertThat(text)
                .contains("vor_test_things_total{room=\"one\"} 1.0")
                .contains("vor_test_things_total{room=\"two\"} 2.0")
                .contains("# TYPE vor_live_readers gauge")
                .contains("vor_http_requests_total{class=\"4xx\"} 1.0")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void answersHeadWithoutABody() {
        HttpResponse<byte[]> head = site.send("HEAD", "/api/v1/site", new byte[0]);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
        assertThat(head.body()).isEmpty();
        assertThat(site.send("HEAD", "/api/v1/nothing", new byte[0]).statusCode()).isEqualTo(404);
        assertThat(site.get("/api/v1/site").statusCode()).isEqualTo(200);
    }
}

package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.model.Event;
import vor.model.Metric;
import vor.testkit.ManualClock;

/** Events over HTTP: pushed, asked for, followed. */
@Timeout(60)
class EventRoutesTest {
    private final ManualClock clock = new ManualClock();
    private final Site site = new Site(clock);
    private final List<Raw> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Raw raw : open) {
            raw.close();
        }
        site.close();
    }

    private HttpResponse<byte[]> post(String body) {
        return site.send("POST", "/api/v1/events", body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private JsonNode events(String query) {
        return Site.json(site.get("/api/v1/events?query=" + encoded(query))).get("events");
    }

    private void take(String service, String state) {
        site.events.take(List.of(new Event(
                "web1", service, state, Optional.of(new Metric.Real(0.5)), clock.now(), Optional.of(Duration.ofSeconds(10)), "", List.of(), Map.of())));
    }

    // ---- pushed

    @Test
    void oneIsTakenWithAllThatItSays() {
        HttpResponse<byte[]> answer = post(
                """
                {"host":"web1","service":"load","state":"ok","metric":7,"ttl":1.5,"description":"d","tags":["a","b"],
                 "time":"2026-11-22T20:15:00.250Z","rack":"b3","attributes":{"slot":"4"}}""");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Site.json(answer).get("taken").asInt()).isEqualTo(1);
        JsonNode event = events("").get(0);
        assertThat(event.get("metric").isIntegralNumber()).isTrue();
        assertThat(event.get("time").asLong()).isEqualTo(1795378500250L);
        assertThat(event.get("ttl").asDouble()).isEqualTo(1.5);
        assertThat(event.get("expires").asLong() - event.get("received").asLong()).isEqualTo(1500);
        assertThat(event.get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(event.at("/attributes/rack").asString()).isEqualTo("b3");
        assertThat(event.at("/attributes/slot").asString()).isEqualTo("4");
    }

    @Test
    void severalComeAsAListOrOneALine() {
        assertThat(Site.json(post("[{\"service\":\"a\"},{\"service\":\"b\",\"metric\":\"NaN\"}]")).get("taken").asInt()).isEqualTo(2);
        byte[] lines = "{\"service\":\"c\"}\n\n{\"service\":\"d\",\"time\":1795378500250}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(site.send("POST", "/api/v1/events", lines, "Content-Type", "application/x-ndjson").statusCode()).isEqualTo(200);
        assertThat(Site.json(post("[]")).get("taken").asInt()).isZero();
        assertThat(events("").size()).isEqualTo(4);
        assertThat(events("service = \"b\"").get(0).get("metric").asString()).isEqualTo("NaN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"host":"web1"}                                    | [0].service     | is missing
                    [{"service":"a"},{"service":""}]                   | [1].service     | is missing
                    [{"service":"a"},7]                                | [1]             | is no object
                    {"service":"a","metric":"much"}                    | [0].metric      | is no number
                    {"service":"a","metric":[1]}                       | [0].metric      | is no number
                    {"service":"a","ttl":-1}                           | [0].ttl         | is no time to live
                    {"service":"a","ttl":"60"}                         | [0].ttl         | is no time to live
                    {"service":"a","time":"yesterday"}                 | [0].time        | is no time
                    {"service":"a","time":1e300}                       | [0].time        | is no time
                    {"service":"a","tags":"x"}                         | [0].tags        | is no list
                    {"service":"a","tags":[["x"]]}                     | [0].tags        | is no text
                    {"service":{},"x":1}                               | [0].service     | is no text
                    {"service":"a","rack":{"b":3}}                     | [0].rack        | is no text
                    """)
    void whatIsNoEventIsNamedAndNothingIsTaken(String body, String field, String message) {
        HttpResponse<byte[]> answer = post(body);
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode problem = Site.problem(answer).at("/problems/0");
        assertThat(problem.get("field").asString()).isEqualTo(field);
        assertThat(problem.get("message").asString()).isEqualTo(message);
        assertThat(site.events.size()).isZero();
    }

    @Test
    void whatIsNoJsonSaysWhere() {
        assertThat(Site.problem(post("{\"service\":\"a\"}\n{\"service\":")).get("detail").asString()).contains("this is not JSON in line 2");
        assertThat(Site.problem(post("")).get("detail").asString()).contains("the body is empty");
        assertThat(post("[".repeat(100)).statusCode()).isEqualTo(400);
        assertThat(site.send("POST", "/api/v1/events", "x".getBytes(StandardCharsets.UTF_8), "Content-Type", "text/plain").statusCode()).isEqualTo(415);
        assertThat(site.events.size()).isZero();
    }

    @Test
    void numbersBeyondWhatFitsStayNumbers() {
        assertThat(post("{\"service\":\"a\",\"metric\":9223372036854775808}").statusCode()).isEqualTo(200);
        assertThat(post("{\"service\":\"b\",\"metric\":" + "9".repeat(401) + "}").statusCode()).isEqualTo(400);
        assertThat(events("").get(0).get("metric").asDouble()).isEqualTo(0x1p63);
    }

    // ---- asked for

    @Test
    void aQueryFindsWhatFitsItAndTheTotalIsOfAll() {
        take("load", "ok");
        take("disk", "critical");
        JsonNode answer = Site.json(site.get("/api/v1/events?query=" + encoded("state = \"critical\"")));
        assertThat(answer.get("events").size()).isEqualTo(1);
        assertThat(answer.at("/events/0/service").asString()).isEqualTo("disk");
        assertThat(answer.get("total").asInt()).isEqualTo(2);
        assertThat(events("").get(0).get("service").asString()).isEqualTo("disk");
    }

    @Test
    void whatIsNoQuerySaysWhereAndHowToMendIt() {
        for (String path : List.of("/api/v1/events", "/api/v1/live/events")) {
            HttpResponse<byte[]> answer = site.get(path + "?query=" + encoded("state = "));
            assertThat(answer.statusCode()).isEqualTo(422);
            JsonNode problem = Site.problem(answer).at("/problems/0");
            assertThat(problem.get("field").asString()).isEqualTo("query");
            assertThat(problem.get("message").asString()).isEqualTo("expected a field such as host, or a value, found the end at character 9");
            assertThat(problem.get("column").asInt()).isEqualTo(9);
            assertThat(problem.get("hint").asString()).startsWith("such as: ");
        }
    }

    @Test
    void textsOfSendersAreTextInJson() {
        site.events.take(List.of(Event.of("<b>\"\\", "\u0000\n</script>\ud800", clock.now())));
        JsonNode event = events("").get(0);
        assertThat(event.get("host").asString()).isEqualTo("<b>\"\\");
        assertThat(event.get("service").asString()).startsWith("\u0000\n</script>");
    }

    // ---- followed

    private Raw follow(String query) throws IOException {
        Raw raw = new Raw(site.port());
        open.add(raw);
        raw.send("GET /api/v1/live/events?query=" + encoded(query) + " HTTP/1.1\r\nHost: localhost:" + site.port() + "\r\n\r\n");
        assertThat(raw.status()).isEqualTo(200);
        assertThat(raw.header("Content-Type")).contains("text/event-stream; charset=utf-8");
        return raw;
    }

    /** The next that is no tick. */
    private static JsonNode next(Raw raw) throws IOException {
        while (true) {
            String name = raw.line();
            String data = raw.line();
            assertThat(raw.line()).isEmpty();
            if (name.equals("event: events")) {
                return new JsonMapper().readTree(data.substring("data: ".length()));
            }
            assertThat(name).isEqualTo("event: tick");
        }
    }

    @Test
    void aReaderIsToldAllThatFitsThenWhatIsNewAndWhatIsGone() throws IOException {
        take("load", "ok");
        take("disk", "critical");
        Raw raw = follow("state != \"critical\"");
        JsonNode first = next(raw);
        assertThat(first.get("whole").asBoolean()).isTrue();
        assertThat(first.get("total").asInt()).isEqualTo(2);
        assertThat(first.get("events").size()).isEqualTo(1);
        take("swap", "ok");
        assertThat(next(raw).at("/events/0/service").asString()).isEqualTo("swap");
        take("load", "critical");
        JsonNode left = next(raw);
        assertThat(left.get("events").size()).isZero();
        assertThat(left.at("/gone/0/service").asString()).isEqualTo("load");
        assertThat(left.at("/gone/0/why").asString()).isEqualTo("it does not fit the query any more");
        clock.advance(Duration.ofSeconds(11));
        site.events.chore();
        JsonNode expired = next(raw);
        assertThat(expired.at("/gone/0/service").asString()).isEqualTo("swap");
        assertThat(expired.at("/gone/0/why").asString()).isEqualTo("nothing came for 10 s");
        assertThat(expired.get("gone").size()).isEqualTo(1);
    }

    @Test
    void anEmptyIndexIsToldAsSuch() throws IOException {
        JsonNode first = next(follow(""));
        assertThat(first.get("whole").asBoolean()).isTrue();
        assertThat(first.get("events").size()).isZero();
    }

    @Test
    void tooManyReadersAreRefused() throws IOException {
        for (int i = 0; i < 100; i++) {
            next(follow(""));
        }
        HttpResponse<byte[]> answer = site.get("/api/v1/live/events");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Site.problem(answer).get("detail").asString()).contains("at most 100");
    }
}

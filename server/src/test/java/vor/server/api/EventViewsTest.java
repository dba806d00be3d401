package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.model.Event;
import vor.model.Frame;
import vor.model.Picture;
import vor.server.access.Role;
import vor.testkit.ManualClock;

/** Events on the one stream of a page, over HTTP. */
@Timeout(60)
class EventViewsTest {
    private final ManualClock clock = new ManualClock();
    private final Site site = new Site(clock);
    private final List<Raw> open = new ArrayList<>();
    private Picture picture = site.picture();

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void close() throws IOException {
        for (Raw raw : open) {
            raw.close();
        }
        site.close();
    }

    private record Told(String name, JsonNode data) {}

    /** One page's stream, and what it is called. */
    private final class Stream {
        final Raw raw;
        final Site at;
        final String id;

        Stream(Site at, String... headers) throws IOException {
            this.at = at;
            raw = new Raw(at.port(), 4 << 10);
            open.add(raw);
            raw.send("GET /api/v1/live HTTP/1.1\r\nHost: localhost:" + at.port() + "\r\n" + String.join("", headers) + "\r\n");
            assertThat(raw.status()).isEqualTo(200);
            Told hello = any();
            assertThat(hello.name()).isEqualTo("hello");
            id = hello.data().get("stream").asString();
        }

        Told any() throws IOException {
            String name = raw.line().substring("event: ".length());
            JsonNode data = new JsonMapper().nullNode();
            for (String line = raw.line(); !line.isEmpty(); line = raw.line()) {
                if (line.startsWith("data: ")) {
                    data = new JsonMapper().readTree(line.substring("data: ".length()));
                }
            }
            return new Told(name, data);
        }

        /** The next that is about events. */
        JsonNode next() throws IOException {
            Told told = any();
            while (!told.name().equals("events")) {
                told = any();
            }
            return told.data();
        }

        HttpResponse<byte[]> put(String name, String query, String... headers) {
            return body(name, "{\"query\":\"" + query + "\"}", headers);
        }

        HttpResponse<byte[]> body(String name, String json, String... headers) {
            List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
            all.addAll(List.of(headers));
            return at.send("PUT", path(name), json.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
        }

        HttpResponse<byte[]> delete(String name) {
            return at.send("DELETE", path(name), new byte[0]);
        }

        private String path(String name) {
            return "/api/v1/live/" + id + "/events/" + name;
        }
    }

    private void take(String service, String state) {
        site.events.take(List.of(Event.of("web1", service, clock.now()).withState(state)));
    }

    private void publish(long n) {
        Frame frame = Fake.frame(picture, n);
        picture = frame.picture();
        site.live.publish(frame, Fake.calm());
    }

    private double readers() {
        String text = new String(site.get("/metrics").body(), StandardCharsets.UTF_8);
        return text.lines().filter(l -> l.startsWith("vor_events_readers ")).mapToDouble(l -> Double.parseDouble(l.split(" ")[1])).findFirst().orElseThrow();
    }

    @Test
    void tellsAllThatFitsThenWhatIsNewAndWhatIsGoneUnderItsName() throws IOException {
        take("load", "ok");
        take("disk", "critical");
        Stream stream = new Stream(site);
        HttpResponse<byte[]> answer = stream.put("q-1", "state != \\\"critical\\\"");
        assertThat(answer.statusCode()).isEqualTo(204);
        JsonNode first = stream.next();
        assertThat(first.propertyNames()).containsExactly("of", "now", "total", "whole", "events", "gone");
        assertThat(first.get("of").asString()).isEqualTo("q-1");
        assertThat(first.get("total").asInt()).isEqualTo(2);
        assertThat(first.get("events").size()).isEqualTo(1);
        take("swap", "ok");
        JsonNode more = stream.next();
        assertThat(more.has("whole")).isFalse();
        assertThat(more.at("/events/0/service").asString()).isEqualTo("swap");
        take("load", "critical");
        JsonNode left = stream.next();
        assertThat(left.get("events").size()).isZero();
        assertThat(left.at("/gone/0/service").asString()).isEqualTo("load");
    }

    @Test
    void anEmptyIndexIsToldAsSuch() throws IOException {
        Stream stream = new Stream(site);
        stream.put("all", "");
        JsonNode first = stream.next();
        assertThat(first.get("whole").asBoolean()).isTrue();
        assertThat(first.get("events").size()).isZero();
    }

    @Test
    void howManyThereAreIsToldToWhoNoneOfThemFits() throws IOException {
        Stream stream = new Stream(site);
        stream.put("none", "host = \\\"nobody\\\"");
        stream.next();
        take("load", "ok");
        clock.advance(Duration.ofMillis(700));
        JsonNode more = stream.next();
        assertThat(more.get("total").asInt()).isEqualTo(1);
        assertThat(more.get("events").size() + more.get("gone").size()).isZero();
    }

    @Test
    void deltasAndTicksGoOnBesideIt() throws IOException {
        Stream stream = new Stream(site);
        stream.put("all", "");
        stream.next();
        publish(8);
        assertThat(stream.any().name()).isEqualTo("delta");
        clock.advance(Duration.ofSeconds(1));
        assertThat(stream.any().name()).isEqualTo("tick");
        take("load", "ok");
        assertThat(stream.any().name()).isEqualTo("events");
        publish(9);
        assertThat(stream.any().name()).isEqualTo("delta");
    }

    @Test
    void severalQueriesOfOneStreamAreToldApart() throws IOException {
        take("load", "ok");
        take("disk", "critical");
        Stream stream = new Stream(site);
        stream.put("a", "service = \\\"load\\\"");
        assertThat(stream.next().at("/events/0/service").asString()).isEqualTo("load");
        stream.put("b", "service = \\\"disk\\\"");
        JsonNode second = stream.next();
        assertThat(second.get("of").asString()).isEqualTo("b");
        assertThat(second.at("/events/0/service").asString()).isEqualTo("disk");
    }

    @Test
    void anotherQueryOfTheSameNameTakesItsPlace() throws IOException {
        take("load", "ok");
        Stream stream = new Stream(site);
        stream.put("a", "false");
        assertThat(stream.next().get("events").size()).isZero();
        stream.put("a", "true");
        JsonNode again = stream.next();
        assertThat(again.get("whole").asBoolean()).isTrue();
        assertThat(again.get("events").size()).isEqualTo(1);
        assertThat(readers()).isEqualTo(1);
    }

    @Test
    void whatIsNotWantedAnyMoreIsNotTold() throws IOException {
        Stream stream = new Stream(site);
        stream.put("a", "");
        stream.next();
        assertThat(stream.delete("a").statusCode()).isEqualTo(204);
        assertThat(stream.delete("never").statusCode()).isEqualTo(204);
        assertThat(readers()).isZero();
        take("load", "ok");
        stream.put("b", "");
        assertThat(stream.next().get("of").asString()).isEqualTo("b");
    }

    @Test
    void whatIsManyComesInPiecesAndThePictureBetweenThem() throws IOException {
        for (int i = 0; i < 950; i++) {
            take("s" + i, "ok");
        }
        Stream stream = new Stream(site);
        stream.put("all", "");
        Set<String> services = new HashSet<>();
        for (int piece = 0; piece < 5; piece++) {
            JsonNode data = stream.next();
            assertThat(data.has("whole")).isEqualTo(piece == 0);
            assertThat(data.has("more")).isEqualTo(piece < 4);
            assertThat(data.get("events").size()).isEqualTo(piece < 4 ? 200 : 150);
            data.get("events").forEach(e -> services.add(e.get("service").asString()));
        }
        assertThat(services).hasSize(950);
        take("late", "ok");
        assertThat(stream.next().at("/events/0/service").asString()).isEqualTo("late");
    }

    @Test
    void aSlowReaderOfManyEventsMissesNothingOfThePictureMeanwhile() throws Exception {
        String words = "long ".repeat(2_000);
        for (int i = 0; i < 900; i++) {
            site.events.take(List.of(new Event("web" + i, "load", "ok", Optional.empty(), clock.now(), Optional.empty(), words, List.of(), Map.of())));
        }
        Stream stream = new Stream(site);
        stream.put("all", "");
        Told first = stream.any();
        assertThat(first.data().get("more").asBoolean()).isTrue();
        publish(8);
        List<String> names = new ArrayList<>();
        while (names.isEmpty() || !names.getLast().equals("last")) {
            Told told = stream.any();
            names.add(told.name().equals("events") && !told.data().has("more") ? "last" : told.name());
        }
        assertThat(names.subList(0, names.size() - 1)).contains("delta");
    }

    @Test
    void anotherReaderIsToldNothingOfIt() throws IOException {
        Stream one = new Stream(site);
        Stream other = new Stream(site);
        assertThat(one.id).isNotEqualTo(other.id);
        one.put("a", "");
        one.next();
        publish(8);
        assertThat(other.any().name()).isEqualTo("delta");
    }

    // ---- refused

    @Test
    void aWrongQueryIsRefusedInTheWordsOfTheList() throws IOException {
        Stream stream = new Stream(site);
        HttpResponse<byte[]> answer = stream.put("a", "state = ");
        HttpResponse<byte[]> list = site.get("/api/v1/events?query=state%20=%20");
        assertThat(answer.statusCode()).isEqualTo(422);
        for (String part : List.of("type", "title", "detail", "problems")) {
            assertThat(Site.problem(answer).get(part)).isEqualTo(Site.problem(list).get(part));
        }
        assertThat(readers()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "``|400", "{|400", "[]|400", "7|400", "null|400", "{} {}|400", "{}|422", "{\"query\":7}|422", "{\"query\":null}|422", "{\"query\":\"\",\"x\":1}|422"
    })
    void aBodyThatIsNoneIsRefused(String json, int status) throws IOException {
        HttpResponse<byte[]> answer = new Stream(site).body("a", json);
        assertThat(answer.statusCode()).isEqualTo(status);
        Site.problem(answer);
    }

    @Test
    void aNameThatIsNoneIsRefused() throws IOException {
        Stream stream = new Stream(site);
        assertThat(stream.put("a".repeat(40), "").statusCode()).isEqualTo(204);
        for (String name : List.of("a".repeat(41), "a.b", "a%20b", "%3Cb%3E")) {
            assertThat(stream.put(name, "").statusCode()).as(name).isEqualTo(422);
        }
    }

    @Test
    void aStreamThatIsNoneIsNotFound() {
        byte[] body = "{\"query\":\"\"}".getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> answer = site.send("PUT", "/api/v1/live/none/events/a", body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(404);
        Site.problem(answer);
        assertThat(site.send("DELETE", "/api/v1/live/none/events/a", new byte[0]).statusCode()).isEqualTo(404);
    }

    @Test
    void anotherSiteMayNotAskForIt() throws IOException {
        assertThat(new Stream(site).put("a", "", "Origin", "http://elsewhere.example").statusCode()).isEqualTo(403);
    }

    @Test
    void theTwentyFirstOfAStreamIsRefused() throws IOException {
        Stream stream = new Stream(site);
        for (int i = 0; i < 20; i++) {
            assertThat(stream.put("q" + i, "").statusCode()).isEqualTo(204);
        }
        HttpResponse<byte[]> answer = stream.put("q20", "");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Site.problem(answer).get("detail").asString()).contains("at most 20");
        assertThat(stream.put("q0", "").statusCode()).isEqualTo(204);
        stream.delete("q1");
        assertThat(stream.put("q20", "").statusCode()).isEqualTo(204);
    }

    @Test
    void allStreamsTogetherHaveOneLimitAndWhoLeavesMakesRoom() throws IOException {
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Stream stream = new Stream(site);
            streams.add(stream);
            for (int q = 0; q < 20; q++) {
                assertThat(stream.put("q" + q, "").statusCode()).isEqualTo(204);
            }
        }
        Stream late = new Stream(site);
        HttpResponse<byte[]> answer = late.put("a", "");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Site.problem(answer).get("detail").asString()).contains("at most 100");
        streams.getFirst().raw.close();
        for (long n = 8; site.live.readers() > 5; n++) { // it is missed when something is to be told
            publish(n);
        }
        assertThat(streams.getFirst().put("a", "").statusCode()).isEqualTo(404);
        assertThat(readers()).isEqualTo(80);
        assertThat(late.put("a", "").statusCode()).isEqualTo(204);
    }

    @Test
    void aReaderThatTakesNothingLosesItsStreamAndItsQueries() throws IOException {
        String words = "long ".repeat(2_000);
        for (int i = 0; i < 900; i++) {
            site.events.take(List.of(new Event("web" + i, "load", "ok", Optional.empty(), clock.now(), Optional.empty(), words, List.of(), Map.of())));
        }
        Stream stalled = new Stream(site);
        stalled.put("a", "");
        while (site.live.readers() > 0) { // the clock of the server ends it at its next turn
            clock.advance(Duration.ofSeconds(31));
            Thread.onSpinWait();
        }
        assertThat(stalled.put("a", "").statusCode()).isEqualTo(404);
        assertThat(readers()).isZero();
    }

    // ---- whose it is

    @Test
    void aStreamIsKnownToTheSessionThatOpenedItAlone() throws IOException {
        try (Guarded guarded = new Guarded(folder)) {
            String cookie = guarded.cookie(Role.VIEWER);
            Stream stream = new Stream(guarded.site, "Cookie: " + cookie + "\r\n");
            assertThat(stream.put("a", "").statusCode()).isEqualTo(401);
            assertThat(stream.put("a", "", "Cookie", guarded.cookie(Role.ADMIN)).statusCode()).isEqualTo(404);
            assertThat(stream.put("a", "", "Cookie", guarded.cookie(Role.VIEWER)).statusCode()).isEqualTo(404);
            assertThat(stream.put("a", "", "Authorization", guarded.bearer(Role.VIEWER)).statusCode()).isEqualTo(404);
            assertThat(stream.put("a", "", "Cookie", cookie).statusCode()).isEqualTo(204);
            assertThat(stream.next().get("of").asString()).isEqualTo("a");
            assertThat(guarded.audit()).noneMatch(entry -> entry.toString().contains("/live/") && entry.toString().contains("204"));
        }
    }

    @Test
    void itEndsWithTheSession() throws IOException {
        try (Guarded guarded = new Guarded(folder)) {
            String cookie = guarded.cookie(Role.VIEWER);
            Stream stream = new Stream(guarded.site, "Cookie: " + cookie + "\r\n");
            assertThat(stream.put("a", "", "Cookie", cookie).statusCode()).isEqualTo(204);
            stream.next();
            guarded.send("POST", "/logout", "{}", "Cookie", cookie);
            stream.raw.drain();
            assertThat(guarded.site.live.readers()).isZero();
        }
    }
}

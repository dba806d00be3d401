package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vor.model.Frame;
import vor.model.Picture;
import vor.testkit.ManualClock;

/** The stream over HTTP: readers that are quick, slow, stalled and too many. */
@Timeout(60)
class LiveHttpTest {
    private final ManualClock clock = new ManualClock();
    private final Site site = new Site(clock, Map.of(), 101, new Ring(600, 2 << 20));
    private final List<Raw> open = new ArrayList<>();
    private Picture picture = site.picture();

    @AfterEach
    void close() throws IOException {
        for (Raw raw : open) {
            raw.close();
        }
        site.close();
    }

    private Raw reader(String... headers) throws IOException {
        Raw raw = new Raw(site.port(), 4 << 10);
        open.add(raw);
        raw.send("GET /api/v1/live HTTP/1.1\r\nHost: localhost:" + site.port() + "\r\n" + String.join("", headers) + "\r\n");
        assertThat(raw.status()).isEqualTo(200);
        return raw;
    }

    private void publish(long n) {
        Frame frame = Fake.frame(picture, n);
        picture = frame.picture();
        site.live.publish(frame, Fake.calm());
    }

    /** Name and id of the next event. */
    private static String event(Raw raw) throws IOException {
        String name = raw.line();
        String id = "";
        for (String line = raw.line(); !line.isEmpty(); line = raw.line()) {
            if (line.startsWith("id: ")) {
                id = line.substring(line.lastIndexOf('.'));
            }
        }
        return name.replace("event: ", "") + id;
    }

    @Test
    void isAnEventStreamThatNobodyKeeps() throws IOException {
        Raw raw = reader();
        assertThat(raw.header("Content-Type")).contains("text/event-stream; charset=utf-8");
        assertThat(raw.header("Cache-Control")).contains("no-store");
        assertThat(raw.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(event(raw)).isEqualTo("hello");
    }

    @Test
    void aQuickReaderGetsEveryRevisionInOrder() throws Exception {
        Raw raw = reader();
        event(raw);
        Thread publisher = Thread.startVirtualThread(() -> {
            for (int n = 8; n <= 500; n++) {
                publish(n);
            }
        });
        for (int n = 8; n <= 500; n++) {
            assertThat(event(raw)).isEqualTo("delta." + n);
        }
        publisher.join();
    }

    @Test
    void aReconnectGoesOnWhereItWas() throws IOException {
        Raw first = reader();
        event(first);
        publish(8);
        publish(9);
        assertThat(event(first)).isEqualTo("delta.8");
        first.close();
        publish(10);
        Raw again = reader("Last-Event-ID: " + Fake.BOOT + ".8\r\n");
        assertThat(event(again)).isEqualTo("hello");
        assertThat(event(again)).isEqualTo("delta.9");
        assertThat(event(again)).isEqualTo("delta.10");
    }

    @Test
    void aReaderOfAnotherStartStartsAnew() throws IOException {
        Raw raw = reader("Last-Event-ID: 1.7\r\n");
        assertThat(event(raw)).isEqualTo("hello");
        assertThat(event(raw)).isEqualTo("resync");
    }

    @Test
    void aHundredStalledReadersHoldNoMemory() throws IOException {
        site.manyDevices(1000);
        picture = site.picture();
        for (int i = 0; i < 100; i++) {
            reader();
        }
        assertThat(site.live.readers()).isEqualTo(100);
        long before = used();
        for (int n = 8; n <= 200; n++) {
            publish(n);
        }
        assertThat((long) reading("vor_live_encoded_bytes_total")).isGreaterThan(40L << 20);
        assertThat(reading("vor_live_ring_bytes")).isLessThanOrEqualTo(2 << 20);
        assertThat(used() - before).isLessThan(12L << 20);
        Raw slow = open.getFirst();
        assertThat(event(slow)).isEqualTo("hello");
        String event = event(slow);
        for (; event.startsWith("delta"); event = event(slow)) {
            assertThat(event).startsWith("delta.");
        }
        assertThat(event).isEqualTo("resync");
        publish(201);
        assertThat(event(slow)).isEqualTo("delta.201");
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void aStalledReaderLosesItsConnection() throws IOException {
        site.manyDevices(3000);
        picture = site.picture();
        Raw stalled = reader();
        publish(8);
        while (site.live.readers() > 0) { // the clock of the server ends it at its next turn
            clock.advance(Duration.ofSeconds(31));
            Thread.onSpinWait();
        }
        assertThat(reading("vor_live_stalled_total")).isEqualTo(1);
        stalled.drain();
    }

    @Test
    void theReaderThatIsTooManyGetsAProblem() throws IOException {
        for (int i = 0; i < 101; i++) {
            reader();
        }
        HttpResponse<byte[]> refused = site.get("/api/v1/live");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(Site.problem(refused).get("detail").asString()).contains("101");
    }

    @Test
    void closingTheServerEndsTheStream() throws IOException {
        Raw raw = reader();
        event(raw);
        site.server().close();
        assertThat(raw.isEnded()).isTrue();
    }

    private double reading(String name) {
        return site.live.readings().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }
}

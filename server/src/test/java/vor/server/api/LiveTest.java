package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.model.DeviceId;
import vor.model.Frame;
import vor.model.Picture;
import vor.server.claims.Changed;
import vor.server.claims.Claim;
import vor.testkit.ManualClock;

/** The stream by itself, without HTTP. */
@Timeout(30)
class LiveTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ManualClock clock = new ManualClock();
    private Picture picture = Fake.picture(7, Fake.inventory(3, Fake.device(1, "core"), Fake.device(2, "e1-1")));
    private final Live live = new Live(clock, () -> picture, 3, new Ring(10, 1 << 20));

    /** A reader that is told nothing by itself. */
    private static final class Quiet implements Aside {
        @Override
        public String id() {
            return "s1";
        }

        @Override
        public boolean isDue() {
            return false;
        }

        @Override
        public void tell(Live.Outlet outlet) {}
    }

    /** One reader on a thread of its own; events wait in a queue. */
    private final class Reader implements Live.Outlet {
        final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        final CompletableFuture<Void> done;
        volatile boolean blocked;
        final CountDownLatch unblock = new CountDownLatch(1);
        final CountDownLatch stuck = new CountDownLatch(1);

        Reader(@Nullable String lastEventId) {
            done = CompletableFuture.runAsync(() -> serve(lastEventId), Executors.newVirtualThreadPerTaskExecutor());
        }

        private void serve(@Nullable String lastEventId) {
            try {
                live.serve(lastEventId, this, () -> true, new Quiet());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (blocked) {
                stuck.countDown();
                try {
                    unblock.await();
                } catch (InterruptedException e) {
                    throw new IOException("closed by interrupt", e);
                }
            }
            events.addAll(Event.parse(new String(bytes, StandardCharsets.UTF_8)));
        }

        Event next() {
            try {
                Event event = events.poll(20, TimeUnit.SECONDS);
                assertThat(event).as("an event").isNotNull();
                return event;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    record Event(String name, String id, JsonNode data) {
        static List<Event> parse(String text) {
            List<Event> events = new ArrayList<>();
            for (String block : text.split("\n\n")) {
                String name = "";
                String id = "";
                String data = "";
                for (String line : block.split("\n")) {
                    if (line.startsWith("event: ")) {
                        name = line.substring(7);
                    } else if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else {
                        assertThat(line).startsWith("data: ");
                        data = line.substring(6);
                    }
                }
                events.add(new Event(name, id, MAPPER.readTree(data)));
            }
            return events;
        }
    }

    private void publish(long n) {
        Frame frame = Fake.frame(picture, n);
        picture = frame.picture();
        live.publish(frame, Fake.calm());
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void greetsWithRevisionTimeAndSight() {
        Reader reader = new Reader(null);
        Event hello = reader.next();
        assertThat(hello.name()).isEqualTo("hello");
        assertThat(hello.id()).isEmpty();
        assertThat(hello.data().toString())
                .isEqualTo("{\"revision\":\"" + Fake.BOOT + ".7\",\"now\":" + clock.millis()
                        + ",\"sight\":{\"blind\":false,\"why\":\"\",\"since\":1767225600000,\"at\":1767225600000},\"stream\":\"s1\"}");
    }

    @Test
    void givesEveryRevisionInOrderAndNoneTwice() {
        Reader reader = new Reader(null);
        reader.next();
        for (int n = 8; n <= 40; n++) {
            publish(n);
            Event delta = reader.next();
            assertThat(delta.name()).isEqualTo("delta");
            assertThat(delta.id()).isEqualTo(Fake.BOOT + "." + n);
            assertThat(delta.data().propertyNames()).containsExactly("now", "pings");
        }
    }

    @Test
    void encodesNothingWhileNobodyReads() {
        publish(8);
        assertThat(reading("vor_live_encoded_bytes_total")).isZero();
        assertThat(reading("vor_live_frames_total")).isEqualTo(1);
    }

    @Test
    void whoComesLaterStartsAtTheNewestRevision() {
        publish(8);
        publish(9);
        Reader reader = new Reader(null);
        assertThat(reader.next().data().get("revision").asString()).isEqualTo(Fake.BOOT + ".9");
        publish(10);
        assertThat(reader.next().id()).isEqualTo(Fake.BOOT + ".10");
    }

    @Test
    void aReconnectGetsExactlyWhatItMissed() {
        Reader first = new Reader(null);
        first.next();
        for (int n = 8; n <= 12; n++) {
            publish(n);
        }
        Reader again = new Reader(Fake.BOOT + ".9");
        Event hello = again.next();
        assertThat(hello.name()).isEqualTo("hello");
        assertThat(hello.data().get("revision").asString()).isEqualTo(Fake.BOOT + ".9");
        for (int n = 10; n <= 12; n++) {
            assertThat(again.next().id()).isEqualTo(Fake.BOOT + "." + n);
        }
        publish(13);
        assertThat(again.next().id()).isEqualTo(Fake.BOOT + ".13");
    }

    @Test
    void framesAreKeptForAMomentAfterTheLastReaderLeft() throws InterruptedException {
        Reader first = new Reader(null);
        first.next();
        publish(8);
        first.next();
        stall(first);
        publish(10);
        Reader again = new Reader(Fake.BOOT + ".8");
        again.next();
        assertThat(again.next().id()).isEqualTo(Fake.BOOT + ".9");
        assertThat(again.next().id()).isEqualTo(Fake.BOOT + ".10");
    }

    @Test
    void framesAreNotKeptForLong() throws InterruptedException {
        Reader first = new Reader(null);
        first.next();
        stall(first);
        clock.advance(Live.LINGER);
        publish(10);
        Reader again = new Reader(Fake.BOOT + ".9");
        again.next();
        assertThat(again.next().name()).isEqualTo("resync");
        assertThat(reading("vor_live_ring_bytes")).isZero();
    }

    /** Publishes 9, which the reader never takes, so that it is ended. */
    private void stall(Reader reader) throws InterruptedException {
        reader.blocked = true;
        publish(9);
        reader.stuck.await();
        clock.advance(Live.STALLED.plusMillis(1));
        live.tick();
        assertThatThrownBy(reader.done::join).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(live.readers()).isZero();
    }

    @Test
    void aRevisionOfAnotherStartMeansToStartAnew() {
        Reader reader = new Reader("1." + 7);
        assertThat(reader.next().name()).isEqualTo("hello");
        Event resync = reader.next();
        assertThat(resync.name()).isEqualTo("resync");
        assertThat(resync.data().get("revision").asString()).isEqualTo(Fake.BOOT + ".7");
        assertThat(resync.data().get("why").asString()).isEqualTo("the server is new");
    }

    @ParameterizedTest
    @ValueSource(strings = {Fake.BOOT + ".3", Fake.BOOT + ".99", "", "x", "1.2.3", "9999999999999999999999999.1"})
    void aRevisionThatIsGoneOrNonsenseMeansToStartAnew(String bad) {
        Reader reader = new Reader(bad);
        assertThat(reader.next().name()).isEqualTo("hello");
        assertThat(reader.next().name()).isEqualTo("resync");
        publish(8);
        assertThat(reader.next().id()).isEqualTo(Fake.BOOT + ".8");
    }

    private void claim(long device) {
        Claim claim = new Claim(new DeviceId(device), "ann", Fake.THEN);
        live.claims(new Changed(List.of(claim), List.of(new DeviceId(1), new DeviceId(99))), picture.inventory());
    }

    @Test
    void whoIsOnWhatComesAsADeltaOfTheNewestRevision() {
        Reader reader = new Reader(null);
        reader.next();
        publish(8);
        reader.next();
        claim(2);
        Event delta = reader.next();
        assertThat(delta.id()).isEqualTo(Fake.BOOT + ".8");
        assertThat(delta.data().toString())
                .isEqualTo("{\"now\":" + clock.millis() + ",\"claims\":{\"e1-1\":{\"who\":\"ann\",\"since\":1767225600000},\"core\":null}}");
        publish(9);
        assertThat(reader.next().id()).isEqualTo(Fake.BOOT + ".9");
    }

    @Test
    void whoComesBackMissesNoClaim() {
        Reader reader = new Reader(null);
        reader.next();
        publish(8);
        reader.next();
        claim(2);
        reader.next();
        Reader back = new Reader(Fake.BOOT + ".8");
        assertThat(back.next().name()).isEqualTo("hello");
        assertThat(back.next().data().get("claims").propertyNames()).containsExactly("e1-1", "core");
    }

    @Test
    void aClaimBeforeTheFirstFrameHasWhoReadsStartAnewRatherThanMissIt() {
        Reader reader = new Reader(null);
        reader.next();
        claim(2);
        assertThat(reader.next().name()).isEqualTo("resync");
        Reader later = new Reader(Fake.BOOT + ".7");
        assertThat(later.next().name()).isEqualTo("hello");
        assertThat(later.next().data().has("claims")).isTrue();
    }

    @Test
    void aSlowReaderIsToldToStartAnewAndGoesOn() throws InterruptedException {
        Reader reader = new Reader(null);
        reader.next();
        reader.blocked = true;
        publish(8);
        reader.stuck.await();
        for (int n = 9; n <= 40; n++) {
            publish(n);
        }
        reader.blocked = false;
        reader.unblock.countDown();
        assertThat(reader.next().id()).isEqualTo(Fake.BOOT + ".8");
        Event resync = reader.next();
        assertThat(resync.name()).isEqualTo("resync");
        assertThat(resync.data().get("revision").asString()).isEqualTo(Fake.BOOT + ".40");
        publish(41);
        assertThat(reader.next().id()).isEqualTo(Fake.BOOT + ".41");
        assertThat(reading("vor_live_resyncs_total")).isEqualTo(1);
    }

    @Test
    void aFrameThatNeverCameMeansToStartAnew() {
        Reader reader = new Reader(null);
        reader.next();
        publish(8);
        assertThat(reader.next().id()).isEqualTo(Fake.BOOT + ".8");
        live.publish(Fake.frame(Fake.frame(picture, 9).picture(), 10), Fake.calm());
        assertThat(reader.next().name()).isEqualTo("resync");
    }

    @Test
    void aReaderThatFellBehindALittleGetsAllOfIt() throws InterruptedException {
        Reader reader = new Reader(null);
        reader.next();
        reader.blocked = true;
        publish(8);
        reader.stuck.await();
        for (int n = 9; n <= 15; n++) {
            publish(n);
        }
        reader.blocked = false;
        reader.unblock.countDown();
        for (int n = 8; n <= 15; n++) {
            assertThat(reader.next().id()).isEqualTo(Fake.BOOT + "." + n);
        }
    }

    @Test
    void aReaderThatTakesNothingIsEnded() throws InterruptedException {
        Reader reader = new Reader(null);
        reader.next();
        reader.blocked = true;
        publish(8);
        reader.stuck.await();
        clock.advance(Live.STALLED);
        live.tick();
        assertThat(reading("vor_live_stalled_total")).isZero();
        clock.advance(Duration.ofMillis(1));
        live.tick();
        assertThatThrownBy(reader.done::join).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(reading("vor_live_stalled_total")).isEqualTo(1);
        assertThat(live.readers()).isZero();
    }

    @Test
    void tellsTheTimeToWhoGotNothingElse() {
        Reader reader = new Reader(null);
        reader.next();
        clock.advance(Duration.ofMillis(750));
        live.tick();
        Event tick = reader.next();
        assertThat(tick.name()).isEqualTo("tick");
        assertThat(tick.data().toString()).isEqualTo("{\"now\":" + clock.millis() + "}");
    }

    @Test
    void tellsNoTimeToWhoGotAFrame() {
        Reader reader = new Reader(null);
        reader.next();
        clock.advance(Duration.ofSeconds(1));
        publish(8);
        assertThat(reader.next().name()).isEqualTo("delta");
        live.tick();
        publish(9);
        assertThat(reader.next().name()).isEqualTo("delta");
    }

    @Test
    void refusesMoreReadersThanItCanServe() {
        List<Reader> readers = List.of(new Reader(null), new Reader(null), new Reader(null));
        readers.forEach(Reader::next);
        assertThatThrownBy(() -> live.serve(null, bytes -> {}, () -> true, new Quiet()))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(503);
                    assertThat(e.problem().detail()).contains("3");
                });
        assertThat(live.readers()).isEqualTo(3);
        assertThat(reading("vor_live_refused_total")).isEqualTo(1);
    }

    @Test
    void closingSendsReadersAway() {
        Reader reader = new Reader(null);
        reader.next();
        live.close();
        reader.done.join();
        assertThat(live.readers()).isZero();
    }

    private double reading(String name) {
        return live.readings().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }
}

package vor.server.events.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Event;
import vor.model.Health;
import vor.model.Metric;
import vor.model.Observation;
import vor.model.Ping;
import vor.model.Reading;
import vor.model.State;
import vor.model.Verdict;
import vor.server.events.Index;
import vor.testkit.AgentOf;
import vor.testkit.ChassisOf;
import vor.testkit.Devices;
import vor.testkit.ManualClock;
import vor.testkit.Pictures;
import vor.testkit.Pings;
import vor.testkit.PortsOf;

/** What Vor finds out itself, told on virtual time. */
class OwnEventsTest {
    private final ManualClock clock = new ManualClock();
    private final Index index = new Index(clock, 200_000, expired -> {});
    private final List<Event> told = new ArrayList<>();
    private final Map<DeviceId, Health> health = new HashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private boolean on = true;
    private Pictures picture = Pictures.of(clock.now(), device(1, "core"), device(2, "e1-1"));
    private final OwnEvents own = new OwnEvents(clock, () -> on, this::take, new OwnEvents.Sources(() -> picture, () -> health, () -> readings, () -> "noc"));

    private static Device device(long id, String name) {
        return Devices.device(id, name).addresses("198.18.0." + id).build();
    }

    private void take(List<Event> events) {
        told.addAll(events);
        index.take(events);
    }

    private void see(Observation... observations) {
        picture = picture.with(observations);
        look();
    }

    private void look() {
        own.chore();
        index.chore();
    }

    private Event event(String host, String service) {
        return index.get(host, service).orElseThrow(() -> new AssertionError(service + " is not among " + told)).event();
    }

    private long times(String service) {
        return told.stream().filter(e -> e.service().equals(service)).count();
    }

    private Ping ping(long device, Instant since) {
        return Pings.of(device, "198.18.0." + device, clock.now()).up(since, clock.now()).rtt(0.4, 0.5, 0.3).loss(0.1, 0, 0).build();
    }

    // ---- pings

    @Test
    void aPingTellsRoundTripAndLoss() {
        see(ping(2, clock.now()));
        Event event = event("e1-1", "vor ping");
        assertThat(event.state()).isEqualTo("ok");
        assertThat(event.metric()).contains(new Metric.Real(0.5));
        assertThat(event.time()).isEqualTo(clock.now());
        assertThat(event.ttl()).contains(Duration.ofSeconds(30));
        assertThat(event.tags()).containsExactly("vor");
        assertThat(event.attributes()).isEqualTo(Map.of("address", "198.18.0.2", "ping", "up", "unit", "ms"));
        assertThat(event("e1-1", "vor ping loss").metric()).contains(new Metric.Real(0.1));
    }

    @Test
    void aStateIsToldAtOnceAndANumberEveryTenSeconds() {
        Instant since = clock.now();
        for (int second = 0; second < 60; second++) {
            see(Pings.of(2, "198.18.0.2", clock.now()).up(since, clock.now()).rtt(1, second, 1).build());
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(times("vor ping")).isEqualTo(6);
        see(Pings.of(2, "198.18.0.2", clock.now()).up(since, clock.now()).suspect(clock.now()).build());
        assertThat(times("vor ping")).isEqualTo(7);
        assertThat(event("e1-1", "vor ping").state()).isEqualTo("warning");
        assertThat(event("e1-1", "vor ping").metric()).isEmpty();
        see(Pings.of(2, "198.18.0.2", clock.now()).up(since, clock.now()).down(clock.now(), clock.now()).build());
        assertThat(event("e1-1", "vor ping").state()).isEqualTo("critical");
        assertThat(event("e1-1", "vor ping").attributes()).containsEntry("ping", "down");
    }

    @Test
    void whatStaysAsItIsIsToldOftenEnoughToStayInTheIndex() {
        Instant since = clock.now();
        for (int second = 0; second < 300; second++) {
            see(ping(2, since));
            assertThat(index.get("e1-1", "vor ping")).as("after " + second + " s").isPresent();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(times("vor ping")).isEqualTo(20);
    }

    @Test
    void whatIsNotSeenAnyMoreRunsOut() {
        see(ping(2, clock.now()));
        for (int i = 0; i < 31; i++) {
            clock.advance(Duration.ofSeconds(1));
            look();
        }
        assertThat(index.get("e1-1", "vor ping")).isEmpty();
        assertThat(times("vor ping")).isEqualTo(1);
    }

    @Test
    void furtherAddressesHaveServicesOfTheirOwn() {
        picture = Pictures.of(clock.now(), Devices.device(1, "core").addresses("198.18.0.1", "2001:db8::1").build());
        see(ping(1, clock.now()), Pings.of(1, "2001:db8::1", clock.now()).up(clock.now(), clock.now()).build());
        assertThat(event("core", "vor ping").attributes()).containsEntry("address", "198.18.0.1");
        assertThat(event("core", "vor ping 2001:db8::1").attributes()).containsEntry("address", "2001:db8::1");
    }

    // ---- what agents say

    @Test
    void portsTellStateAndRates() {
        see(PortsOf.device(2, clock.now()).port("ge-0/0/1", p -> p.traffic(1e6, 2e6)).down("ge-0/0/2").port("ge-0/0/3", PortsOf.One::off).port("lo0", p -> p.type(24)).build());
        assertThat(event("e1-1", "vor port ge-0/0/1").state()).isEqualTo("up");
        assertThat(event("e1-1", "vor port ge-0/0/1 in").metric()).contains(new Metric.Real(1e6));
        assertThat(event("e1-1", "vor port ge-0/0/1 out").attributes()).containsEntry("unit", "bit/s").containsEntry("port", "ge-0/0/1");
        assertThat(event("e1-1", "vor port ge-0/0/2").state()).isEqualTo("down");
        assertThat(event("e1-1", "vor port ge-0/0/3").state()).isEqualTo("disabled");
        assertThat(index.get("e1-1", "vor port lo0")).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        see(PortsOf.device(2, clock.now()).down("ge-0/0/1").build());
        assertThat(event("e1-1", "vor port ge-0/0/1").state()).isEqualTo("down");
    }

    @Test
    void rowsThatAreSeenSeldomLiveLonger() {
        for (int i = 0; i < 40; i++) {
            see(PortsOf.device(2, clock.now()).up("ge-0/0/1").build());
            for (int s = 0; s < 300; s += 15) {
                clock.advance(Duration.ofSeconds(15));
                look();
                assertThat(i < 1 || index.get("e1-1", "vor port ge-0/0/1").isPresent()).as("look " + i).isTrue();
            }
        }
        assertThat(event("e1-1", "vor port ge-0/0/1").ttl()).contains(Duration.ofSeconds(900));
    }

    @Test
    void sensorsAndPartsTellTheirStatusAndOfOneNameEachIsItsOwn() {
        see(ChassisOf.device(2, clock.now())
                .sensor("Temp", Chassis.Sensor.Kind.TEMPERATURE, 41, "\u00b0C")
                .sensor("Temp", Chassis.Sensor.Kind.TEMPERATURE, Double.NaN, "\u00b0C")
                .part("PSU 1", Chassis.Part.Kind.SUPPLY, Chassis.Status.FAILED)
                .build());
        assertThat(event("e1-1", "vor sensor Temp").metric()).contains(new Metric.Real(41));
        assertThat(event("e1-1", "vor sensor Temp").attributes()).containsEntry("unit", "\u00b0C").containsEntry("sensor", "temperature");
        assertThat(event("e1-1", "vor sensor Temp 2").metric()).isEmpty();
        assertThat(event("e1-1", "vor part PSU 1").state()).isEqualTo("critical");
    }

    @Test
    void anAgentTellsHowItAnswers() {
        see(AgentOf.device(2, clock.now()).state(Agent.State.SILENT, clock.now(), "no answer for 30 s").build());
        assertThat(event("e1-1", "vor snmp").state()).isEqualTo("warning");
        assertThat(event("e1-1", "vor snmp").description()).isEqualTo("no answer for 30 s");
    }

    // ---- health

    private void judge(long device, State state, String why) {
        Verdict verdict = Verdict.of(state, 500, why).cause(new DeviceId(1));
        health.put(new DeviceId(device), new Health(new DeviceId(device), "ping", verdict, clock.now(), Map.of("ping", verdict)));
        look();
    }

    @Test
    void healthIsToldWhenItChangesAndNowAndThen() {
        judge(2, State.BEHIND, "behind core");
        Event event = event("e1-1", "vor health");
        assertThat(event.state()).isEqualTo("warning");
        assertThat(event.metric()).contains(new Metric.Real(500));
        assertThat(event.description()).isEqualTo("behind core");
        assertThat(event.attributes()).isEqualTo(Map.of("health", "behind", "handler", "ping", "cause", "core"));
        judge(2, State.SUSPECT, "silent");
        assertThat(event("e1-1", "vor health").attributes()).as("another warning").containsEntry("health", "suspect");
        judge(2, State.DOWN, "down");
        assertThat(event("e1-1", "vor health").state()).isEqualTo("critical");
        for (int i = 0; i < 240; i++) {
            clock.advance(Duration.ofSeconds(1));
            look();
            assertThat(index.get("e1-1", "vor health")).isPresent();
        }
        assertThat(times("vor health")).isEqualTo(3 + 8);
    }

    // ---- its own counters, and all together

    @Test
    void itsOwnCountersComeEveryTenSeconds() {
        readings.add(Reading.counter("vor_ping_sent_total", "Requests sent", () -> 7));
        readings.add(new Reading("vor_http_requests_total", "Requests", Reading.Kind.COUNTER, Map.of("class", "2xx"), () -> 3));
        for (int i = 0; i < 120; i++) {
            look();
            clock.advance(OwnEvents.TICK);
        }
        assertThat(times("vor ping_sent_total")).isEqualTo(3);
        assertThat(event("noc", "vor ping_sent_total").metric()).contains(new Metric.Real(7));
        assertThat(event("noc", "vor http_requests_total class=2xx").attributes()).containsEntry("class", "2xx");
    }

    @Test
    void offTellsNothingAndOnTellsAllAgain() {
        see(ping(2, clock.now()));
        on = false;
        clock.advance(Duration.ofSeconds(11));
        see(ping(2, clock.now()));
        assertThat(times("vor ping")).isEqualTo(1);
        on = true;
        look();
        assertThat(times("vor ping")).isEqualTo(2);
    }

    @Test
    void aDeviceThatIsRenamedIsToldUnderItsNewName() {
        see(ping(2, clock.now()));
        picture = picture.with(Pictures.inventory(2, List.of(device(2, "e9-9"))));
        look();
        assertThat(event("e9-9", "vor ping").host()).isEqualTo("e9-9");
        assertThat(own.readings().stream().filter(r -> r.name().equals("vor_own_events_total")).findFirst().orElseThrow().value().getAsDouble()).isEqualTo(4);
    }

    /** 200 switches with 55 ports each: what comes of an hour. */
    @Test
    void aWholeEventIsNoFlood() {
        Device[] switches = IntStream.rangeClosed(1, 200).mapToObj(i -> device(i, "e" + i)).toArray(Device[]::new);
        picture = Pictures.of(clock.now(), switches);
        long began = System.nanoTime();
        int minutes = 3;
        for (int step = 0; step < minutes * 2; step++) {
            Observation[] all = new Observation[400];
            for (int i = 1; i <= 200; i++) {
                PortsOf ports = PortsOf.device(i, clock.now());
                for (int p = 0; p < 55; p++) {
                    double traffic = p < 10 ? 1e6 * (1 + (step + p) % 7) : 0;
                    ports.port("ge-0/0/" + p, one -> one.traffic(traffic, traffic));
                }
                all[i - 1] = ports.build();
                all[199 + i] = ping(i, Instant.EPOCH);
            }
            see(all);
            clock.advance(Duration.ofSeconds(30));
        }
        double perSecond = told.size() / (minutes * 60.0);
        System.out.printf("own events: %d services, %.0f events a second, %d ms for %d minutes%n", index.size(), perSecond, (System.nanoTime() - began) / 1_000_000, minutes);
        assertThat(index.size()).isEqualTo(200 * (55 * 5 + 2));
        assertThat(perSecond).isLessThan(2_000);
    }

    @Test
    void moreServicesThanMayBeAreCountedAndNotTold() {
        Device[] switches = IntStream.rangeClosed(1, 110).mapToObj(i -> device(i, "e" + i)).toArray(Device[]::new);
        picture = Pictures.of(clock.now(), switches);
        Observation[] all = new Observation[110];
        for (int i = 1; i <= 110; i++) {
            PortsOf ports = PortsOf.device(i, clock.now());
            IntStream.range(0, 1_000).forEach(p -> ports.down("p" + p));
            all[i - 1] = ports.build();
        }
        see(all);
        assertThat(index.size()).isEqualTo(OwnEvents.MOST_SERVICES);
        assertThat(Optional.of(own.readings().getLast().value().getAsDouble())).contains(10_000.0);
    }
}

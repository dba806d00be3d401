package vor.server.receive.hints;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vor.model.Collector;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Facts;
import vor.model.Observation;
import vor.model.Sight;
import vor.testkit.Devices;
import vor.testkit.ManualClock;
import vor.testkit.Pictures;
import vor.testkit.PortsOf;

class HintEngineTest {
    private static final InetAddress DISTRO = InetAddress.ofLiteral("198.18.4.1");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("203.0.113.9");
    private static final DeviceId D4 = new DeviceId(4);
    private static final DeviceId LEAF = new DeviceId(7);
    private static final Instant START = Instant.parse("2026-04-01T12:00:00Z");

    private final ManualClock clock = new ManualClock(START);
    private final List<Set<DeviceId>> probed = new ArrayList<>();
    private final List<Set<String>> looked = new ArrayList<>();
    private final List<Facts> told = new ArrayList<>();
    private final Counts counts = new Counts();
    private final Device distro = Devices.device(4, "distro4").addresses("198.18.4.1", "fd9a::4").build();
    private final Device leaf = Devices.device(7, "e7-2").addresses("198.18.40.2").below(4, "ge-0/0/12").build();
    private final Device bundled = Devices.device(8, "e7-3").addresses("198.18.40.3").below(4, "ae3.0").build();
    private Pictures picture = Pictures.of(START, distro, leaf, bundled)
            .with(PortsOf.device(4, START)
                    .up("ge-0/0/1", "ge-0/0/12", "ge-0/0/13", "ge-1/0/13")
                    .bundle("ae3", 2, "ge-0/0/13", "ge-1/0/13")
                    .build());
    private final HintEngine engine = new HintEngine(clock, () -> picture, new Noting(), new Collector.Sink() {
        @Override
        public void observed(List<? extends Observation> all) {
            all.forEach(o -> told.add((Facts) o));
        }

        @Override
        public void sight(Sight sight) {}
    });

    private final class Noting implements Upstream {
        @Override
        public void probe(Set<DeviceId> devices) {
            probed.add(devices);
        }

        @Override
        public void look(DeviceId device, Set<String> ports) {
            looked.add(ports);
        }
    }

    /** Reads "host port": the tests' own language. */
    private record Plain(boolean up) implements Door {
        @Override
        public String name() {
            return "plain";
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public Heard read(byte[] bytes, int length, long nanos) {
            String[] words = new String(bytes, 0, length, StandardCharsets.UTF_8).split(" ", -1);
            return words.length == 2
                    ? new Heard.Link(new Word(up, words[1], OptionalInt.empty(), words[0], "trap"), Heard.NO_REPLY)
                    : new Heard.Bad("not two words");
        }
    }

    private void down(InetAddress from, String host, String port) {
        byte[] bytes = (host + " " + port).getBytes(StandardCharsets.UTF_8);
        engine.came(new Plain(false), counts, from, bytes, bytes.length);
    }

    private void pass(Duration span) {
        for (long left = span.toMillis(); left > 0; left -= 20) {
            clock.advance(Duration.ofMillis(20));
            engine.round();
        }
    }

    @Test
    void hasWhatIsBehindThePortAskedAtOnceAndThePortOnceMore() {
        down(DISTRO, "", "ge-0/0/12");
        assertThat(probed).containsExactly(Set.of(LEAF));
        assertThat(looked).containsExactly(Set.of("ge-0/0/12"));
        pass(Duration.ofSeconds(30));
        assertThat(looked).containsExactly(Set.of("ge-0/0/12"), Set.of("ge-0/0/12"));
        assertThat(engine.round()).isEqualTo(HintEngine.IDLE);
    }

    @Test
    void findsWhatIsBehindABundleByEachOfItsMembers() {
        for (String port : List.of("ge-1/0/13", "ae3", "ae3.0", "ge-0/0/13.0")) {
            probed.clear();
            down(DISTRO, "", port);
            pass(Duration.ofSeconds(3));
            assertThat(probed).as(port).isNotEmpty().allMatch(Set.of(new DeviceId(8))::equals);
        }
    }

    @Test
    void knowsThePortByItsIndexAndByLongAndShortNames() {
        picture = picture.with(PortsOf.device(4, START).up("Gi1/0/12").build());
        int index = picture.ports(D4).orElseThrow().port("Gi1/0/12").orElseThrow().index();
        assertThat(Behind.port(picture, D4, new Word(false, "", OptionalInt.of(index), "", "trap"))).contains("Gi1/0/12");
        assertThat(Behind.port(picture, D4, new Word(false, "GigabitEthernet1/0/12", OptionalInt.empty(), "", "syslog")))
                .contains("Gi1/0/12");
        assertThat(Behind.port(picture, D4, new Word(false, "TenGigabitEthernet1/0/12", OptionalInt.empty(), "", "syslog"))).isEmpty();
        assertThat(Behind.port(picture, D4, new Word(false, "", OptionalInt.empty(), "", "trap"))).isEmpty();
    }

    @Test
    void knowsThePortsOfTheInventoryWhereNobodyIsAskedBySnmp() {
        picture = Pictures.of(START, distro, leaf);
        down(DISTRO, "", "ge-0/0/12");
        assertThat(probed).containsExactly(Set.of(LEAF));
    }

    @Test
    void believesTheNameInTheMessageSoThatARelayMayPassItOn() {
        down(STRANGER, "DISTRO4.example.org", "ge-0/0/12");
        down(STRANGER, "fd9a:0::4", "ge-0/0/13");
        pass(Duration.ofSeconds(1));
        assertThat(probed.stream().flatMap(Collection::stream)).contains(LEAF, new DeviceId(8));
        assertThat(counts.accepted.sum()).isEqualTo(2);
    }

    @Test
    void countsWhatIsAboutNobodyAndWhatCannotBeRead() {
        down(STRANGER, "", "ge-0/0/12");
        engine.came(new Plain(true), counts, DISTRO, new byte[3], 3);
        assertThat(counts.unknown.sum()).isEqualTo(1);
        assertThat(counts.bad.sum()).isEqualTo(1);
        assertThat(looked).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void keepsTheNewestTwentyAsEvidence() {
        for (int i = 0; i < 50; i++) {
            down(DISTRO, "", "xe-9/9/" + i);
            pass(Duration.ofMillis(200));
        }
        pass(Duration.ofSeconds(1));
        Facts newest = told.getLast();
        assertThat(newest.device()).isEqualTo(D4);
        assertThat(newest.source()).isEqualTo("hints");
        assertThat(newest.facts()).hasSize(Desk.KEPT);
        assertThat(newest.facts().getFirst().name()).isEqualTo("linkDown trap");
        assertThat(newest.facts().getFirst().value()).isEqualTo("xe-9/9/49");
        assertThat(newest.facts().getFirst().at()).isPresent();
        assertThat(looked).as("nobody knows these ports").isEmpty();
    }

    @Test
    void textFromAnybodyIsMadeHarmless() {
        Word word = new Word(false, "ge\u001b[2J\u0000" + "x".repeat(500), OptionalInt.of(5), "", "trap");
        assertThat(word.port()).startsWith("ge?[2J?xx").hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void aFloodOfForgedHintsForKnownPortsStaysWithinWhatDevicesBear() {
        List<Device> site = new ArrayList<>();
        Pictures flooded = Pictures.empty(START);
        for (int d = 1; d <= 40; d++) {
            site.add(Devices.device(d, "distro" + d).addresses("198.18.4." + d).build());
            for (int p = 0; p < 48; p++) {
                site.add(Devices.device(d * 100L + p, "leaf" + d + "-" + p).below(d, "ge-0/0/" + p).build());
            }
        }
        flooded = flooded.with(Pictures.inventory(2, site));
        picture = flooded;
        engine.inventory(flooded.inventory());
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int seconds = 20;
        for (int tick = 0; tick < seconds * 50; tick++) {
            for (int i = 0; i < 1000; i++) {
                InetAddress from = InetAddress.ofLiteral("198.18.4." + random.nextInt(1, 41));
                down(from, "", "ge-0/0/" + random.nextInt(48));
            }
            clock.advance(Duration.ofMillis(20));
            engine.round();
        }
        Map<DeviceId, Integer> echoes = new HashMap<>();
        probed.forEach(all -> all.forEach(id -> echoes.merge(id, 1, Integer::sum)));
        int rounds = 40 * (Desk.ROUNDS * seconds + Desk.ROUNDS_AT_ONCE);
        assertThat(looked).as("rounds").hasSizeBetween(40 * seconds, rounds);
        assertThat(looked).allMatch(ports -> ports.size() <= Desk.PORTS_A_ROUND);
        assertThat(echoes.values()).as("for one device").allMatch(n -> n <= Desk.ROUNDS * seconds + Desk.ROUNDS_AT_ONCE);
        assertThat(told.size()).as("tellings").isLessThanOrEqualTo(40 * (Desk.TELLINGS * seconds + Desk.TELLINGS_AT_ONCE));
        assertThat(counts.shed.sum() + counts.accepted.sum()).isEqualTo(seconds * 50_000L);
        assertThat(counts.accepted.sum()).isLessThan(4_000L * (seconds + 1));
    }

    @Test
    void aHintWaitsOnlyOnceForEachPort() {
        for (int i = 0; i < 200; i++) {
            down(DISTRO, "", "ge-0/0/12");
        }
        assertThat(looked).hasSizeLessThanOrEqualTo(Desk.ROUNDS_AT_ONCE);
        assertThat(engine.merged.sum()).isGreaterThan(190);
        assertThat(told).as("said the same in one second").hasSize(1);
    }

    @Test
    void aDeviceThatIsGoneIsForgotten() {
        down(DISTRO, "", "ge-0/0/12");
        picture = picture.with(Pictures.inventory(3, List.of(leaf)));
        engine.inventory(picture.inventory());
        looked.clear();
        pass(Duration.ofSeconds(3));
        assertThat(looked).isEmpty();
        down(DISTRO, "", "ge-0/0/12");
        assertThat(counts.unknown.sum()).isEqualTo(1);
    }
}

package vor.server.health.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Ping;
import vor.testkit.Devices;
import vor.testkit.Pictures;
import vor.testkit.Pings;
import vor.testkit.PortsOf;

/** A hall of nine distros with twenty switches each: ten on each member of a stack of two, in rows of ten, on three phases. */
class PatternsTest {
    private static final Instant SILENT = Instant.parse("2026-04-01T12:00:00Z");
    private static final Instant NOW = SILENT.plusSeconds(3);
    private final List<Device> leaves = new ArrayList<>();
    private final List<Device> all = new ArrayList<>();

    PatternsTest() {
        all.add(Devices.device(1, "core").addresses("198.18.0.1").build());
        for (int d = 0; d < 9; d++) {
            all.add(Devices.device(10 + d, "distro" + d).addresses("198.18.1." + d).below(1, "xe-0/0/" + d).build());
            for (int i = 0; i < 20; i++) {
                leaves.add(Devices.device(100 + d * 20 + i, "e" + d + (i % 2 == 0 ? "a-" : "b-") + i)
                        .addresses("198.18." + (40 + d) + "." + i)
                        .below(10 + d, "ge-" + i / 10 + "/0/" + i % 10)
                        .tags("access", "phase:" + (d * 20 + i) % 3)
                        .build());
            }
        }
        all.addAll(leaves);
    }

    @Test
    void namesACutPhase() {
        List<Device> cut = leaves.stream().filter(d -> d.tags().contains("phase:1")).toList();
        assertThat(patterns(cut)).hasSize(60).containsOnly("more than 31 others on phase 1");
    }

    @Test
    void namesAMemberOfAStackARowAndAllBelow() {
        assertThat(patterns(leaves.subList(0, 10))).containsOnly("all 9 others on member 0 of distro0");
        assertThat(patterns(leaves.subList(0, 20))).containsOnly("all 19 others below distro0");
        List<Device> row = leaves.subList(0, 20).stream().filter(d -> d.name().startsWith("e0a-")).toList();
        assertThat(patterns(row)).containsOnly("all 9 others of e0a-*");
    }

    @Test
    void namesNothingWhileOneOfTheGroupAnswers() {
        assertThat(patterns(leaves.subList(0, 9))).isEmpty();
    }

    @Test
    void namesNothingBeforeTwoSecondsHavePassed() {
        Pictures picture = picture(leaves.subList(0, 10), SILENT);
        Cause early = find(leaves.getFirst(), picture, SILENT.plusMillis(1999));
        assertThat(early.until()).contains(SILENT.plusSeconds(2));
        assertThat(pattern(early)).isEmpty();
    }

    @Test
    void namesNothingOfThoseThatFellSilentAtAnotherTime() {
        List<Device> cut = leaves.subList(0, 10);
        Ping earlier = down(cut.getLast(), SILENT.minusSeconds(6));
        assertThat(pattern(find(cut.getFirst(), picture(cut, SILENT).with(earlier), NOW))).isEmpty();
    }

    @Test
    void twelveRandomCutsNameNone() {
        long seed = Long.getLong("vor.seed", 12);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            List<Device> shuffled = new ArrayList<>(leaves);
            Collections.shuffle(shuffled, random);
            assertThat(patterns(shuffled.subList(0, 12))).as("-Dvor.seed=%d, round %d", seed, i).isEmpty();
        }
    }

    @Test
    void threeOfThreeAreEnoughAmongOthersThatAnswer() {
        List<Device> hall = IntStream.range(0, 6)
                .mapToObj(i -> Devices.device(20 + i, "s" + i + "x").addresses("198.18.9." + i).below(1, "ge-0/0/" + i)
                        .tags("phase:" + i / 3).build())
                .toList();
        leaves.clear();
        all.clear();
        all.add(Devices.device(1, "core").addresses("198.18.0.1").build());
        all.addAll(hall);
        leaves.addAll(hall);
        assertThat(patterns(hall.subList(0, 3))).containsOnly("all 2 others on phase 0");
    }

    private List<String> patterns(List<Device> cut) {
        Pictures picture = picture(cut, SILENT);
        return cut.stream().flatMap(d -> pattern(find(d, picture, NOW)).stream()).toList();
    }

    private Pictures picture(List<Device> cut, Instant silent) {
        List<Ping> pings = new ArrayList<>();
        all.forEach(d -> pings.add(cut.contains(d) ? down(d, silent) : Pings.of(d.id(), d.addresses().getFirst(), NOW).build()));
        Pictures picture = Pictures.empty(NOW).with(Pictures.inventory(1, all)).with(pings.toArray(new Ping[0]));
        for (Device above : all) {
            PortsOf ports = PortsOf.device(above.id().value(), NOW);
            cut.stream()
                    .filter(d -> d.uplinks().getFirst().above().equals(above.id()))
                    .forEach(d -> ports.fell(silent.plusMillis(400), d.uplinks().getFirst().abovePort()));
            picture = picture.with(ports.build());
        }
        return picture;
    }

    private static Ping down(Device d, Instant silent) {
        return Pings.of(d.id(), d.addresses().getFirst(), NOW).down(silent, silent.plusMillis(400)).build();
    }

    private static Cause find(Device device, Pictures picture, Instant now) {
        return Causes.find(device, picture, now, Quiet.of(picture.pings(device.id()))).orElseThrow();
    }

    private static Optional<String> pattern(Cause cause) {
        return cause.evidence().stream().filter(f -> f.name().equals("fell silent with")).map(Fact::value).findFirst();
    }
}

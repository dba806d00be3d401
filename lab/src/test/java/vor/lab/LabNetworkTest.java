package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real thing: namespaces, nftables, a responder process, the kernel's own ping. */
class LabNetworkTest {
    private static final String E11 = "198.18.64.2";
    private static final String E11_V6 = "fd9a:7c1e:5b00:1001::2";
    private static final String E12 = "198.18.64.3";
    private static final Pattern REPLY = Pattern.compile("\\[(\\d+\\.\\d+)] .*icmp_seq=(\\d+) .*time=([0-9.]+) ms( \\(DUP!\\))?");

    @TempDir
    static Path directory;

    private static Stage stage;
    private static Lab lab;

    @BeforeAll
    static void build() {
        stage = new Stage(directory);
        lab = Lab.up(LabSize.GATHERING, stage.site);
    }

    /** A test that took it down finds it up again. */
    @BeforeEach
    void up() {
        if (lab.isUp()) {
            lab.healAll();
        } else {
            lab.close();
            lab = Lab.up(LabSize.GATHERING, stage.site);
        }
    }

    @AfterAll
    static void down() {
        if (stage != null) {
            lab.close();
            stage.close();
        }
    }

    @Test
    void everyDeviceAnswersOnBothAddresses() {
        for (String name : List.of("core", "ring", "distro1", "distro9", "e1-1", "e45-4")) {
            lab.plan().inventory().device(name).orElseThrow().addresses()
                    .forEach(a -> assertThat(stage.answers(a, 2)).as(name + " " + a).isEqualTo(2));
        }
        assertThat(stage.answers("198.18.0.1", 1)).isEqualTo(1);
        assertThat(stage.answers("fd9a:7c1e:5b00::1", 1)).isEqualTo(1);
    }

    @Test
    void cutDeviceIsSilentAndHealedOneAnswersOthersDoNotNotice() {
        lab.cut("e1-1");
        assertThat(lab.silent()).containsExactly("e1-1");
        assertThat(stage.answers(E11, 2)).isZero();
        assertThat(stage.answers(E11_V6, 2)).isZero();
        assertThat(stage.answers(E12, 2)).isEqualTo(2);
        lab.heal("e1-1");
        assertThat(stage.answers(E11, 2)).isEqualTo(2);
        assertThat(stage.answers(E11_V6, 2)).isEqualTo(2);
    }

    @Test
    void severalCutsAreStateAndWhatIsBehindTwoComesBackOnlyWithBoth() {
        lab.cut("distro1");
        lab.cut("e1-1");
        assertThat(lab.silent()).hasSize(21);
        assertThat(stage.answers(E12, 1)).isZero();
        lab.heal("distro1");
        assertThat(stage.answers(E12, 1)).isEqualTo(1);
        assertThat(stage.answers(E11, 1)).isZero();
        assertThat(lab.silent()).containsExactly("e1-1");
        lab.healAll();
        assertThat(lab.state()).isEqualTo(LabState.well(LabSize.GATHERING));
        assertThat(stage.answers(E11, 1)).isEqualTo(1);
    }

    @Test
    void coreTakesEverythingButTheGatewayWithIt() {
        lab.cut("core");
        assertThat(stage.answers(E11, 1)).isZero();
        assertThat(stage.answers("198.18.0.1", 1)).isEqualTo(1);
    }

    @Test
    void cutsTakeEffectWithinMilliseconds() {
        lab.cut("e1-1");
        lab.heal("e1-1");
        double[] millis = new double[200];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            if (i % 2 == 0) {
                lab.cut("e1-2");
            } else {
                lab.heal("e1-2");
            }
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf("cut and heal take effect: p50 %.2f ms, p99 %.2f ms%n", millis[100], millis[197]);
        assertThat(millis[100]).isLessThan(50);
    }

    @Test
    void anotherProcessSeesTheSameState() {
        lab.cut("e1-1");
        try (Lab other = Lab.open(stage.site)) {
            assertThat(other.silent()).containsExactly("e1-1");
            other.heal("e1-1");
        }
        assertThat(lab.silent()).isEmpty();
        assertThat(stage.answers(E11, 1)).isEqualTo(1);
    }

    @Test
    void lossHitsAboutTheShareAsked() {
        lab.loss("e1-1", 0.3);
        lab.loss("e1-2", 1);
        assertThat(replies(stage.ping(E11, 300, 0.005))).hasSizeBetween(150, 255);
        assertThat(stage.answers(E12, 3)).isZero();
        lab.loss("e1-1", 0);
        assertThat(replies(stage.ping(E11, 100, 0.005))).hasSizeGreaterThan(97);
    }

    @Test
    void stalledDeviceLosesNothingAndAnswersAFreezeInOneBunch() {
        lab.stall("e1-1", Duration.ofMillis(800));
        List<Reply> replies = replies(stage.ping(E11, 60, 0.04));
        assertThat(replies).hasSize(60);
        List<Reply> late = replies.stream().filter(r -> r.millis > 60).toList();
        assertThat(late).hasSizeGreaterThan(2);
        assertThat(late.getFirst().millis).isBetween(150.0, 900.0);
        double firstBunch = late.getFirst().arrived;
        assertThat(late.stream().filter(r -> Math.abs(r.arrived - firstBunch) < 0.03).count()).isGreaterThan(2);
        assertThat(stage.answers(E11_V6, 2)).isEqualTo(2);
    }

    @Test
    void delayJitterAndDuplicatesAreSeen() {
        lab.delay("e1-1", Duration.ofMillis(30), Duration.ofMillis(5));
        lab.duplicate("e1-2", 1);
        replies(stage.ping(E11_V6, 20, 0.01)).forEach(r -> assertThat(r.millis).isGreaterThanOrEqualTo(25));
        assertThat(stage.ping(E12, 5, 0.05)).contains("DUP!");
        lab.heal("e1-1", "e1-2");
        assertThat(stage.ping(E12, 5, 0.05)).doesNotContain("DUP!");
        assertThat(stage.answers(E11, 3)).isEqualTo(3);
    }

    @Test
    void cutWinsOverADelayedDevice() {
        lab.delay("e1-1", Duration.ofMillis(1), Duration.ZERO);
        assertThat(stage.answers(E11, 2)).isEqualTo(2);
        lab.cut("distro1");
        assertThat(stage.answers(E11, 2)).isZero();
        lab.heal("distro1");
        assertThat(stage.answers(E11, 2)).isEqualTo(2);
    }

    @Test
    void flappingDeviceComesAndGoes() {
        lab.flap("e1-1", Duration.ofSeconds(1));
        assertThat(replies(stage.ping(E11, 60, 0.05)).size()).isBetween(10, 50);
        lab.flap("e1-1", Duration.ZERO);
        assertThat(lab.silent()).isEmpty();
        assertThat(stage.answers(E11, 5)).isEqualTo(5);
    }

    @Test
    void darkCarrierTakesTheCarrierAndItComesBackWithEverything() throws Exception {
        lab.dark(Dark.CARRIER);
        assertThat(stage.atHost("ip", "link", "show", "vor0")).contains("NO-CARRIER");
        assertThat(stage.answers(E11, 1)).isZero();
        assertThat(lab.silent()).hasSize(191);
        lab.dark(Dark.OFF);
        assertThat(stage.atHost("ip", "link", "show", "vor0")).doesNotContain("NO-CARRIER");
        assertThat(stage.answers(E11, 2)).isEqualTo(2);
        assertThat(stage.answers(E11_V6, 2)).isEqualTo(2);
    }

    @Test
    void darkSilentKeepsTheCarrierAndNothingAnswersTheGatewayIncluded() {
        lab.cut("e1-2");
        lab.dark(Dark.SILENT);
        assertThat(stage.atHost("ip", "link", "show", "vor0")).doesNotContain("NO-CARRIER");
        assertThat(stage.answers(E11_V6, 1)).isZero();
        assertThat(stage.answers("198.18.0.1", 1)).isZero();
        lab.dark(Dark.OFF);
        assertThat(stage.answers(E11_V6, 1)).isEqualTo(1);
        assertThat(stage.answers(E12, 1)).isZero();
    }

    @Test
    void troublesThatNeedTheResponderSurviveDarkness() {
        lab.delay("e1-1", Duration.ofMillis(20), Duration.ZERO);
        lab.dark(Dark.CARRIER);
        lab.dark(Dark.OFF);
        assertThat(stage.answers(E11, 1)).as("the carrier is back").isPositive();
        assertThat(replies(stage.ping(E11, 3, 0.05))).hasSize(3).allSatisfy(r -> assertThat(r.millis).isGreaterThanOrEqualTo(20));
    }

    @Test
    void unknownNameChangesNothing() {
        assertThatThrownBy(() -> lab.cut("e1-1", "e99-1")).isInstanceOf(LabException.class).hasMessageContaining("e99-1");
        assertThat(lab.silent()).isEmpty();
    }

    @Test
    void upAgainIsNoFaultButAnotherSizeIs() {
        lab.cut("e1-1");
        assertThat(LabBuilder.up(LabSize.GATHERING, stage.site)).isFalse();
        assertThat(lab.silent()).containsExactly("e1-1");
        assertThatThrownBy(() -> LabBuilder.up(LabSize.ofDevices(50), stage.site)).hasMessageContaining("vor lab down");
    }

    @Test
    void downEndsTheResponderAndLeavesNothingButTheBlackHoles() {
        lab.delay("e1-1", Duration.ofMillis(1), Duration.ZERO);
        long responder = pid();
        assertThat(ProcessHandle.of(responder)).isPresent();
        assertThat(LabBuilder.down(stage.site)).isTrue();
        assertThat(ProcessHandle.of(responder).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(Files.exists(Path.of("/run/netns", stage.site.namespace()))).isFalse();
        assertThat(stage.atHost("ip", "link")).doesNotContain("vor0");
        assertThat(stage.atHost("ip", "route", "show", "type", "blackhole")).contains("198.18.0.0/15");
        assertThat(LabBuilder.down(stage.site)).isFalse();
        assertThatThrownBy(() -> Lab.open(stage.site)).hasMessageContaining("vor lab up");
    }

    @Test
    void tenThousandAddressesAreUpInSecondsAndCutTogether() {
        LabBuilder.down(stage.site);
        long start = System.nanoTime();
        try (Lab large = Lab.up(LabSize.ofDevices(5000), stage.site)) {
            System.out.printf("10,000 addresses are up after %.2f s%n", (System.nanoTime() - start) / 1e9);
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
            large.cut("core");
            assertThat(large.silent()).hasSize(5000);
            assertThat(stage.answers(E11, 1)).isZero();
            large.loss("all", 1);
            large.healAll();
            assertThat(stage.answers(E11, 1)).isEqualTo(1);
        }
    }

    private long pid() {
        try {
            return Long.parseLong(Files.readString(stage.site.pid()).strip());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** @param arrived seconds since 1970 */
    private record Reply(double arrived, int sequence, double millis) {}

    private static List<Reply> replies(String printed) {
        List<Reply> replies = new ArrayList<>();
        Matcher m = REPLY.matcher(printed);
        while (m.find()) {
            if (m.group(4) == null) {
                replies.add(new Reply(Double.parseDouble(m.group(1)), Integer.parseInt(m.group(2)), Double.parseDouble(m.group(3))));
            }
        }
        return replies;
    }
}

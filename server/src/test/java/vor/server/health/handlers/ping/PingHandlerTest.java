package vor.server.health.handlers.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.Ping;
import vor.model.Ports;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.reach.Reach;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.Pictures;
import vor.testkit.Pings;
import vor.testkit.PortsOf;

class PingHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final String V4 = "198.18.40.2";
    private static final String V6 = "fd9a::2";
    private static final String UP4 = "198.18.4.1";
    private final Device distro = Devices.device(4, "distro4").addresses(UP4).build();
    private final Device leaf =
            Devices.device(7, "e7-2").addresses(V4, V6).below(4, "ge-0/0/12").build();

    @Override
    protected Handler handler() {
        return new PingHandler(new Reach(Optional.empty()));
    }

    @Test
    void knowsNothingOfADeviceThatNobodyHasAsked() {
        assertThat(judge(leaf).state()).isEqualTo(State.UNKNOWN);
        assertThat(judge(leaf).why()).isEqualTo("has not been asked yet");
    }

    @Test
    void isUnknownWhenItHasNeverAnswered() {
        Verdict verdict = judge(leaf, v4().unheard(Ping.State.NEVER, NOW.minusSeconds(60), "").build());
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.why()).startsWith("Has never answered on v4 since Vor began to ask.");
        assertThat(verdict.since()).contains(NOW.minusSeconds(60));
    }

    @Test
    void saysWhatToDoAboutANameThatDoesNotResolve() {
        Device named = Devices.device(7, "e7-2").addresses("e7-2.example").build();
        Verdict verdict = judge(
                named, Pings.of(7, "e7-2.example", NOW).unheard(Ping.State.UNRESOLVED, NOW, "no such name").build());
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.why()).contains("e7-2.example does not resolve: no such name").contains("Try:");
    }

    @Test
    void saysWhyOurOwnMachineCannotSend() {
        Verdict verdict = judge(leaf, v4().unheard(Ping.State.UNSENDABLE, NOW, "not permitted: EPERM").build());
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.why()).contains("Vor's own machine").contains("EPERM");
    }

    @Test
    void isGoodWhenEveryAddressAnswers() {
        Verdict verdict = judge(leaf, v4().build(), v6().build());
        assertThat(verdict.state()).isEqualTo(State.GOOD);
        assertThat(verdict.score()).isZero();
        assertThat(verdict.why()).isEqualTo("answers on v4 and v6");
        assertThat(verdict.label()).isEmpty();
    }

    @Test
    void doesNotChangeWithEveryEcho() {
        Verdict first = judge(leaf, v4().rtt(0.41, 0.4, 0.3).build(), v6().build());
        Verdict second = judge(leaf, v4().rtt(0.52, 0.9, 0.3).build(), v6().build());
        assertThat(second).isEqualTo(first);
    }

    @Test
    void losesIpv4MoreThanIpv6() {
        Ping down4 = v4().down(NOW.minusSeconds(3), NOW.minusSeconds(2)).build();
        Ping down6 = v6().down(NOW.minusSeconds(3), NOW.minusSeconds(2)).build();
        Verdict lost4 = judge(leaf, down4, v6().build());
        Verdict lost6 = judge(leaf, v4().build(), down6);
        assertThat(lost4.state()).isEqualTo(State.BAD);
        assertThat(lost4.score()).isEqualTo(800);
        assertThat(lost4.since()).contains(NOW.minusSeconds(3));
        assertThat(lost6.state()).isEqualTo(State.BAD);
        assertThat(lost6.score()).isEqualTo(450);
        assertThat(lost6.why()).startsWith("No reply on v6, but v4 answers");
    }

    @Test
    void leavesIpv6OutWhenTold() {
        Device told = Devices.like(leaf).tags("ignorev6").build();
        Ping down6 = v6().down(NOW.minusSeconds(3), NOW.minusSeconds(2)).build();
        assertThat(judge(told, v4().build(), down6).state()).isEqualTo(State.GOOD);
        Ping down4 = v4().down(NOW.minusSeconds(3), NOW.minusSeconds(2)).build();
        assertThat(judge(told, down4, v6().build(), parentUp(NOW)).state()).isEqualTo(State.DOWN);
    }

    @Test
    void doesNotMindOneSuspectAddressWhileAnotherAnswers() {
        assertThat(judge(leaf, v4().suspect(NOW.minusMillis(200)).build(), v6().build()).state()).isEqualTo(State.GOOD);
    }

    @ParameterizedTest
    @CsvSource({"0.02, GOOD", "0.021, WORN", "0.20, WORN", "0.21, BAD", "NaN, GOOD"})
    void mindsLossOverAMinute(double loss, State expected) {
        assertThat(judge(leaf, v4().loss(0, loss, 0).build(), v6().build()).state()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.2, GOOD", "1, 0.4, BAD", "0, 0, GOOD", "NaN, NaN, GOOD"})
    void judgesASlowPaceByFiveMinutes(double minute, double five, State expected) {
        assertThat(judge(leaf, v4().loss(Double.NaN, minute, five).build(), v6().build()).state()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 20.3, GOOD", "0.3, 20.4, WORN", "30, 119, GOOD", "30, 121, WORN"})
    void mindsDelayThatIsHighForThisDevice(double best, double smoothed, State expected) {
        assertThat(judge(leaf, v4().rtt(smoothed, smoothed, best).build(), v6().build()).state()).isEqualTo(expected);
    }

    @Test
    void saysThatItIsJustBack() {
        Verdict verdict = judge(
                leaf,
                v4().answering(Ping.State.RECOVERING, NOW.minusSeconds(1)).build(),
                v6().down(NOW.minusSeconds(9), NOW.minusSeconds(8)).build());
        assertThat(verdict.state()).isEqualTo(State.BAD);
        Verdict both = judge(
                leaf,
                v4().answering(Ping.State.RECOVERING, NOW.minusSeconds(1)).build(),
                v6().answering(Ping.State.RECOVERING, NOW).build());
        assertThat(both.state()).isEqualTo(State.WORN);
        assertThat(both.why()).isEqualTo("answers again on v4");
    }

    @Test
    void callsFlappingBad() {
        Verdict verdict = judge(leaf, v4().answering(Ping.State.FLAPPING, NOW).build(), v6().build());
        assertThat(verdict.state()).isEqualTo(State.BAD);
        assertThat(verdict.score()).isEqualTo(700);
    }

    @Test
    void callsFlappingBadAlsoWhileItIsSilent() {
        Verdict verdict = judge(
                leaf, v4().flappingSilent(NOW.minusSeconds(3), NOW.minusSeconds(60)).build(), parentUp(NOW));
        assertThat(verdict.state()).isEqualTo(State.BAD);
    }

    @Test
    void isSuspectUntilItIsSure() {
        Verdict verdict = judge(
                leaf, v4().down(NOW.minusMillis(400), NOW).build(), v6().suspect(NOW.minusMillis(300)).build(), parentUp(NOW));
        assertThat(verdict.state()).isEqualTo(State.SUSPECT);
        assertThat(verdict.since()).contains(NOW.minusMillis(300));
    }

    @Test
    void isDownWhenWhatIsAboveHasAnsweredSince() {
        Verdict verdict = judge(leaf, silent4(400, 0), silent6(390, 0), parentUp(NOW));
        assertThat(verdict.state()).isEqualTo(State.DOWN);
        assertThat(verdict.score()).isEqualTo(1000);
        assertThat(verdict.why())
                .isEqualTo("No reply on v4 and v6. distro4 above answers: power, cable (distro4 ge-0/0/12)"
                        + " or configuration of e7-2.");
        assertThat(verdict.since()).contains(NOW.minusMillis(390));
    }

    @Test
    void needsNoMoreSilenceOnceEveryPortAboveWasSeenToFallWithIt() {
        Instant silent = NOW.minusMillis(160);
        Ports fell = PortsOf.device(4, NOW).fell(NOW, "ge-0/0/12").build();
        Verdict verdict = judge(leaf, suspect4(silent), suspect6(silent), parentUp(NOW), fell);
        assertThat(verdict.state()).isEqualTo(State.DOWN);
        assertThat(verdict.why()).startsWith("Probably power or cable: port ge-0/0/12 on distro4 went down");
        Ports before = PortsOf.device(4, NOW).fell(silent.minusSeconds(9), "ge-0/0/12").build();
        assertThat(judge(leaf, suspect4(silent), suspect6(silent), parentUp(NOW), before).state()).isEqualTo(State.SUSPECT);
        Ports up = PortsOf.device(4, NOW).up("ge-0/0/12").build();
        assertThat(judge(leaf, suspect4(silent), suspect6(silent), parentUp(NOW), up).state()).isEqualTo(State.SUSPECT);
        assertThat(judge(leaf, suspect4(silent), v6().build(), parentUp(NOW), fell).state()).isEqualTo(State.GOOD);
        assertThat(judge(leaf, suspect4(silent), suspect6(silent), parentUp(silent.minusMillis(1)), fell).state()).isEqualTo(State.SUSPECT);
    }

    @Test
    void waitsForTheParentThatHasNotAnsweredSince() {
        Verdict verdict = judge(leaf, silent4(400, 299), silent6(400, 299), parentUp(NOW.minusMillis(400)));
        assertThat(verdict.state()).isEqualTo(State.SUSPECT);
        assertThat(verdict.reconsider()).contains(NOW.plusMillis(1));
    }

    @Test
    void waitsNoLongerThanThreeTenthsOfASecondForIt() {
        Verdict verdict = judge(leaf, silent4(400, 300), silent6(400, 300), parentUp(NOW.minusMillis(400)));
        assertThat(verdict.state()).isEqualTo(State.DOWN);
    }

    @Test
    void waitsLongerForAParentThatIsItselfSuspect() {
        Ping suspect = Pings.of(4, UP4, NOW).suspect(NOW.minusMillis(400)).build();
        Verdict verdict = judge(leaf, silent4(500, 310), silent6(500, 310), suspect);
        assertThat(verdict.state()).isEqualTo(State.SUSPECT);
        assertThat(verdict.reconsider()).contains(NOW.plusSeconds(1));
    }

    @Test
    void isBehindAParentThatIsDown() {
        Ping down = Pings.of(4, UP4, NOW).down(NOW.minusSeconds(2), NOW.minusSeconds(1)).build();
        Verdict verdict = judge(leaf, silent4(1900, 1000), silent6(1900, 1000), down);
        assertThat(verdict.state()).isEqualTo(State.BEHIND);
        assertThat(verdict.cause()).contains(new DeviceId(4));
        assertThat(verdict.why()).isEqualTo("behind distro4, which does not answer");
    }

    @Test
    void staysBehindAParentThatIsJustBack() {
        Ping back = Pings.of(4, UP4, NOW).answering(Ping.State.RECOVERING, NOW).build();
        Verdict verdict = judge(leaf, silent4(1900, 1000), silent6(1900, 1000), back);
        assertThat(verdict.state()).isEqualTo(State.BEHIND);
        assertThat(verdict.why()).isEqualTo("behind distro4, which has only just come back");
    }

    @Test
    void hasASecondOfGraceAfterTheParentIsBack() {
        Ping justUp = Pings.of(4, UP4, NOW).up(NOW.minusMillis(999), NOW).build();
        assertThat(judge(leaf, silent4(9000, 8000), silent6(9000, 8000), justUp).state()).isEqualTo(State.SUSPECT);
        Ping longUp = Pings.of(4, UP4, NOW).up(NOW.minusMillis(1000), NOW).build();
        assertThat(judge(leaf, silent4(9000, 8000), silent6(9000, 8000), longUp).state()).isEqualTo(State.DOWN);
    }

    @Test
    void hasNoGraceWhenTheParentCameUpBefore() {
        Ping up = Pings.of(4, UP4, NOW).up(NOW.minusMillis(500), NOW).build();
        assertThat(judge(leaf, silent4(400, 0), silent6(400, 0), up).state()).isEqualTo(State.DOWN);
    }

    @Test
    void isNotBehindAParentThatHasNeverAnswered() {
        Ping never = Pings.of(4, UP4, NOW).unheard(Ping.State.NEVER, NOW, "").build();
        Verdict verdict = judge(leaf, silent4(400, 0), silent6(400, 0), never);
        assertThat(verdict.state()).isEqualTo(State.DOWN);
        assertThat(verdict.why()).endsWith("Try: power, cable, then configuration of e7-2.");
    }

    @Test
    void isDownOnItsOnlyAddressThatEverAnswered() {
        Ping never6 = v6().unheard(Ping.State.NEVER, NOW, "").build();
        Verdict verdict = judge(leaf, silent4(400, 0), never6, parentUp(NOW));
        assertThat(verdict.state()).isEqualTo(State.DOWN);
        assertThat(verdict.why()).startsWith("No reply on v4. ");
    }

    private static Ping silent4(long silentMillis, long downMillis) {
        return v4().down(NOW.minusMillis(silentMillis), NOW.minusMillis(downMillis)).build();
    }

    private static Ping silent6(long silentMillis, long downMillis) {
        return v6().down(NOW.minusMillis(silentMillis), NOW.minusMillis(downMillis)).build();
    }

    private static Ping suspect4(Instant silent) {
        return v4().suspect(silent).build();
    }

    private static Ping suspect6(Instant silent) {
        return v6().suspect(silent).build();
    }

    private static Ping parentUp(Instant upTo) {
        return Pings.of(4, UP4, NOW).up(NOW.minusSeconds(60), upTo).build();
    }

    private static Pings v4() {
        return Pings.of(7, V4, NOW);
    }

    private static Pings v6() {
        return Pings.of(7, V6, NOW);
    }

    private Verdict judge(Device device, Observation... seen) {
        return handler().judge(device, Pictures.of(NOW, distro, device).with(seen), NOW);
    }
}

package vor.server.health.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Facts;
import vor.model.Neighbours;
import vor.model.Observation;
import vor.model.Ping;
import vor.model.Stations;
import vor.server.health.cause.Cause.Kind;
import vor.testkit.AgentOf;
import vor.testkit.ChassisOf;
import vor.testkit.Devices;
import vor.testkit.Pictures;
import vor.testkit.Pings;
import vor.testkit.PortsOf;

class CausesTest {
    private static final Instant SILENT = Instant.parse("2026-04-01T12:00:00Z");
    private static final String PORT = "ge-0/0/12";
    private final Device distro = Devices.device(4, "distro4").addresses("198.18.4.1").build();
    private final Device other = Devices.device(5, "distro5").addresses("198.18.5.1").build();
    private final Device leaf =
            Devices.device(7, "e7-2").addresses("198.18.40.2").below(4, PORT).build();

    @Test
    void hasNothingToSayWhereNothingAboveIsAsked() {
        assertThat(find(1)).isEmpty();
        assertThat(find(1, AgentOf.device(4, at(0)).build())).isEmpty();
    }

    @Test
    void namesPowerOrCableAtOnceAndCertainOnlyWhenNoRestartExplainsIt() {
        Cause early = find(0.5, PortsOf.device(4, at(0.4)).fell(at(0.4), PORT).build()).orElseThrow();
        assertThat(early.kind()).isEqualTo(Kind.POWER_OR_CABLE);
        assertThat(early.certain()).isFalse();
        assertThat(early.why()).isEqualTo("Probably power or cable: port ge-0/0/12 on distro4 went down, seen 0.4 s after it fell silent."
                + " Try: power of e7-2, then the cable.");
        assertThat(early.facts()).containsExactly(
                Fact.seen("ge-0/0/12 on distro4", "down", "", at(0.4)), Fact.of("cause", "power-or-cable"), Fact.of("certain", "no"));
        assertThat(find(44, PortsOf.device(4, at(43)).fell(at(0.4), PORT).build()).orElseThrow().certain()).isFalse();
        Cause late = find(48, PortsOf.device(4, at(47)).fell(at(0.4), PORT).build()).orElseThrow();
        assertThat(late.certain()).isTrue();
        assertThat(late.why()).startsWith("Power or cable: port ge-0/0/12 on distro4 went down");
    }

    @Test
    void wantsAllMembersOfTheBundle() {
        PortsOf ports = PortsOf.device(4, at(1)).fell(at(1), PORT, "ge-1/0/12").bundle("ae12", 2, PORT, "ge-1/0/12");
        assertThat(find(1, ports.build()).orElseThrow().why()).contains("both ports above (ge-0/0/12 on distro4 and ge-1/0/12 on distro4) went down");
        Cause some = find(1, PortsOf.device(4, at(1)).fell(at(1), PORT).up("ge-1/0/12").bundle("ae12", 2, PORT, "ge-1/0/12").build())
                .orElseThrow();
        assertThat(some.kind()).isEqualTo(Kind.HANGS);
        assertThat(some.why()).contains("1 of 2 ports above are up, ge-1/0/12 on distro4");
    }

    @Test
    void findsThePortOfABundleByItsOwnNameAndByItsUnit() {
        Device byBundle = Devices.device(7, "e7-2").addresses("198.18.40.2").below(4, "ae12.0").build();
        PortsOf ports = PortsOf.device(4, at(1)).fell(at(1), PORT).down("ae12").bundle("ae12", 1, PORT);
        assertThat(find(byBundle, 1, ports.build()).orElseThrow().why()).contains("port ge-0/0/12 on distro4 went down");
    }

    @Test
    void findsThePortByLldpWhereTheInventoryHasNone() {
        Device bare = Devices.device(7, "e7-2").addresses("198.18.40.2").below(4).build();
        var heard = new Neighbours(new DeviceId(4), at(-60), List.of(new Neighbours.Neighbour(
                Neighbours.Protocol.LLDP, PORT, "E7-2.example", "", "", "", "", List.of(), java.util.Set.of())));
        Cause cause = find(bare, 1, heard, PortsOf.device(4, at(1)).fell(at(1), PORT).build()).orElseThrow();
        assertThat(cause.kind()).isEqualTo(Kind.POWER_OR_CABLE);
    }

    @Test
    void namesWhatSomebodySwitchedOff() {
        Cause cause = find(1, PortsOf.device(4, at(1)).port(PORT, p -> p.off().downAt(at(1))).build()).orElseThrow();
        assertThat(cause.kind()).isEqualTo(Kind.SWITCHED_OFF);
        assertThat(cause.certain()).isTrue();
        assertThat(cause.why()).startsWith("Switched off by configuration: port ge-0/0/12 on distro4 is administratively down.");
    }

    @Test
    void isNotSureThatItHangsUntilNoCacheExplainsIt() {
        Cause early = find(1, up(1, -600)).orElseThrow();
        assertThat(early.kind()).isEqualTo(Kind.HANGS);
        assertThat(early.certain()).isFalse();
        assertThat(early.why()).contains("is up so far");
        assertThat(find(15, up(15, -600)).orElseThrow().certain()).isFalse();
        assertThat(find(17, up(17, -600)).orElseThrow().certain()).isTrue();
    }

    @Test
    void isNeverSureThatItHangsWhereTheAgentDoesNotTellWhenThePortChanged() {
        assertThat(find(60, PortsOf.device(4, at(60)).up(PORT).build()).orElseThrow().certain()).isFalse();
    }

    @Test
    void isBootingOnceThePortIsBackAndUnconfiguredAfterItsTime() {
        Cause booting = find(60, back(60)).orElseThrow();
        assertThat(booting.kind()).isEqualTo(Kind.BOOTING);
        assertThat(booting.until()).contains(at(8).plus(Causes.BOOT));
        assertThat(find(248, back(247)).orElseThrow().kind()).isEqualTo(Kind.UNCONFIGURED);
        Device slow = Devices.like(leaf).tags("boot:9m").build();
        assertThat(find(slow, 248, back(247)).orElseThrow().kind()).isEqualTo(Kind.BOOTING);
    }

    @Test
    void isNeverSureThatItBootsAsOneWithoutItsConfigurationLooksTheSame() {
        assertThat(find(60, back(60)).orElseThrow().certain()).isFalse();
        assertThat(find(200, back(199)).orElseThrow().certain()).isFalse();
    }

    @Test
    void knowsWhenEveryWayUpWasSeenToGo() {
        assertThat(find(1, PortsOf.device(4, at(1)).fell(at(1), PORT).build()).orElseThrow().gone()).isTrue();
        assertThat(find(1, PortsOf.device(4, at(1)).port(PORT, p -> p.off().downAt(at(1))).build()).orElseThrow().gone()).isTrue();
        assertThat(find(1, up(1, -600)).orElseThrow().gone()).isFalse();
        assertThat(find(1, PortsOf.device(4, at(1)).fell(at(-9), PORT).build()).orElseThrow().gone()).isFalse();
        Device both = Devices.like(leaf).below(5, "ge-0/0/13").build();
        assertThat(find(both, 1, PortsOf.device(4, at(1)).fell(at(1), PORT).build()).orElseThrow().gone()).isFalse();
        var chassis = ChassisOf.device(4, at(1)).member(0, Chassis.Status.ABSENT).build();
        assertThat(find(1, chassis, PortsOf.device(4, at(1)).up("ge-1/0/1").build()).orElseThrow().gone()).isFalse();
    }

    @Test
    void believesAFallThatWasSeenAfterTheLastSignOfLifeAndBeforeTheFirstEchoThatWasMissed() {
        Cause cause = find(0.2, PortsOf.device(4, at(-0.1)).fell(at(-0.09), PORT).build()).orElseThrow();
        assertThat(cause.kind()).isEqualTo(Kind.POWER_OR_CABLE);
        assertThat(cause.gone()).isTrue();
        assertThat(cause.why()).contains("seen 0.1 s before it fell silent");
        assertThat(find(0.2, PortsOf.device(4, at(-0.3)).fell(at(-0.29), PORT).build()).orElseThrow().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void waitsForPortsThatHaveNotToldSince() {
        Cause cause = find(0.2, PortsOf.device(4, at(-3)).up(PORT).build()).orElseThrow();
        assertThat(cause.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(cause.evidence()).containsExactly(Fact.seen("ge-0/0/12 on distro4", "up, not asked since", "", at(-3)));
    }

    @Test
    void saysThatTheAgentAboveIsSilent() {
        var agent = AgentOf.device(4, at(1)).state(Agent.State.SILENT, at(-90), "").build();
        Cause cause = find(1, agent, PortsOf.device(4, at(-100)).up(PORT).build()).orElseThrow();
        assertThat(cause.kind()).isEqualTo(Kind.AGENT_SILENT);
        assertThat(cause.why()).startsWith("Ports above unknown: agent of distro4 is silent.");
        assertThat(cause.evidence()).contains(Fact.seen("agent of distro4", "silent", "", at(-90)));
    }

    @Test
    void doesNotTrustAPortThatWasDownBeforeWhileTheDeviceStillAnswered() {
        Device both = Devices.like(leaf).below(5, "ge-0/0/13").build();
        Cause cause = find(both, 1, PortsOf.device(4, at(1)).fell(at(-600), PORT).build(), PortsOf.device(5, at(1)).fell(at(1), "ge-0/0/13").build())
                .orElseThrow();
        assertThat(cause.why()).contains("port ge-0/0/13 on distro5 went down");
        assertThat(cause.evidence()).contains(Fact.seen("ge-0/0/12 on distro4", "down since before", "", at(-600)));
    }

    @Test
    void isNotCertainWhileAnotherWayIsUnknown() {
        Device both = Devices.like(leaf).below(5, "ge-0/0/13").build();
        Cause cause = find(both, 50, PortsOf.device(4, at(50)).fell(at(1), PORT).build()).orElseThrow();
        assertThat(cause.certain()).isFalse();
        assertThat(cause.why()).contains("other ways up are not asked by SNMP");
    }

    @Test
    void leavesWaysThroughADeviceThatIsDownOut() {
        Device both = Devices.like(leaf).below(5, "ge-0/0/13").build();
        Ping down = Pings.of(5, "198.18.5.1", at(50)).down(at(-9), at(-8)).build();
        Cause cause = find(both, 50, down, PortsOf.device(4, at(50)).fell(at(1), PORT).build()).orElseThrow();
        assertThat(cause.certain()).isTrue();
        assertThat(cause.why()).contains("; the way by distro5 is down");
    }

    @Test
    void isNotSureThatItHangsWhereAnotherWayIsDownAndMayNotHaveBeenLeft() {
        Device both = Devices.like(leaf).below(5, "ge-0/0/13").build();
        Ping down = Pings.of(5, "198.18.5.1", at(40)).down(at(-9), at(-8)).build();
        assertThat(find(both, 40, down, up(40, -600)).orElseThrow().certain()).isFalse();
    }

    @Test
    void namesTheMemberOfTheStackAboveThatIsLost() {
        var chassis = ChassisOf.device(4, at(1)).member(0, Chassis.Status.ABSENT).member(1, Chassis.Status.OK).build();
        assertThat(find(1, chassis, PortsOf.device(4, at(1)).fell(at(1), PORT).build()).orElseThrow().why())
                .contains("(member 0 of distro4 is lost)");
        assertThat(find(1, chassis, PortsOf.device(4, at(1)).up("ge-1/0/1").build()).orElseThrow().why())
                .contains("member 0 of distro4 is lost");
    }

    @Test
    void takesAFreshEntryOfArpForAHintThatTheHostHangs() {
        var bound = new Stations(new DeviceId(4), at(20), List.of(), List.of(new Stations.Binding("198.18.40.2", "00:11:22:33:44:55", "irb.40")));
        Cause cause = find(20, bound).orElseThrow();
        assertThat(cause.kind()).isEqualTo(Kind.HANGS);
        assertThat(cause.certain()).isFalse();
        var old = new Stations(new DeviceId(4), at(10), List.of(), bound.bindings());
        assertThat(find(20, old)).isEmpty();
    }

    @Test
    void quotesAHintAboutThePortAndLetsItChangeNothing() {
        Observation port = PortsOf.device(4, at(0.4)).fell(at(0.4), PORT).build();
        Cause without = find(0.5, port).orElseThrow();
        Cause with = find(0.5, port, said(-0.1, "linkDown trap", PORT + " (ifIndex 512)")).orElseThrow();
        assertThat(with.evidence()).hasSize(without.evidence().size() + 1)
                .contains(Fact.seen("linkDown trap of distro4", "ge-0/0/12 (ifIndex 512)", "", at(-0.1)));
        assertThat(with.why(with.why(), without.evidence())).isEqualTo(without);
    }

    @Test
    void takesNoHintForAnAnswerNorForAReasonToSpeak() {
        Cause waiting = find(0.2, PortsOf.device(4, at(-3)).up(PORT).build(), said(0, "linkDown trap", PORT)).orElseThrow();
        assertThat(waiting.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(waiting.certain()).isFalse();
        assertThat(find(0.2, said(0, "linkDown trap", PORT))).isEmpty();
        Cause up = find(17, up(17, -600), said(0, "linkDown trap", PORT)).orElseThrow();
        assertThat(up.kind()).isEqualTo(Kind.HANGS);
        assertThat(up.certain()).isTrue();
    }

    @Test
    void quotesNoHintOfAnotherPortOrAnotherTime() {
        Observation port = PortsOf.device(4, at(0.4)).fell(at(0.4), PORT).build();
        Cause without = find(0.5, port).orElseThrow();
        assertThat(find(0.5, port, said(0, "linkDown trap", "ge-0/0/1 (ifIndex 5)"))).contains(without);
        assertThat(find(0.5, port, said(-60, "linkDown trap", PORT))).contains(without);
        assertThat(find(60, port, said(30, "linkUp trap", PORT)).orElseThrow().evidence()).isEqualTo(without.evidence());
    }

    private static Observation said(double when, String name, String value) {
        return new Facts(new DeviceId(4), at(when), "hints", List.of(Fact.seen(name, value, "", at(when))));
    }

    private static Observation up(double asked, double changed) {
        return PortsOf.device(4, at(asked)).port(PORT, p -> p.changedAt(at(changed))).build();
    }

    private static Observation back(double asked) {
        return PortsOf.device(4, at(asked)).port(PORT, p -> p.downAt(at(0.4)).upAt(at(8))).build();
    }

    private static Instant at(double seconds) {
        return SILENT.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private Optional<Cause> find(double seconds, Observation... seen) {
        return find(leaf, seconds, seen);
    }

    private Optional<Cause> find(Device device, double seconds, Observation... seen) {
        Pictures picture = Pictures.of(at(0), distro, other, device).with(seen);
        return Causes.find(device, picture, at(seconds), new Quiet(at(0), at(-0.25)));
    }
}

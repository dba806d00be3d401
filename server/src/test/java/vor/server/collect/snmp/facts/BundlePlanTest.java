package vor.server.collect.snmp.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.DeviceId;
import vor.model.Ports;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** How many members a bundle should have. */
class BundlePlanTest {
    private static final DeviceId NEAR = new DeviceId(2);
    private static final DeviceId FAR = new DeviceId(3);

    private final Told told = Told.switchWith(8);
    private final List<Cable> plan = new ArrayList<>();

    private BundlePlanTest bundle(int index, String name, int... members) {
        told.text(Oids.IF_NAME, index, name).number(Oids.IF_TYPE, index, 161).number(Oids.IF_OPER, index, 1);
        for (int member : members) {
            told.put(Oids.IF_STACK_STATUS, Oid.of(index, member + 1), new Value.Int(1));
        }
        return this;
    }

    private BundlePlanTest planned(DeviceId to, String bundle, String... ports) {
        List.of(ports).forEach(p -> plan.add(new Cable(p, to, bundle)));
        told.facts.plan(plan);
        return this;
    }

    private Ports.Bundle now(String name) {
        return told.after(30).poll().bundle(name).orElseThrow();
    }

    @Test
    void withoutAPlanItIsTheMostThatWereEverSeen() {
        bundle(100, "ae0", 0, 1, 2);
        assertThat(now("ae0").expected()).isEqualTo(3);
        told.objects.remove(Oids.IF_STACK_STATUS.with(100, 3));
        assertThat(now("ae0").expected()).isEqualTo(3);
        assertThat(now("ae0").active()).isEqualTo(2);
    }

    @Test
    void aMemberThatWasNeverSeenIsExpectedWhenItIsPlanned() {
        bundle(100, "ae0", 0, 1).planned(NEAR, "ae0", "ge-0/0/0", "ge-0/0/1", "ge-0/0/2");
        assertThat(now("ae0").expected()).isEqualTo(3);
    }

    @Test
    void ofTwoTheOtherEndMayHaveNamedTheBundle() {
        bundle(100, "ae0", 0, 1).bundle(101, "ae10", 4).planned(NEAR, "ae10", "ge-0/0/0", "ge-0/0/1").planned(FAR, "ae0", "ge-0/0/4", "ge-0/0/5");
        assertThat(now("ae0").expected()).isEqualTo(2);
        assertThat(now("ae10").expected()).isEqualTo(2);
    }

    @Test
    void aPlanSmallerThanWhatWasSeenIsStillThePlan() {
        bundle(100, "ae0", 0, 1, 2).planned(NEAR, "ae0", "ge-0/0/0", "ge-0/0/1");
        assertThat(now("ae0").expected()).isEqualTo(2);
        assertThat(now("ae0").members()).hasSize(3);
    }

    @Test
    void aMemberThatIsPlannedInAnotherBundleCountsThere() {
        bundle(100, "ae0", 0, 1, 3).bundle(101, "ae1", 4).planned(NEAR, "ae0", "ge-0/0/0", "ge-0/0/1").planned(FAR, "ae1", "ge-0/0/3", "ge-0/0/4");
        assertThat(now("ae0").expected()).isEqualTo(2);
        assertThat(now("ae1").expected()).isEqualTo(2);
    }

    @Test
    void oneBundleMayLeadToTwoDevices() {
        bundle(100, "ae0", 0, 1).planned(NEAR, "ae0", "ge-0/0/0").planned(FAR, "ae0", "ge-0/0/1");
        assertThat(now("ae0").expected()).isEqualTo(2);
    }

    @Test
    void portsAreKnownHoweverTheyAreWritten() {
        told.text(Oids.IF_DESCR, 2, "GigabitEthernet0/1");
        bundle(100, "ae0", 0, 1).planned(NEAR, "", "ge-0/0/0.0", "gigabitethernet0/1", "GE-0/0/0");
        assertThat(now("ae0").expected()).as("ge-0/0/0 written twice is one").isEqualTo(2);
    }

    @Test
    void aPlannedPortThatTheDeviceDoesNotHaveIsMissed() {
        bundle(100, "ae0", 0, 1).planned(NEAR, "ae0", "ge-0/0/0", "ge-0/0/1", "ge-7/0/0");
        assertThat(now("ae0").expected()).isEqualTo(3);
    }

    @Test
    void cablesOfNoBundleAreNobodysPlan() {
        bundle(100, "ae0", 0, 1).planned(NEAR, "", "ge-0/0/5", "ge-0/0/6").planned(FAR, "ae0", "ge-0/0/7");
        assertThat(now("ae0").expected()).isEqualTo(2);
    }

    @Test
    void aPlanThatIsTakenBackLeavesWhatWasSeen() {
        bundle(100, "ae0", 0, 1).planned(NEAR, "ae0", "ge-0/0/0", "ge-0/0/1", "ge-0/0/2");
        assertThat(now("ae0").expected()).isEqualTo(3);
        told.facts.plan(List.of());
        assertThat(now("ae0").expected()).isEqualTo(2);
    }
}

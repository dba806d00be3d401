package vor.server.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vor.server.discover.Cabling.Joint;
import vor.server.discover.Found.Cable;
import vor.server.discover.Found.Device;
import vor.server.discover.Found.End;
import vor.server.discover.Found.Stranger;

class CablingTest {
    private static final List<Joint> PLAN = List.of(
            new Joint(new End("distro4", "ge-1"), new End("e7-2", "ge-45")), new Joint(new End("distro5", "ge-1"), new End("e8-1", "ge-45")));

    private static Found found(List<Stranger> strangers, Cable... cables) {
        return new Found(
                List.of("distro4", "distro5", "e7-2", "e8-1").stream().map(n -> new Device(n, List.of(), List.of())).toList(),
                List.of(cables), strangers);
    }

    private static Cable cable(String a, String aPort, String b, String bPort) {
        return new Cable(new End(a, aPort), new End(b, bPort), "", 0);
    }

    @Test
    void asPlannedIsNothingToTellFromEitherSide() {
        assertThat(Cabling.differences(
                        found(List.of(), cable("distro4", "ge-1", "e7-2", "GE-45"), cable("e8-1", "ge-45", "distro5", "")), PLAN))
                .isEmpty();
    }

    @Test
    void crossedCablesAreNamedWithWhereTheyShouldBe() {
        assertThat(Cabling.differences(
                        found(List.of(), cable("distro5", "ge-1", "e7-2", "ge-45"), cable("distro4", "ge-1", "e8-1", "ge-45")), PLAN))
                .containsExactly(
                        "e7-2 port ge-45 is plugged into distro5 port ge-1, plan says distro4 port ge-1",
                        "e8-1 port ge-45 is plugged into distro4 port ge-1, plan says distro5 port ge-1");
    }

    @Test
    void aCableThatNobodyHearsIsMissing() {
        assertThat(Cabling.differences(found(List.of(), cable("distro4", "ge-1", "e7-2", "ge-45")), PLAN))
                .containsExactly("e8-1 port ge-45 should be plugged into distro5 port ge-1; neither hears the other");
    }

    @Test
    void aCableThatNobodyPlannedIsTold() {
        assertThat(Cabling.differences(
                        found(List.of(), cable("distro4", "ge-1", "e7-2", "ge-45"), cable("distro5", "ge-1", "e8-1", "ge-45"),
                                cable("distro5", "ge-9", "e7-2", "ge-9")), PLAN))
                .containsExactly("e7-2 port ge-9 is plugged into distro5 port ge-9, the plan has no such cable");
    }

    @Test
    void aNeighbourThatCouldNotBeAskedCountsByItsName() {
        Stranger right = new Stranger(new End("distro4", "ge-1"), "e7-2", "?", "", List.of());
        Stranger wrong = new Stranger(new End("distro5", "ge-1"), "laptop", "?", "", List.of());

        assertThat(Cabling.differences(found(List.of(right, wrong)), PLAN)).containsExactly(
                "distro5 port ge-1 is plugged into laptop, which could not be asked; plan says e8-1 port ge-45");
    }

    @Test
    void devicesThatNobodyMetAreNamed() {
        List<Joint> more = List.of(PLAN.getFirst(), new Joint(new End("distro4", "ge-2"), new End("E7-3", "ge-45")));

        assertThat(Cabling.notAsked(found(List.of()), more)).containsExactly("E7-3");
    }
}

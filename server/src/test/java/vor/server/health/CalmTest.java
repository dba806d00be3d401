package vor.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vor.model.DeviceId;
import vor.model.Health;
import vor.model.State;
import vor.model.Verdict;

/** Where nobody asks by SNMP, the handlers of what devices say about themselves say that nobody tells, and decide nothing. */
class CalmTest {
    private static final Set<String> OWN = Set.of("ping", "path", "mgmt", "maint");

    @Test
    void nothingThatIsNotToldEverDecides() {
        Hall hall = new Hall(7);
        hall.run(Duration.ofSeconds(3));
        hall.cut(Hall.DISTRO1, Hall.leavesOf(2).getFirst());
        hall.run(Duration.ofSeconds(3));
        assertThat(hall.engine.current()).hasSize(Hall.all().size());
        for (Health health : hall.engine.current().values()) {
            assertThat(OWN).contains(health.worst());
            health.verdicts().forEach((name, verdict) -> {
                if (!OWN.contains(name)) {
                    assertThat(verdict.state()).as(name).isEqualTo(inUse(verdict) ? State.GOOD : State.UNKNOWN);
                    assertThat(verdict.score()).as(name).isZero();
                    assertThat(verdict.label()).as(name).isEmpty();
                }
            });
        }
    }

    /** What hangs below something the inventory alone tells. */
    private static boolean inUse(Verdict verdict) {
        return verdict.why().startsWith("in use: ");
    }

    @Test
    void aDeviceThatIsDownSaysNothingOfCausesAndOneBehindNamesItsOwn() {
        Hall hall = new Hall(8);
        hall.run(Duration.ofSeconds(3));
        hall.cut(Hall.DISTRO1);
        hall.run(Duration.ofSeconds(3));
        assertThat(facts(hall, Hall.DISTRO1)).doesNotContainKey("cause");
        assertThat(facts(hall, Hall.leavesOf(1).getFirst())).containsEntry("cause", "parent-silent").containsEntry("certain", "yes");
    }

    private static Map<String, String> facts(Hall hall, DeviceId device) {
        Verdict ping = Optional.ofNullable(hall.health(device).verdicts().get("ping")).orElseThrow();
        return List.copyOf(ping.facts()).stream()
                .collect(java.util.stream.Collectors.toMap(f -> f.name(), f -> f.value(), (a, b) -> a));
    }
}

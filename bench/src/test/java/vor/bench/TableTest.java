package vor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TableTest {
    private static final List<Target> TARGETS = List.of(
            new Target("detect", "red", Target.Bound.AT_MOST, 500, "ms", "to red"),
            new Target("ping", "cpu", Target.Bound.AT_MOST, 1, "times", "processor time"),
            new Target("snmp", "speed", Target.Bound.AT_LEAST, 500_000, "", "variables"));

    @Test
    void aFigureThatIsNotThereIsNotMeasured() {
        assertThat(Table.of(TARGETS, Map.of())).contains("| to red | not measured | at most 500 ms | | |");
    }

    @Test
    void aMissIsShownAsAMiss() {
        assertThat(Table.of(TARGETS, Map.of("detect", result("red", "501", "null")))).contains("| to red | 501 ms | at most 500 ms |  | **missed** |");
    }

    @Test
    void whatNeverHappenedIsAMiss() {
        assertThat(Table.of(TARGETS, Map.of("detect", result("red", "\"infinite\"", "null")))).contains("| never ms | at most 500 ms |  | **missed** |");
    }

    @Test
    void whereMuchIsGoodLittleIsAMissAndSoIsWhatWasNotMeasured() {
        assertThat(Table.of(TARGETS, Map.of("snmp", result("speed", "499999", "null")))).contains("| at least 500,000 |  | **missed** |");
        assertThat(Table.of(TARGETS, Map.of("snmp", result("speed", "500000", "null")))).contains("| at least 500,000 |  | met |");
        assertThat(Table.of(TARGETS, Map.of("snmp", result("speed", "\"unknown\"", "null")))).contains("**missed**");
    }

    @Test
    void anAimThatIsJustReachedIsMetAndThePeerStandsBesideIt() {
        assertThat(Table.of(TARGETS, Map.of("ping", result("cpu", "1", "1.25"))))
                .contains("| processor time | 1 times | at most 1 times | 1.25 times | met |");
    }

    @Test
    void theTableReplacesWhatStoodBetweenTheMarkersAndNothingElse() {
        String readme = "before\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nafter\n";
        assertThat(Table.between(readme, "new\n")).isEqualTo("before\n<!-- bench:begin -->\nnew\n<!-- bench:end -->\nafter\n");
    }

    @Test
    void aTextWithoutMarkersStaysAsItIs() {
        assertThat(Table.between("no markers", "new\n")).isEqualTo("no markers");
    }

    @Test
    void everyTargetOfTheFileCanBeRead() {
        assertThat(Target.all()).hasSizeGreaterThan(10).allSatisfy(t -> assertThat(Main.BENCHES).anyMatch(b -> b.name().equals(t.bench())));
    }

    private static JsonNode result(String figure, String value, String peer) {
        return JsonMapper.builder()
                .build()
                .readTree("{\"at\":\"now\",\"figures\":{\"" + figure + "\":{\"value\":" + value + ",\"unit\":\"\",\"peer\":" + peer + "}}}");
    }
}

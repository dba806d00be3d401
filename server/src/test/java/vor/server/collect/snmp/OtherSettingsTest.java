package vor.server.collect.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.server.collect.snmp.SnmpSettings.Known;
import vor.server.collect.snmp.SnmpSettings.Rule;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Version;

/** Other rules, credentials and paces while the engine runs. */
class OtherSettingsTest extends EngineFixture {
    private static final Credential WRONG = new Credential.Community(Version.V2C, Secret.of("wrong"));

    private static SnmpSettings settings(Known known, Pace pace) {
        Rule all = new Rule(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("public"), pace, 161);
        return new SnmpSettings(Map.of("public", known), List.of(all), 2000);
    }

    private static Known known(Credential credential) {
        return new Known(Optional.of(credential), "");
    }

    @Test
    void anotherPaceCountsAtOnceAndTheAgentStaysKnown() {
        box("10.0.0.1", 4);
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(60));
        int before = of(1).gots.size();
        engine.settings(settings(known(VirtualAgents.PUBLIC), new Pace(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(5))));
        run(Duration.ofSeconds(20));
        assertThat(of(1).gots.size() - before).isBetween(18, 22);
        assertThat(reports).filteredOn(a -> a.at().isAfter(reports.getFirst().at().plusSeconds(5))).allMatch(a -> a.state() == Agent.State.ANSWERING);
    }

    @Test
    void aSilentAgentIsAskedWithinASecondUnderItsRightCredential() {
        box("10.0.0.1", 4);
        engine.settings(settings(known(WRONG), Pace.DEFAULT));
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(120));
        assertThat(last(1).state()).isEqualTo(Agent.State.SILENT);
        engine.settings(settings(known(VirtualAgents.PUBLIC), Pace.DEFAULT));
        run(Duration.ofSeconds(1));
        assertThat(last(1).state()).isEqualTo(Agent.State.ANSWERING);
    }

    @Test
    void anAgentWhoseSecretWasMissingIsAskedWhenItIsThere() {
        box("10.0.0.1", 4);
        engine.settings(settings(new Known(Optional.empty(), "there is no file"), Pace.DEFAULT));
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(10));
        assertThat(last(1).state()).isEqualTo(Agent.State.UNASKABLE);
        engine.settings(settings(known(VirtualAgents.PUBLIC), Pace.DEFAULT));
        run(Duration.ofSeconds(5));
        assertThat(last(1).state()).isEqualTo(Agent.State.ANSWERING);
    }

    @Test
    void withoutARuleNobodyIsAskedAnyMore() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 4);
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(30));
        engine.settings(SnmpSettings.NONE);
        int before = agent.asked.size();
        run(Duration.ofSeconds(60));
        assertThat(agent.asked).hasSize(before);
    }
}

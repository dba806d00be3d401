package vor.server.collect.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepetitionsTest {
    private final Repetitions repetitions = new Repetitions();

    @Test
    void asksAnAgentForMoreThatIsLateHoweverLittleItIsAsked() {
        answers(20, 800, 0);
        assertThat(repetitions.values()).isEqualTo(400);
    }

    @Test
    void asksAnAgentForNoMoreThatNeedsItsTimeForEachValue() {
        answers(20, 0, 20);
        assertThat(repetitions.values()).isLessThan(80);
    }

    @Test
    void asksForNoMoreThanTheAgentPutsIntoAnAnswer() {
        repetitions.answered(repetitions.values(), 30, 5);
        answers(20, 5, 0);
        assertThat(repetitions.values()).isEqualTo(30);
    }

    @Test
    void asksForHalfWhenNothingCame() {
        answers(20, 800, 0);
        repetitions.failed();
        assertThat(repetitions.values()).isEqualTo(200);
    }

    @Test
    void asksForAsMuchAsBeforeAfterASilence() {
        answers(20, 200, 0);
        failures(30);
        assertThat(repetitions.values()).isEqualTo(1);
        repetitions.back();
        assertThat(repetitions.values()).isEqualTo(400);
    }

    @Test
    void asksForLessAndLessWhenThatIsWhatSilencesTheAgent() {
        answers(20, 200, 0);
        for (int i = 0; i < 5; i++) {
            failures(3);
            repetitions.back();
        }
        assertThat(repetitions.values()).isLessThan(20);
    }

    private void failures(int times) {
        for (int i = 0; i < times; i++) {
            repetitions.failed();
        }
    }

    private void answers(int times, double latency, double each) {
        for (int i = 0; i < times; i++) {
            int values = repetitions.values();
            repetitions.answered(values, values, latency + each * values);
        }
    }
}

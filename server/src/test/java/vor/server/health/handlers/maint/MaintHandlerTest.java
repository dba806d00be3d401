package vor.server.health.handlers.maint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Handler;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.Pictures;

class MaintHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new MaintHandler();
    }

    @Test
    void isOverAtItsLastMoment() {
        assertThat(judge(Devices.device(1, "e1-1").maintenance("power", Optional.of(NOW))).state()).isEqualTo(State.GOOD);
    }

    @Test
    void asksToBeAskedAgainWhenItIsOver() {
        Verdict verdict = judge(Devices.device(1, "e1-1").maintenance("power", Optional.of(NOW.plusMillis(1))));
        assertThat(verdict.state()).isEqualTo(State.MAINT);
        assertThat(verdict.why()).isEqualTo("in maintenance: power");
        assertThat(verdict.reconsider()).contains(NOW.plusMillis(1));
    }

    @Test
    void lastsUntilSomebodyEndsIt() {
        Verdict verdict = judge(Devices.device(1, "e1-1").maintenance(" ", Optional.empty()));
        assertThat(verdict.state()).isEqualTo(State.MAINT);
        assertThat(verdict.why()).isEqualTo("in maintenance");
        assertThat(verdict.reconsider()).isEmpty();
    }

    @Test
    void isMeantByTheTagToo() {
        assertThat(judge(Devices.device(1, "e1-1").tags("maint")).state()).isEqualTo(State.MAINT);
        assertThat(judge(Devices.device(1, "e1-1").tags("main")).state()).isEqualTo(State.GOOD);
    }

    @Test
    void countsTheTagAfterTheTimeIsUp() {
        Devices both = Devices.device(1, "e1-1").tags("maint").maintenance("power", Optional.of(NOW.minusSeconds(1)));
        assertThat(judge(both).state()).isEqualTo(State.MAINT);
    }

    private Verdict judge(Devices device) {
        return handler().judge(device.build(), Pictures.of(NOW, device.build()), NOW);
    }
}

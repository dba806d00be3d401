package vor.server.health.handlers.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Handler;
import vor.model.Ping;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.reach.Reach;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.Pictures;
import vor.testkit.Pings;

class PathHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private final Device core = Devices.device(1, "core").addresses("1.1.1.1").build();
    private final Device ring = Devices.device(2, "ring").addresses("1.1.1.2").below(1).build();
    private final Device distro = Devices.device(3, "distro1").addresses("1.1.1.3").below(2).below(1).build();
    private final Device leaf = Devices.device(4, "e1-1").addresses("1.1.1.4").below(3).build();

    @Override
    protected Handler handler() {
        return new PathHandler(new Reach(Optional.empty()));
    }

    @Test
    void isGoodAtTheTop() {
        assertThat(judge(core).why()).isEqualTo("at the top");
    }

    @Test
    void showsTheHops() {
        Verdict verdict = judge(leaf, up(1), up(3));
        assertThat(verdict.state()).isEqualTo(State.GOOD);
        assertThat(verdict.why()).isEqualTo("by way of distro1");
        assertThat(verdict.facts()).extracting(f -> f.name() + " " + f.value())
                .containsExactly("distro1 answers", "core answers");
    }

    @Test
    void isBehindTheTopmostThatIsDown() {
        Verdict verdict = judge(leaf, down(1), down(2), down(3), down(4));
        assertThat(verdict.state()).isEqualTo(State.BEHIND);
        assertThat(verdict.cause()).contains(new DeviceId(1));
        assertThat(verdict.why()).isEqualTo("behind core");
    }

    @Test
    void isBehindAlsoWhenItHasNeverAnswered() {
        Ping never = Pings.of(4, "1.1.1.4", NOW).unheard(Ping.State.NEVER, NOW, "").build();
        assertThat(judge(leaf, down(3), never).state()).isEqualTo(State.BEHIND);
    }

    @Test
    void isNotBehindWhileItAnswers() {
        assertThat(judge(leaf, down(3), up(4)).state()).isEqualTo(State.GOOD);
    }

    @Test
    void missesASecondWay() {
        Verdict verdict = judge(distro, up(1), down(2), up(3));
        assertThat(verdict.state()).isEqualTo(State.WORN);
        assertThat(verdict.why()).startsWith("1 of 2 ways up is lost: by way of ring.");
    }

    @Test
    void doesNotWaverWithASuspicionAtTheCore() {
        Ping suspect = Pings.of(1, "1.1.1.1", NOW).suspect(NOW.minusMillis(200)).build();
        assertThat(judge(leaf, suspect, up(2), up(3), up(4))).isEqualTo(judge(leaf, up(1), up(2), up(3), up(4)));
    }

    private static Ping up(long id) {
        return Pings.of(id, "1.1.1." + id, NOW).build();
    }

    private static Ping down(long id) {
        return Pings.of(id, "1.1.1." + id, NOW).down(NOW.minusSeconds(9), NOW.minusSeconds(8)).build();
    }

    private Verdict judge(Device device, Ping... pings) {
        return handler().judge(device, Pictures.of(NOW, core, ring, distro, leaf).with(pings), NOW);
    }
}

package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.rules.Rules.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.Event;

/** Lists of events: by their number, and by the sender's time. */
class WindowsTest {
    @Test
    void aMovingWindowOfEventsHoldsTheNewest() {
        Trial trial = Trial.of(all().movingEventWindow(2).to(tap("a")));
        trial.event(0, 1).event(1, 2).event(2, 3);
        assertThat(trial.lists()).containsExactly(List.of(1.0), List.of(1.0, 2.0), List.of(2.0, 3.0));
        trial.expire(3);
        assertThat(trial.lists()).as("an expired one is one like others").containsExactly(List.of(3.0, Double.NaN));
    }

    @Test
    void aFixedWindowOfEventsWaitsUntilItIsFull() {
        Trial trial = Trial.of(all().fixedEventWindow(2).to(tap("a")));
        trial.event(0, 1).event(1, 2).event(2, 3).expire(3).event(4, 5);
        assertThat(trial.lists()).containsExactly(List.of(1.0, 2.0), List.of(3.0, Double.NaN));
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void aMovingWindowOfTimeGoesByTheSendersTime() {
        Trial trial = Trial.of(all().movingTimeWindow(10).to(tap("a")));
        trial.take(100, told(0, 1), told(9.999, 2));
        assertThat(trial.lists()).containsExactly(List.of(1.0), List.of(1.0, 2.0));
        trial.take(100, told(10, 3));
        assertThat(trial.lists()).as("ten seconds old is too old").containsExactly(List.of(2.0, 3.0));
        trial.take(100, told(5, 4), told(0, 5));
        assertThat(trial.lists()).as("late, but within; and later than that").containsExactly(List.of(2.0, 3.0, 4.0));
        assertThat(trial.status().dropped()).isEqualTo(1);
        trial.take(200, Trial.expired(100, "h", "s"));
        assertThat(trial.lists()).containsExactly(List.of(Double.NaN));
    }

    @Test
    void aClockThatIsFarAheadEndsNoWindow() {
        Trial trial = Trial.of(all().movingTimeWindow(10).to(tap("a")), all().fixedTimeWindow(10).to(tap("b")));
        trial.take(0, told(1e9, 1));
        trial.take(1, told(1, 2));
        assertThat(trial.lists()).containsExactly(List.of(1.0), List.of(1.0, 2.0));
        trial.take(11, told(11, 3));
        assertThat(trial.lists()).containsExactly(List.of(3.0), List.of(1.0, 2.0));
    }

    @Test
    void timesOfNoSenseHurtNobody() {
        Trial trial = Trial.of(
                all().movingTimeWindow(10).to(tap("a")), all().fixedTimeWindow(10).to(tap("a")), all().fixedOffsetTimeWindow(10).to(tap("a")), all().ewma(10).to(tap("a")), all().stable(5, state()).to(tap("a")),
                all().clockSkew().to(tap("a")), all().ddt().to(tap("a")), all().predictLinear(3, 60).to(tap("a")), all().by(time()).rate(5).to(tap("a")));
        Event event = told(0, 1).withTtl(Duration.ofSeconds(Long.MAX_VALUE));
        trial.take(0, event.withTime(Instant.MIN), event.withTime(Instant.MAX), event, event.withTime(Instant.MIN)).until(100);
        assertThat(trial.machine().statuses()).allSatisfy(s -> assertThat(s.errors()).isZero());
    }

    @Test
    void aFixedWindowOfTimeIsToldByTheFirstEventAfterIt() {
        Trial trial = Trial.of(all().fixedTimeWindow(10).to(tap("a")));
        trial.take(100, told(3, 1), told(12.9, 2), told(4, 3));
        assertThat(trial.fired()).isEmpty();
        trial.take(100, told(13, 4));
        assertThat(trial.lists()).containsExactly(List.of(1.0, 2.0, 3.0));
        trial.take(100, told(12, 5), told(55, 6));
        assertThat(trial.lists()).as("too late is dropped; of windows without events nothing is told").containsExactly(List.of(4.0));
        assertThat(trial.status().dropped()).isEqualTo(1);
        trial.take(200, Trial.expired(62.9, "h", "s"), told(63, 7));
        assertThat(trial.lists()).containsExactly(List.of(6.0, Double.NaN));
    }

    @Test
    void fixedWindowsMayBeginAtWholeMinutes() {
        Trial trial = Trial.of(all().fixedOffsetTimeWindow(60).to(tap("a")));
        trial.take(200, told(50, 1), told(59.999, 2), told(60, 3), told(59, 4), told(125, 5));
        assertThat(trial.lists()).containsExactly(List.of(1.0, 2.0), List.of(3.0));
        assertThat(trial.status().dropped()).isEqualTo(1);
    }

    @Test
    void aWindowOfTimeHoldsSoManyAndNoMore() {
        Trial trial = Trial.of(all().fixedTimeWindow(10).count().to(tap("a")));
        Event[] many = new Event[Spans.MOST + 5];
        java.util.Arrays.fill(many, told(0, 1));
        trial.take(0, many).take(10, told(10, 1));
        assertThat(trial.metrics()).containsExactly((double) Spans.MOST);
        assertThat(trial.status().dropped()).isEqualTo(5);
    }

    @Test
    void aWindowGoesOnOverAReload() {
        Trial trial = Trial.of(all().movingEventWindow(3).sum().to(tap("a")));
        trial.event(0, 1).event(1, 2);
        trial.fired();
        assertThat(trial.become(all().movingEventWindow(3).sum().to(tap("a"))).kept()).containsExactly("r0");
        trial.event(2, 3);
        assertThat(trial.metrics()).containsExactly(6.0);
        assertThat(trial.become(all().movingEventWindow(4).sum().to(tap("a"))).reset()).hasSize(1);
        trial.event(3, 4);
        assertThat(trial.metrics()).containsExactly(4.0);
    }

    private static Event told(double second, double metric) {
        return Trial.told(second, "h", "s", "ok", metric);
    }
}

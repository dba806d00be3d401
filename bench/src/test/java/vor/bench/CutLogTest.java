package vor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.outside.LiveFrame;
import vor.outside.LiveFrame.Seen;
import vor.outside.PaintLog.Painting;

final class CutLogTest {
    private final CutLog log = new CutLog();

    @Test
    void onlyThoseThatMayBeCutAreCut() {
        log.begin(List.of("e1-1"));
        frame("distro1", "good");
        assertThat(log.rested(Instant.now())).contains("e1-1");
        log.open("e1-1");
        assertThat(log.rested(Instant.now())).isEmpty();
    }

    @Test
    void aDeviceThatIsDownWithoutHavingBeenCutIsAFalseDown() {
        log.begin(List.of("e1-1", "e1-2"));
        log.open("e1-1");
        frame("e1-1", "down");
        frame("e1-2", "down");
        assertThat(log.falseDowns()).singleElement().asString().startsWith("e1-2");
    }

    @Test
    void aHealedDeviceThatIsStillDownIsNoFalseDownUntilItWasGood() {
        log.begin(List.of("e1-1"));
        log.close(log.open("e1-1"));
        frame("e1-1", "down");
        assertThat(log.falseDowns()).isEmpty();
        frame("e1-1", "good");
        frame("e1-1", "down");
        assertThat(log.falseDowns()).hasSize(1);
    }

    @Test
    void aCutThatNobodyHasSeenTookForever() {
        log.begin(List.of("e1-1"));
        Cut cut = log.open("e1-1");
        assertThat(cut.redAfter(Cut.Place.PAINTED)).isInfinite();
        assertThat(cut.redEverywhere()).isFalse();
    }

    @Test
    void whatWasPaintedBeforeTheCutIsOfAnEarlierOne() {
        log.begin(List.of("e1-1"));
        Cut cut = log.open("e1-1");
        log.painted(List.of(new Painting(cut.given().minusMillis(1), "e1-1", "down")));
        assertThat(cut.redAfter(Cut.Place.PAINTED)).isInfinite();
        log.painted(List.of(new Painting(cut.given().plusMillis(300), "e1-1", "down")));
        assertThat(cut.redAfter(Cut.Place.PAINTED)).isEqualTo(300);
    }

    @Test
    void aDeviceThatGoesStraightToRedWasSuspectAtTheSameMoment() {
        log.begin(List.of("e1-1"));
        Cut cut = log.open("e1-1");
        frame("e1-1", "down");
        assertThat(cut.suspectAfter(Cut.Place.READER)).isEqualTo(cut.redAfter(Cut.Place.READER));
    }

    private void frame(String device, String state) {
        Instant now = Instant.now();
        log.frame(new LiveFrame("delta", now, now.toEpochMilli(), Optional.empty(), "", Map.of(device, new Seen(state, "", Optional.empty(), 0, List.of()))));
    }
}

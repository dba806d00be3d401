package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vor.outside.Api;
import vor.outside.Deadline;

@OnTheGround
final class MoveTest {
    private static final int FAR = 60;

    @Test
    void aBoxThatWasDraggedStandsThereAlsoAfterTheServerWasStartedAgain(Ground ground) {
        Page page = ground.page();
        JsonNode before = placement(ground, "e5-1");
        drag(page, "e5-1");
        Deadline.until(Ground.SOON, () -> "the server has the new place", () -> !placement(ground, "e5-1").equals(before));
        JsonNode moved = placement(ground, "e5-1");
        ground.server().stop();
        ground.server().start();
        assertThat(placement(ground, "e5-1")).isEqualTo(moved);
        Page later = ground.page();
        /* While it says that the server is lost, the banner takes room from the map. */
        PlaywrightAssertions.assertThat(page.locator("[data-banner='none']"))
                .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(15_000));
        Box there = Box.of(page, "e5-1");
        Box again = Box.of(later, "e5-1");
        assertThat(again.x()).isCloseTo(there.x(), offset(1.5));
        assertThat(again.y()).isCloseTo(there.y(), offset(1.5));
        assertThat(ground.complaints()).isEmpty();
    }

    @Test
    void whatOnePersonMovesTheOtherSeesAtOnce(Ground ground) {
        Page mine = ground.page();
        Page theirs = ground.page();
        Box before = Box.of(theirs, "e11-2");
        drag(mine, "e11-2");
        Deadline.until(Duration.ofSeconds(2), () -> "the other browser shows it", () -> Box.of(theirs, "e11-2").distance(before) > FAR / 2.0);
        assertThat(Box.of(theirs, "e11-2").distance(Box.of(mine, "e11-2"))).isLessThan(1.5);
        assertThat(ground.complaints()).isEmpty();
    }

    private static void drag(Page page, String device) {
        page.locator("canvas#map").waitFor();
        Box.of(page, device); // the map is drawn, so keys are heard
        page.keyboard().press("e");
        page.locator(".arrange").waitFor();
        Box box = Box.of(page, device);
        page.mouse().move(box.centreX(), box.centreY());
        page.mouse().down();
        page.mouse().move(box.centreX() + FAR, box.centreY() + FAR, new Mouse.MoveOptions().setSteps(8));
        page.mouse().up();
        page.keyboard().press("e");
    }

    private static JsonNode placement(Ground ground, String device) {
        try (Api api = ground.server().api()) {
            return api.get("/devices/" + device).body().path("placements");
        }
    }
}

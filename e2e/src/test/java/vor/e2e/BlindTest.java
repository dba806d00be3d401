package vor.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vor.lab.Dark;

@OnTheGround
final class BlindTest {
    private static final Duration NO_LONGER_YOUNG = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @ParameterizedTest
    @EnumSource(names = {"CARRIER", "SILENT"})
    void aMonitorWithoutSightSaysSoWithinASecondAndTurnsNoDeviceRed(Dark how, Ground ground) {
        Watch watch = ground.watch();
        /* A path that is seconds old is judged with more caution, the gateway's too. */
        watch.lookOn(NO_LONGER_YOUNG);
        Page page = ground.page();
        Instant given = Instant.now();
        ground.lab().dark(how);
        watch.await("it is blind", live -> live.blind());
        assertThat(Duration.between(given, watch.firstBlind().orElseThrow())).isLessThanOrEqualTo(AT_ONCE);
        assertThat(page.locator("[data-banner='blind']")).isVisible();
        watch.lookOn(Duration.ofSeconds(5));
        assertThat(page.locator("[data-banner]")).hasCount(1);
        assertThat(page.locator(".rows [data-state='down']")).hasCount(0);
        ground.lab().dark(Dark.OFF);
        watch.live().await(Ground.START, () -> "it sees again", live -> !live.blind());
        watch.live().awaitAllGood(Ground.START);
        assertThat(page.locator("[data-banner='none']")).hasCount(1);
        watch.lookOn(Duration.ofSeconds(2));
        assertThat(watch.everIn("down")).isEmpty();
        assertThat(watch.everIn("behind")).isEmpty();
        assertThat(ground.complaints()).isEmpty();
    }
}

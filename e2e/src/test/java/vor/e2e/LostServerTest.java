package vor.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@OnTheGround
final class LostServerTest {

    @Test
    void anOpenPageSaysThatItsServerIsLostAndIsLiveAgainByItself(Ground ground) {
        Page page = ground.page();
        ground.server().kill();
        assertThat(page.locator("[data-banner='lost']")).isVisible();
        Locator rows = page.locator(".rows [data-device]");
        assertThat(rows).hasCount(0);
        ground.server().start();
        assertThat(page.locator("[data-banner='none']")).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
        ground.watch().live().awaitAllGood(Ground.START);
        ground.lab().cut("e3-4");
        assertThat(page.locator(".rows [data-device='e3-4'][data-state='down']")).isVisible(
                new LocatorAssertions.IsVisibleOptions().setTimeout(Duration.ofSeconds(10).toMillis()));
        assertThat(ground.complaints()).isEmpty();
    }
}

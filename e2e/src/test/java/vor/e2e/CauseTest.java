package vor.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import vor.lab.agent.Habit;

/** Why a device is silent, told by the ports above it, and what its agent says of it. */
@OnTheGround
final class CauseTest {

    @Test
    void aSwitchThatHangsIsNotTakenForACutCable(Ground ground) {
        Watch watch = ground.watch();
        ground.lab().boxes().hang("e12-3");
        watch.awaitState("e12-3", "down");
        Pattern why = Pattern.compile("[Hh]angs|misconfigured");
        watch.live().await(Ground.START, () -> "it hangs: its ports above are up", live -> why.matcher(live.why("e12-3")).find());
        ground.lab().heal("e12-3");
        watch.live().awaitState("e12-3", "good", Ground.START);
    }

    @Test
    void aPortThatIsSwitchedOffIsNamed(Ground ground) {
        Watch watch = ground.watch();
        ground.lab().boxes().adminDown("e13-2");
        watch.awaitState("e13-2", "down");
        Pattern why = Pattern.compile("[Ss]witched off");
        watch.live().await(Ground.START, () -> "its ports above are switched off", live -> why.matcher(live.why("e13-2")).find());
        ground.lab().heal("e13-2");
        watch.live().awaitState("e13-2", "good", Ground.START);
    }

    @Test
    void thePanelShowsTheFrontWithEveryPortInItsPlace(Ground ground) {
        Page page = ground.page(1440, 900, ColorScheme.LIGHT, "#/device/e20-1");
        Locator panel = page.locator("[data-panel-device='e20-1']");
        assertThat(panel.locator("[data-port='ge-0/0/0']")).isVisible();
        assertThat(panel.locator("[data-port='ge-0/0/47']")).isVisible();
        assertThat(panel.locator("[data-port='ge-0/0/44']")).hasAttribute("data-look", "up");
    }

    @Test
    void aSilentAgentIsSaidWhileTheDeviceStaysUp(Ground ground) {
        Watch watch = ground.watch();
        ground.lab().boxes().agent("e21-1", Habit.of(Habit.Kind.SILENT));
        watch.live().await(Duration.ofSeconds(60), () -> "the handler snmp says that the agent is silent",
                live -> live.why("e21-1").contains("SNMP") || live.why("e21-1").contains("agent"));
        watch.lookOn(Duration.ofSeconds(1));
        Assertions.assertThat(watch.everIn("down")).doesNotContain("e21-1");
        ground.lab().heal("e21-1");
        watch.live().await(Duration.ofSeconds(90), () -> "well again", live -> live.state("e21-1").equals("good"));
    }
}

package vor.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.Inventory;
import vor.outside.LiveReader;

@OnTheGround
final class CutCableTest {
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    @Test
    void aCutSwitchIsRedWithItsReasonInListAndPanelAndGoodAgainWhenHealed(Ground ground) {
        Watch watch = ground.watch();
        Page page = ground.page();
        ground.lab().cut("e7-2");
        Locator row = page.locator(".rows [data-device='e7-2'][data-state='down']");
        assertThat(row).isVisible();
        watch.awaitState("e7-2", "down");
        Pattern why = Pattern.compile("power or cable.* on distro2.* went down");
        watch.live().await(Ground.START, () -> "the stream says why, once the ports above are known",
                live -> why.matcher(live.why("e7-2")).find());
        assertThat(row).containsText(why);
        row.locator("a").first().click();
        Locator panel = page.locator("[data-panel-device='e7-2']");
        assertThat(panel).containsText(why);
        ground.lab().heal("e7-2");
        watch.awaitState("e7-2", "good");
        assertThat(page.locator("[data-panel-device='e7-2'][data-state='good']")).isVisible();
        assertThat(page.locator(".rows [data-device='e7-2']")).hasCount(0);
        assertThat(watch.everIn("down")).containsExactly("e7-2");
        assertThat(ground.complaints()).isEmpty();
    }

    @Test
    void aDeadStackIsOneCauseWithItsTwentyChildrenBehindItAndNoneOfThemEverRed(Ground ground) {
        Watch watch = ground.watch();
        Page page = ground.page();
        List<String> children = childrenOf(ground, "distro4");
        assertThat(children).hasSize(20);
        ground.lab().cut("distro4");
        watch.awaitState("distro4", "down");
        watch.await("the children are behind", live -> allIn(live, children, "behind"));
        Locator row = page.locator(".rows [data-device='distro4'][data-state='down']");
        assertThat(row).isVisible();
        assertThat(row).containsText("20");
        assertThat(page.locator(".rows > [data-device]")).hasCount(1);
        watch.lookOn(A_WHILE);
        ground.lab().heal("distro4");
        watch.live().awaitAllGood(Ground.START);
        assertThat(watch.everIn("down")).containsExactly("distro4");
    }

    @Test
    void aDeadCoreIsDownAndTheRestIsBehindItWhileTheGatewayAnswers(Ground ground) {
        Watch watch = ground.watch();
        List<String> rest = names(ground);
        rest.remove("core");
        ground.lab().cut("core");
        watch.awaitState("core", "down");
        watch.await("the rest is behind the core", live -> allIn(live, rest, "behind"));
        watch.lookOn(A_WHILE);
        assertThat(watch.live().blind()).isFalse();
        assertThat(watch.firstBlind()).isEmpty();
        ground.lab().heal("core");
        watch.live().awaitAllGood(Ground.START);
        assertThat(watch.everIn("down")).containsExactly("core");
    }

    /* A device that goes down three times in five minutes is flapping: those that the tests above cut are left out. */
    @Test
    void sixtyOfAHundredLeavesGoneAreDownAndTheMonitorIsNotBlind(Ground ground) {
        Watch watch = ground.watch();
        List<String> leaves = leaves(ground);
        int many = leaves.size() * 6 / 10;
        leaves.removeAll(childrenOf(ground, "distro4"));
        leaves.remove("e7-2");
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Collections.shuffle(leaves, new Random(seed));
        List<String> gone = leaves.subList(0, many);
        ground.lab().cut(gone.toArray(String[]::new));
        watch.await("they are down", live -> allIn(live, gone, "down"));
        watch.lookOn(A_WHILE);
        assertThat(watch.firstBlind()).isEmpty();
        assertThat(watch.live().notGood().keySet()).isEqualTo(Set.copyOf(gone));
        ground.lab().heal(gone.toArray(String[]::new));
        watch.live().awaitAllGood(Ground.START);
        assertThat(watch.everIn("down")).containsExactlyInAnyOrderElementsOf(gone);
    }

    private static boolean allIn(LiveReader live, List<String> devices, String state) {
        return devices.stream().allMatch(d -> live.state(d).equals(state));
    }

    private static List<String> names(Ground ground) {
        return new ArrayList<>(ground.lab().plan().inventory().devices().stream().map(Device::name).toList());
    }

    private static List<String> leaves(Ground ground) {
        return new ArrayList<>(ground.lab().plan().inventory().devices().stream()
                .filter(d -> d.tags().contains("access"))
                .map(Device::name)
                .toList());
    }

    private static List<String> childrenOf(Ground ground, String name) {
        Inventory inventory = ground.lab().plan().inventory();
        return inventory.below(inventory.device(name).orElseThrow().id()).stream()
                .map(id -> inventory.device(id).orElseThrow().name())
                .toList();
    }
}

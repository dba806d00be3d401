package vor.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vor.outside.Api;
import vor.outside.Deadline;

/** The page without a mouse: what is daily work is done by keys, and where one is can be seen. */
@OnTheGround
final class KeyboardTest {
    private static final int MOST_STOPS = 120;

    /* A stop shows itself by its own outline, or, as the table does, by one of what is marked in it. */
    private static final String UNSEEN =
            """
            () => {
              const at = document.activeElement;
              if (!at || at === document.body) return '';
              const style = getComputedStyle(at);
              const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none' || at.getAttribute('aria-activedescendant');
              return seen ? '' : at.outerHTML.slice(0, 120);
            }
            """;

    @Test
    void aDeviceIsFoundChangedAndPutBackByKeysAlone(Ground ground) {
        Page page = ground.page();
        press(page, "/");
        page.keyboard().type("e9-1");
        page.locator("[data-device='e9-1']").first().waitFor();
        press(page, "Enter");
        page.locator("[data-panel-device='e9-1']").waitFor();
        press(page, "e");
        tabTo(page, "#form-note");
        page.keyboard().type("by the north door");
        tabTo(page, ".form-foot button");
        press(page, "Enter");
        assertThat(page.locator(".notice")).containsText("e9-1 is saved.");
        assertThat(note(ground)).isEqualTo("by the north door");
        tabTo(page, ".notice button");
        press(page, "Enter");
        Deadline.until(Ground.START, () -> "the note is gone: " + note(ground), () -> note(ground).isEmpty());
        assertThat(ground.complaints()).isEmpty();
    }

    @Test
    void mapTableNetworksAndHelpAreWalkedByKeys(Ground ground) {
        Page page = ground.page();
        press(page, "m");
        press(page, "ArrowRight");
        press(page, "ArrowDown");
        press(page, "Enter");
        page.locator("[data-panel-device]").waitFor();
        press(page, "Escape");
        assertThat(page.locator("[data-panel-device]")).hasCount(0);
        press(page, "t");
        page.locator("[role=row][data-device]").first().waitFor();
        press(page, "j");
        press(page, "ArrowDown");
        press(page, "Enter");
        page.locator("[data-panel-device]").waitFor();
        press(page, "Escape");
        press(page, "v");
        page.locator("[data-shelf='networks'] tbody tr").first().waitFor();
        press(page, "j");
        page.waitForFunction("() => document.activeElement.matches('.row-link')");
        press(page, "Enter");
        page.locator("[data-panel-network]").waitFor();
        press(page, "Escape");
        press(page, "?");
        page.locator("dialog[open]").waitFor();
        assertThat(page.evaluate("() => document.querySelector('dialog[open]').contains(document.activeElement)")).isEqualTo(true);
        press(page, "Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(ground.complaints()).isEmpty();
    }

    @Test
    void everyStopOfTheTabKeyCanBeSeen(Ground ground) {
        Page page = ground.page();
        List<String> unseen = new ArrayList<>();
        for (String fragment : List.of("#/", "#/device/e9-1", "#/table", "#/networks", "#/receivers", "#/rules")) {
            page.navigate(ground.server().url() + fragment);
            Ground.awaitPicture(page);
            for (int stop = 0; stop < 40; stop++) {
                press(page, "Tab");
                String one = String.valueOf(page.evaluate(UNSEEN));
                if (!one.isEmpty()) {
                    unseen.add(fragment + ": " + one);
                }
            }
        }
        assertThat(unseen).isEmpty();
    }

    private static void press(Page page, String key) {
        page.keyboard().press(key);
    }

    private static void tabTo(Page page, String selector) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            if (Boolean.TRUE.equals(page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector))) {
                return;
            }
            press(page, "Tab");
        }
        throw new AssertionError(MOST_STOPS + " stops of the Tab key do not reach " + selector);
    }

    private static String note(Ground ground) {
        try (Api api = ground.server().api()) {
            return api.get("/devices/e9-1").body().path("note").asString("");
        }
    }
}

package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.outside.Chromium;
import vor.outside.Deadline;
import vor.outside.VorServer;

/** Coming in, with everything as shipped: from the link that is printed at the first start to the live page, and out again. */
final class DoorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/#setup=[A-Za-z0-9_-]{43}");
    private static final String PASSWORD = "four cold grey herons";

    @Test
    void theFirstAdminComesInByThePrintedLinkOnce(@TempDir Path folder) {
        try (VorServer server = VorServer.in(folder, "Door", "").with("access: {accounts: on}").start();
                Chromium chromium = new Chromium()) {
            Deadline.until(PATIENCE, () -> "the link is printed: " + server.log(), () -> LINK.matcher(server.log()).find());
            Page page = chromium.page(390, 844, ColorScheme.DARK);
            page.navigate(link(server));
            assertThat(page.url()).as("the key leaves the address line").endsWith("/#/");
            name(page).fill("ann");
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
            page.getByLabel("Password again").fill(PASSWORD);
            press(page, "Make the account and log in");
            page.waitForSelector(".live-live");
            page.reload();
            page.waitForSelector(".live-live");
            press(page, "Your account: ann");
            press(page, "Log out");
            name(page).fill("ann");
            page.getByLabel("Password").fill("something else");
            press(page, "Log in");
            page.getByText("do not fit").waitFor();
            page.getByLabel("Password").fill(PASSWORD);
            press(page, "Log in");
            page.waitForSelector(".live-live");

            Page other = chromium.page(1200, 800, ColorScheme.LIGHT);
            other.navigate(link(server));
            name(other).fill("eve");
            other.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
            other.getByLabel("Password again").fill(PASSWORD);
            press(other, "Make the account and log in");
            other.getByText("This link was used already").waitFor();
            assertThat(server.api().raw("GET", "/api/v1/devices", null).statusCode()).isEqualTo(401);
            assertThat(server.log()).doesNotContain(PASSWORD);
        }
    }

    private static Locator name(Page page) {
        return page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true));
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
    }

    private static String link(VorServer server) {
        Matcher link = LINK.matcher(server.log());
        assertThat(link.find()).isTrue();
        return link.group();
    }
}

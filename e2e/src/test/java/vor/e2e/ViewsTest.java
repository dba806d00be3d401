package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vor.lab.Dark;
import vor.outside.VorServer;

@OnTheGround
final class ViewsTest {

    @Test
    void everyViewOfAHallWithTroubleIsWhole(Ground ground) {
        Watch watch = ground.watch();
        ground.lab().cut("distro7", "e2-3");
        watch.awaitState("distro7", "down");
        watch.awaitState("e2-3", "down");
        List<String> faults = new ArrayList<>();
        check(ground, faults, "list", "#/", page -> {});
        check(ground, faults, "map", "#/?view=map", page -> {});
        check(ground, faults, "device-down", "#/device/e2-3", page -> page.locator("[data-panel-device='e2-3']").waitFor());
        check(ground, faults, "device-with-children", "#/device/distro7", page -> page.locator("[data-panel-device]").waitFor());
        check(ground, faults, "device-good", "#/device/e1-1", page -> page.locator("[data-panel-device]").waitFor());
        check(ground, faults, "device-gone", "#/device/nobody", page -> page.locator("[data-panel-device]").waitFor());
        check(ground, faults, "search", "#/?q=down", page -> page.locator("[data-device='e2-3']").first().waitFor());
        check(ground, faults, "search-without-result", "#/?q=nosuchthing", page -> {});
        check(ground, faults, "handler-ping", "#/?handler=ping&view=map", page -> {});
        check(ground, faults, "handler-path", "#/?handler=path&view=map", page -> {});
        check(ground, faults, "table", "#/table?sort=state", page -> page.locator("[role=row][data-device]").first().waitFor());
        check(ground, faults, "table-beside", "#/table/device/e2-3?q=row2", page -> page.locator("[data-panel-device]").waitFor());
        check(ground, faults, "help", "#/", page -> {
            page.keyboard().press("?");
            page.locator("dialog[open]").waitFor();
        });
        check(ground, faults, "edit", "#/?view=map", page -> page.keyboard().press("e"));
        assertThat(faults).isEmpty();
        assertThat(ground.complaints()).isEmpty();
    }

    @Test
    void theViewOfAHallInWhichAllIsWellIsWhole(Ground ground) {
        List<String> faults = new ArrayList<>();
        check(ground, faults, "all-well", "#/", page -> {});
        assertThat(faults).isEmpty();
    }

    @Test
    void theViewOfABlindMonitorIsWhole(Ground ground) {
        Watch watch = ground.watch();
        ground.lab().dark(Dark.CARRIER);
        watch.await("it is blind", live -> live.blind());
        List<String> faults = new ArrayList<>();
        check(ground, faults, "blind", "#/", page -> page.locator("[data-banner='blind']").waitFor());
        check(ground, faults, "blind-map", "#/?view=map", page -> page.locator("[data-banner='blind']").waitFor());
        assertThat(faults).isEmpty();
    }

    @Test
    void theViewOfALostServerIsWhole(Ground ground) {
        List<Page> pages = Views.Look.ALL.stream().map(look -> open(ground, ground.server(), look, "#/")).toList();
        ground.server().kill();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            pages.get(i).locator("[data-banner='lost']").waitFor();
            faults.addAll(Views.faults(pages.get(i), "lost", Views.Look.ALL.get(i)));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void theViewOfAnEmptyInventoryTeachesAndIsWhole(Ground ground) {
        try (VorServer empty = VorServer.in(Ground.folder("empty"), "Nothing yet", "").start()) {
            List<String> faults = new ArrayList<>();
            for (Views.Look look : Views.Look.ALL) {
                Page page = open(ground, empty, look, "#/?view=map");
                page.getByText("No devices yet").first().waitFor();
                faults.addAll(Views.faults(page, "empty", look));
                page.context().close();
            }
            assertThat(faults).isEmpty();
        }
    }

    private static void check(Ground ground, List<String> faults, String view, String fragment, Consumer<Page> prepare) {
        for (Views.Look look : Views.Look.ALL) {
            Page page = open(ground, ground.server(), look, fragment);
            prepare.accept(page);
            faults.addAll(Views.faults(page, view, look));
            page.context().close();
        }
    }

    private static Page open(Ground ground, VorServer server, Views.Look look, String fragment) {
        return ground.page(server, look.width(), look.height(), look.scheme(), fragment, Views.axe());
    }
}

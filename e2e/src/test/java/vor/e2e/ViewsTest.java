package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vor.e2e.Views.Size;
import vor.lab.Dark;
import vor.outside.Api;
import vor.outside.VorServer;

@OnTheGround
final class ViewsTest {

    @Test
    void everyViewOfAHallWithTroubleIsWhole(Ground ground) {
        Watch watch = ground.watch();
        ground.lab().cut("distro7", "e2-3");
        watch.awaitState("distro7", "down");
        watch.awaitState("e2-3", "down");
        tellEvents(ground.server());
        List<String> faults = new ArrayList<>();
        for (Size size : Size.values()) {
            Page page = open(ground, ground.server(), size, "#/");
            faults.addAll(Views.faults(page, "list", size));
            for (View view : VIEWS) {
                page.navigate(ground.server().url() + view.fragment());
                view.prepare().accept(page);
                faults.addAll(Views.faults(page, view.name(), size));
                if (view.keys()) {
                    page.reload();
                    Ground.awaitPicture(page);
                }
            }
            if (size == Size.DESK) {
                faults.addAll(Eyes.faults(page, ground.server().url() + "#/"));
            }
            page.context().close();
        }
        assertThat(faults).isEmpty();
        assertThat(ground.complaints()).isEmpty();
    }

    private static void tellEvents(VorServer server) {
        String events =
                """
                [{"host": "e1-1", "service": "disk /var", "state": "critical", "metric": 97, "ttl": 3600, "description": "97 % full", "tags": ["disks", "row1"]},
                 {"host": "web1", "service": "load", "state": "ok", "metric": 0.75, "ttl": 3600, "rack": "b3"},
                 {"host": "web2", "service": "load", "state": "warning", "metric": 12.5, "ttl": 3600, "time": "2020-01-01T00:00:00Z"},
                 {"service": "logins.rate", "metric": 25, "ttl": 3600, "tags": ["statsd"]}]""";
        try (Api api = server.api()) {
            assertThat(api.raw("POST", "/api/v1/events", events).statusCode()).isEqualTo(200);
        }
    }

    /**
     * A place in the page.
     *
     * @param keys whether keys brought it about, so that the address alone does not lead away from it
     */
    private record View(String name, String fragment, Consumer<Page> prepare, boolean keys) {
        static View at(String name, String fragment, String shown) {
            return new View(name, fragment, page -> page.locator(shown).first().waitFor(), false);
        }

        static View by(String key, String name, String fragment, String shown) {
            return new View(
                    name,
                    fragment,
                    page -> {
                        page.keyboard().press(key);
                        page.locator(shown).first().waitFor();
                    },
                    true);
        }
    }

    private static final List<View> VIEWS = List.of(
            View.at("map", "#/?view=map", "#map"),
            View.at("device-down", "#/device/e2-3", "[data-panel-device='e2-3']"),
            View.at("device-with-children", "#/device/distro7", "[data-panel-device='distro7']"),
            View.at("device-good", "#/device/e1-1", "[data-panel-device='e1-1']"),
            View.at("device-gone", "#/device/nobody", "[data-panel-device='nobody']"),
            View.at("search", "#/?q=down", "[data-device='e2-3']"),
            View.at("search-without-result", "#/?q=nosuchthing", "body"),
            View.at("handler-ping", "#/?handler=ping&view=map", "#map"),
            View.at("handler-path", "#/?handler=path&view=map", "#map"),
            View.at("table", "#/table?sort=state", "[role=row][data-device]"),
            View.at("table-beside", "#/table/device/e2-3?q=row2", "[data-panel-device='e2-3']"),
            View.at("networks", "#/networks", "[data-kind='networks'] tbody tr"),
            View.at("network", "#/networks/row2", ".vacancy"),
            View.at("links", "#/links", "[data-kind='links'] tbody tr, .shelf-body p"),
            View.at("link-new", "#/links?new=e1-1", "[data-form]"),
            View.at("profiles", "#/profiles", ".shelf"),
            View.at("events", "#/events", "[data-event]"),
            View.at("events-beside", "#/events/device/e1-1", "[data-panel-device='e1-1']"),
            View.at("events-none-fits", "#/events?q=nosuchthing", "#table .text-button"),
            View.at("events-grid", "#/events?by=grid", ".event-grid td"),
            View.at("receivers", "#/receivers", "[data-receiver] pre"),
            View.at("receivers-beside", "#/receivers/device/e1-1", "[data-panel-device='e1-1']"),
            View.at("rules", "#/rules", "[aria-label='What programs tell']"),
            View.at("changes", "#/changes", "[data-edit]"),
            View.at("labels", "#/labels?row=e2", "[data-label]"),
            View.at("floor", "#/floor", ".stop"),
            View.at("tv", "#/tv?handlers=health", ".tv-row"),
            View.by("?", "help", "#/", "dialog[open]"),
            View.by("e", "edit", "#/?view=map", "#map"));

    @Test
    void theViewOfAHallInWhichAllIsWellIsWhole(Ground ground) {
        assertThat(Views.faults(ground, ground.server(), "all-well", "#/", "body")).isEmpty();
    }

    @Test
    void theViewOfABlindMonitorIsWhole(Ground ground) {
        Watch watch = ground.watch();
        ground.lab().dark(Dark.CARRIER);
        watch.await("it is blind", live -> live.blind());
        assertThat(Views.faults(ground, ground.server(), "blind", "#/", "[data-banner='blind']")).isEmpty();
        assertThat(Views.faults(ground, ground.server(), "blind-map", "#/?view=map", "[data-banner='blind']")).isEmpty();
    }

    @Test
    void theViewOfALostServerIsWhole(Ground ground) {
        List<Page> pages = Stream.of(Size.values()).map(size -> open(ground, ground.server(), size, "#/")).toList();
        ground.server().kill();
        List<String> faults = new ArrayList<>();
        for (Size size : Size.values()) {
            Page page = pages.get(size.ordinal());
            page.locator("[data-banner='lost']").waitFor();
            faults.addAll(Views.faults(page, "lost", size));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void theViewOfAnEmptyInventoryTeachesAndIsWhole(Ground ground) {
        try (VorServer empty = VorServer.in(Ground.folder("empty"), "Nothing yet", "").start()) {
            assertThat(Views.faults(ground, empty, "empty", "#/?view=map", "text=No devices yet")).isEmpty();
        }
    }

    private static Page open(Ground ground, VorServer server, Size size, String fragment) {
        return Views.open(ground, server, size, fragment);
    }
}

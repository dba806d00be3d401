package vor.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vor.outside.Api;

/** Several people at one inventory: nobody's change is lost silently, and any change can be taken back. */
@OnTheGround
final class EditingTest {
    private static final int DEVICES = 200;

    @Test
    void ofTwoWhoEditOneDeviceNobodysChangeIsLostSilently(Ground ground) {
        String before = export(ground);
        Page mine = form(ground, "e9-1");
        Page theirs = form(ground, "e9-1");
        mine.locator("#form-note").fill("by the north door");
        mine.locator("#form-tags").fill("access north");
        theirs.locator("#form-note").fill("by the south door");
        press(theirs, "Add an uplink");
        theirs.locator("[data-uplink] input").last().waitFor();
        press(theirs, "Remove uplink " + theirs.locator("[data-uplink]").count());
        theirs.locator("#form-profile").selectOption("remote");
        press(theirs, "Save");
        assertThat(theirs.locator(".notice")).containsText("e9-1 is saved.");
        Locator conflict = mine.locator("[data-field='note'] .conflict");
        assertThat(conflict).containsText("by the south door");
        assertThat(mine.locator("#form-note")).hasValue("by the north door");
        assertThat(mine.locator("#form-profile")).hasValue("remote");
        press(mine, "Save");
        assertThat(mine.locator(".form-trouble")).containsText("Choose");
        assertThat(device(ground, "e9-1").path("note").asString()).isEqualTo("by the south door");
        conflict.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Keep mine")).click();
        press(mine, "Save");
        assertThat(mine.locator(".notice")).containsText("e9-1 is saved.");
        JsonNode both = device(ground, "e9-1");
        assertThat(both.path("note").asString()).isEqualTo("by the north door");
        assertThat(both.path("tags").toString()).isEqualTo("[\"access\",\"north\"]");
        assertThat(both.path("profile").asString()).isEqualTo("remote");
        takeBackInTheList(mine);
        takeBackInTheList(mine);
        assertThat(export(ground)).isEqualTo(before);
        assertThat(ground.complaints()).isEmpty();
    }

    @Test
    void importOfTwoHundredDevicesIsTakenBackByteForByteInThePage(Ground ground) {
        String before = export(ground);
        try (Api api = ground.server().api()) {
            Map<String, String> yaml = Map.of("Content-Type", "application/yaml", "Vor-Who", "eve");
            assertThat(api.raw("POST", "/api/v1/import", inventory(), yaml).statusCode()).isEqualTo(200);
        }
        assertThat(export(ground)).contains("x199");
        Page page = ground.page(1440, 900, ColorScheme.DARK, "#/changes");
        assertThat(page.locator("[data-edit]").first()).containsText("eve imported 201 devices");
        takeBackInTheList(page);
        assertThat(export(ground)).isEqualTo(before);
        assertThat(ground.complaints()).isEmpty();
    }

    @Test
    void theFormTheConflictAndTheChangesAreWhole(Ground ground) {
        List<String> faults = new ArrayList<>();
        for (Views.Size size : Views.Size.values()) {
            Page page = Views.open(ground, ground.server(), size, "#/device/e9-2");
            page.locator("[data-panel-device='e9-2']").waitFor();
            page.keyboard().press("e");
            page.locator("#form-note").fill("mine " + size);
            try (Api api = ground.server().api()) {
                api.send("PATCH", "/devices/e9-2", "{\"note\":\"theirs " + size + "\"}");
            }
            page.locator(".conflict").waitFor();
            faults.addAll(Views.faults(page, "conflict", size));
            page.context().close();
            Page list = Views.open(ground, ground.server(), size, "#/changes");
            list.locator("[data-edit] button").first().click();
            list.locator(".undo-would").waitFor();
            faults.addAll(Views.faults(list, "changes", size));
            list.context().close();
        }
        try (Api api = ground.server().api()) {
            api.send("PATCH", "/devices/e9-2", "{\"note\":\"\"}");
        }
        assertThat(faults).isEmpty();
        assertThat(ground.complaints()).isEmpty();
    }

    private static Page form(Ground ground, String device) {
        Page page = ground.page(1440, 900, ColorScheme.DARK, "#/device/" + device);
        page.locator("[data-panel-device='" + device + "']").waitFor();
        page.keyboard().press("e");
        page.locator("[data-form='" + device + "']").waitFor();
        return page;
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).click();
    }

    /** Undoes the newest change that nobody has undone, after reading what that would change. */
    private static void takeBackInTheList(Page page) {
        page.evaluate("() => { location.hash = '#/changes'; }");
        Locator undo = page.locator("[data-edit]:not(:has-text('undid')) [data-undo] > button").first();
        String edit = undo.locator("..").getAttribute("data-undo");
        undo.click();
        page.locator("[data-undo='" + edit + "'] .undo-do").click();
        assertThat(page.locator("[data-edit='" + edit + "']")).containsText("undone by");
    }

    private static String export(Ground ground) {
        try (Api api = ground.server().api()) {
            return api.raw("GET", "/api/v1/export", null).body();
        }
    }

    private static JsonNode device(Ground ground, String name) {
        try (Api api = ground.server().api()) {
            return api.get("/devices/" + name).body();
        }
    }

    /** No addresses: nobody shall ask the devices of a test for echoes. */
    private static String inventory() {
        StringBuilder yaml = new StringBuilder("vor: inventory/1\nnetworks: {n9: {vlan: 909}}\ndevices:\n  e9-3: {note: imported}\n");
        for (int i = 0; i < DEVICES; i++) {
            yaml.append("  x").append(i).append(": {networks: [n9], uplinks: [{port: up, to: ").append(i < 10 ? "core" : "x" + i / 10)
                    .append(", toPort: p").append(i).append("}]}\n");
        }
        return yaml.append("links: [{a: {device: x1, port: a}, b: {device: x2, port: b}}]\n").toString();
    }
}

package vor.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import vor.outside.Api;

/** Markup in every text field of every format that can be imported stays the text that it is, wherever the page shows it. */
@OnTheGround
final class MarkupTest {
    private static final String EVIL = "<img/src=x/onerror=alert(1)>";
    private static final String WORD = "<svg/onload=alert(2)>";

    /** @param file with {@code EVIL} as the name of a device, and {@code WORD} wherever else words may stand */
    record Case(String format, String type, String file) {
        @Override
        public String toString() {
            return format;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                        new Case("yaml", "application/yaml",
                                """
                                vor: inventory/1
                                plans:
                                  "WORD": {title: "WORD", order: 9, width: 10, height: 10, shapes: [{kind: text, x: 1, y: 1, size: 1, text: "WORD"}]}
                                networks: {"WORD": {vlan: 4000, tags: ["WORD"], note: "WORD"}}
                                devices:
                                  "EVIL":
                                    uplinks: [{port: "WORD", to: core, toPort: "WORD"}]
                                    networks: ["WORD"]
                                    tags: ["WORD"]
                                    placements: [{plan: "WORD", x: 1, y: 1, width: 1, height: 1}]
                                    maintenance: {why: "WORD"}
                                    note: "WORD"
                                links: [{a: {device: core, port: "WORDa"}, b: {device: "EVIL", port: "WORDb"}, bundle: "WORD"}]
                                """),
                        new Case("csv", "text/csv",
                                """
                                name,uplinks,ports,toPorts,tags,note
                                "EVIL",core,"WORD","WORD","WORD","WORD"
                                """),
                        new Case("gondul", "application/octet-stream", "EVIL core WORD WORD2\n"),
                        new Case("netbox", "application/json",
                                """
                                {"dcim/devices": [{"id": 900, "name": "EVIL", "role": {"slug": "WORD", "name": "WORD"}, "site": {"slug": "WORD", "name": "WORD"},
                                  "status": {"value": "WORD", "label": "WORD"}, "primary_ip4": null, "primary_ip6": null, "interface_count": 1,
                                  "description": "WORD", "comments": "WORD", "serial": "WORD", "tags": [{"slug": "WORD", "name": "WORD"}],
                                  "custom_fields": {"WORD": "WORD"}}]}
                                """),
                        new Case("ansible", "application/octet-stream", "[WORD]\nEVIL WORD=WORD note=WORD\n"),
                        new Case("hosts", "application/octet-stream", "198.19.201.1 EVIL WORD\n"),
                        new Case("prometheus", "application/json", "[{\"targets\":[\"198.19.201.1\"],\"labels\":{\"device\":\"EVIL\",\"WORD\":\"WORD\",\"job\":\"WORD\"}}]"))
                .map(c -> new Case(c.format(), c.type(), c.file().replace("EVIL", EVIL).replace("WORD", WORD)));
    }

    /** A format may refuse such a name, with its line; then nothing of it is there. */
    @ParameterizedTest
    @MethodSource("cases")
    void markupOfAnImportIsShownAsTheTextThatItIs(Case given, Ground ground) {
        try (Api api = ground.server().api()) {
            HttpResponse<String> reply = api.raw(
                    "POST", "/api/v1/import?format=" + given.format(), given.file(), Map.of("Content-Type", given.type()));
            assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/");
            if (reply.statusCode() != 200) {
                assertThat(reply.statusCode()).as(reply.body()).isEqualTo(422);
                JsonNode problem = Api.json().readTree(reply.body()).path("problems").path(0);
                assertThat(problem.path("message").asString("")).as(reply.body()).isNotEmpty();
                return;
            }
            String edit = reply.headers().firstValue("Vor-Edit").orElseThrow();
            try {
                look(ground, given, edit);
            } finally {
                Api.Reply undone = api.send("POST", "/edits/" + edit + "/undo", null);
                assertThat(undone.status()).as(undone.text()).isEqualTo(200);
            }
        }
    }

    private static void look(Ground ground, Case given, String edit) {
        Page panel = ground.page(1440, 900, ColorScheme.DARK, "#/device/" + Api.segment(EVIL));
        assertThat(panel.locator("[data-panel-device] h2")).hasText(EVIL);
        if (List.of("yaml", "csv").contains(given.format())) {
            assertThat(panel.locator("[data-panel-device]")).containsText(WORD);
        }
        Page changes = ground.page(1440, 900, ColorScheme.LIGHT, "#/changes/" + edit);
        assertThat(changes.locator("[data-panel-changes]")).containsText(EVIL);
        Page found = ground.page(390, 844, ColorScheme.DARK, "#/?q=onerror");
        assertThat(found.locator("[data-device]").first()).containsText(EVIL);
        for (Page page : List.of(panel, changes, found)) {
            assertThat(page.locator("img[src='x'], svg[onload]")).hasCount(0);
        }
        assertThat(ground.complaints()).isEmpty();
    }
}

package vor.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.outside.Api;

@OnTheGround
final class HostileTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)><b>hi</b>";

    @Test
    void markupInNamesTagsAndNotesIsShownAsTheTextThatItIs(Ground ground) {
        String device =
                """
                {"profile":"wired","addresses":["198.19.200.1"],"tags":["<script>alert(2)</script>"],"note":"<svg onload=alert(3)>",
                 "placements":[{"plan":"hall","x":1,"y":1,"width":3,"height":3}]}
                """;
        try (Api api = ground.server().api()) {
            String path = "/devices/" + Api.segment(MARKUP);
            Api.Reply made = api.send("PUT", path, device);
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            try {
                Page panel = ground.page(1440, 900, ColorScheme.DARK, "#/device/" + Api.segment(MARKUP));
                assertThat(panel.locator("[data-panel-device] h2")).hasText(MARKUP);
                assertThat(panel.locator("[data-panel-device]")).containsText("<svg onload=alert(3)>");
                assertThat(panel.locator("[data-panel-device]")).containsText("<script>alert(2)</script>");
                Page found = ground.page(1440, 900, ColorScheme.DARK, "#/?q=onerror");
                assertThat(found.locator("[data-device]").first()).containsText(MARKUP);
                for (Page page : new Page[] {panel, found}) {
                    assertThat(page.locator("img[src='x'], svg[onload], body b:text-is('hi')")).hasCount(0);
                    assertThat(page.locator("body script")).hasCount((int) page.evaluate("() => document.querySelectorAll('body script').length"));
                }
                assertThat(ground.complaints()).isEmpty();
            } finally {
                api.send("DELETE", path, null);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock =
            """
            {"profile":"wired","addresses":"198.18.1.1"}     | 422 | addresses
            {"profile":"wired","addresses":[17]}             | 422 | addresses
            {"profile":"wired","note":"a\\u0000b"}           | 422 | note
            {"profile":7}                                    | 422 | profile
            {"profile":"wired","tags":["a\\u0007"]}          | 422 | tags
            {"profile":"wired","colour":"red"}               | 422 | colour
            {"profile":"wired",                              | 400 | x
            [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[   | 400 | x
            """)
    void aDocumentThatIsNoDeviceIsRefusedWithTheFieldNamed(String body, int status, String field, Ground ground) {
        try (Api api = ground.server().api()) {
            Api.Reply reply = api.send("PUT", "/devices/hostile", body);
            assertThat(reply.status()).as(reply.text()).isEqualTo(status);
            if (status == 422) {
                assertThat(reply.body().path("problems").path(0).path("field").asString()).contains(field);
            }
            assertThat(api.get("/devices/hostile").status()).isEqualTo(404);
        }
    }

    @Test
    void tenMegabytesAreRefusedAndTheServerGoesOn(Ground ground) {
        try (Api api = ground.server().api()) {
            String big = "{\"note\":\"" + "x".repeat(10_000_000) + "\"}";
            assertThat(statusOrCut(api, big)).isIn(413, 0);
            assertThat(api.get("/site").status()).isEqualTo(200);
        }
    }

    /* A server that answers before it has read all may cut the connection before we have written all. */
    private static int statusOrCut(Api api, String body) {
        try {
            return api.send("PUT", "/devices/big", body).status();
        } catch (UncheckedIOException cut) {
            return 0;
        }
    }

    @Test
    void anImportWithMarkupOrControlCharactersIsRefusedWithItsLineOrTakenAsText(Ground ground) {
        try (Api api = ground.server().api()) {
            String yaml = "vor: inventory/1\ndevices:\n  \"a\\u0007b\":\n    profile: wired\n";
            HttpResponse<String> reply = api.raw("POST", "/api/v1/import?dry=true", yaml, Map.of("Content-Type", "application/yaml"));
            assertThat(reply.statusCode()).isEqualTo(422);
            assertThat(reply.body()).contains("\"line\":3");
        }
    }

    @Test
    void forgedStrayTruncatedAndOversizedEchoesAreCountedAndChangeNothing(Ground ground) {
        Watch watch = ground.watch();
        try (Api api = ground.server().api()) {
            Map<String, Double> before = api.metrics();
            ground.lab().cut("e8-1");
            watch.awaitState("e8-1", "down");
            ForgedEchoes.send(ground.lab(), "e8-1");
            watch.lookOn(Duration.ofSeconds(2));
            assertThat(watch.live().state("e8-1")).isEqualTo("down");
            assertThat(watch.everIn("down")).containsExactly("e8-1");
            Map<String, Double> after = api.metrics();
            for (String kind : new String[] {"forged", "wrong_source", "stray", "truncated", "oversized", "icmp_error"}) {
                String name = "vor_ping_" + kind + "_total";
                assertThat(after.get(name)).as(name).isGreaterThan(before.get(name));
            }
        }
    }
}

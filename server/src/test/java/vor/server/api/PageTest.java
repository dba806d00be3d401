package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vor.testkit.ManualClock;

/** The page's files from the real server. */
class PageTest {
    private static final Map<String, byte[]> FILES = Map.of(
            "index.html", bytes("<!doctype html><title>Vor</title> and more than packed"),
            "index.html.br", bytes("packed by br"),
            "index.html.gz", bytes("packed by gz"),
            "app-1A2B3C4D.js", bytes("let a = 1;"),
            "app-1A2B3C4D.js.gz", bytes("larger than the plain one"),
            "fonts/inter.woff2", bytes("font"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aServerWithoutItsPageSaysHowToBuildIt() {
        try (Site site = new Site(new ManualClock(), Map.of())) {
            HttpResponse<byte[]> answer = site.get("/");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(answer.body()).asString().contains("make build");
            assertThat(site.get("/index.html").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void takesTheBestEncodingThatTheBrowserKnows() {
        try (Site site = new Site(new ManualClock(), FILES)) {
            assertThat(site.get("/").body()).asString().startsWith("<!doctype");
            assertThat(site.get("/", "Accept-Encoding", "gzip, deflate, br, zstd").body()).asString().isEqualTo("packed by br");
            HttpResponse<byte[]> gzip = site.get("/", "Accept-Encoding", "gzip, br;q=0");
            assertThat(gzip.body()).asString().isEqualTo("packed by gz");
            assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(gzip.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(gzip.headers().firstValue("Vary")).contains("Accept-Encoding");
        }
    }

    @Test
    void doesNotPackWhatGrowsByIt() {
        try (Site site = new Site(new ManualClock(), FILES)) {
            HttpResponse<byte[]> answer = site.get("/app-1A2B3C4D.js", "Accept-Encoding", "gzip, br");
            assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(answer.body()).asString().isEqualTo("let a = 1;");
        }
    }

    @Test
    void filesNamedByTheirContentAreKeptForEverAndTheOthersAskedFor() {
        try (Site site = new Site(new ManualClock(), FILES)) {
            assertThat(site.get("/app-1A2B3C4D.js").headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            assertThat(site.get("/").headers().firstValue("Cache-Control")).contains("no-cache");
            assertThat(site.get("/fonts/inter.woff2").headers().firstValue("Cache-Control")).contains("no-cache");
        }
    }

    @Test
    void everyEncodingHasATagOfItsOwn() {
        try (Site site = new Site(new ManualClock(), FILES)) {
            String plain = site.get("/").headers().firstValue("ETag").orElseThrow();
            String br = site.get("/", "Accept-Encoding", "br").headers().firstValue("ETag").orElseThrow();
            assertThat(plain).isNotEqualTo(br).doesNotStartWith("W/");
            for (String held : new String[] {plain, br, "*"}) {
                HttpResponse<byte[]> again = site.get("/", "If-None-Match", held);
                assertThat(again.statusCode()).isEqualTo(304);
                assertThat(again.body()).isEmpty();
            }
            assertThat(site.get("/", "If-None-Match", "\"old\"").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void thePackedFilesAreNotFilesOfTheirOwn() {
        try (Site site = new Site(new ManualClock(), FILES)) {
            assertThat(site.get("/index.html.br").statusCode()).isEqualTo(404);
            assertThat(site.get("/fonts/").statusCode()).isEqualTo(404);
            assertThat(site.get("/index.html").statusCode()).isEqualTo(200);
        }
    }
}

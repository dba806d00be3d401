package vor.server.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vor.server.api.inventory.Rest.Answer;

/** Import and export over HTTP, in the formats of others. */
final class ExchangeRoutesTest {
    private static final String PATCH = "e1 distro1 ge-0/0/1 ge-1/0/1\n";

    private Rest rest;

    @BeforeEach
    void begin(@TempDir Path dir) {
        rest = new Rest(dir);
    }

    @AfterEach
    void end() {
        rest.close();
    }

    private Answer load(String query, String type, String body) {
        return rest.send("POST", "/import" + query, body, "Content-Type", type);
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("?format=gondul", "application/octet-stream", PATCH, "gondul"),
                Arguments.of("?format=gondul", "application/yaml", PATCH, "gondul"),
                Arguments.of("?format=auto&file=patchlist.txt", "application/octet-stream", PATCH, "gondul"),
                Arguments.of("", "application/octet-stream", PATCH, "gondul"),
                Arguments.of("", "text/csv; charset=utf-8", "name\ne1\n", "csv"),
                Arguments.of("", "application/yaml", "vor: inventory/1\ndevices: {e1: {}}\n", "yaml"),
                Arguments.of("", "application/json", "[{\"targets\":[\"e1\"]}]", "prometheus"),
                Arguments.of("?format=auto", "application/yaml", "all: {hosts: {e1: }}\n", "ansible"),
                Arguments.of("?format=hosts", "application/octet-stream", "198.18.0.1 e1\n", "hosts"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void formatIsNamedOrFollowsFromTheTypeOrTheContent(String query, String type, String body, String format) {
        Answer answer = load(query, type, body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.json().path("format").asString()).isEqualTo(format);
        assertThat(rest.get("/devices/e1").status()).isEqualTo(200);
    }

    @Test
    void dryRunSaysWhatWouldChangeAndWhatIsLeftOutAndChangesNothing() {
        Answer dry = load("?format=hosts&dry=true", "application/octet-stream", "127.0.0.1 localhost\n198.18.0.1 e1\n");
        assertThat(dry.raw().body())
                .startsWith("{\"dry\":true,\"added\":[{\"kind\":\"device\",\"name\":\"e1\"}],\"changed\":[],\"removed\":[],\"unchanged\":0,\"revision\":")
                .endsWith(",\"format\":\"hosts\",\"read\":1,\"notes\":[\"not taken over: local addresses (1)\"]}");
        assertThat(rest.get("/devices/e1").status()).isEqualTo(404);
    }

    @Test
    void importIsOneChangeOfTheInventory() {
        load("?format=gondul&firstPort=ge-0/0/44", "application/octet-stream", PATCH);
        assertThat(rest.get("/changes").json().path("changes")).allSatisfy(c -> assertThat(c.path("action").asString()).isEqualTo("import"));
        assertThat(rest.get("/devices/e1").json().path("uplinks").get(1).toString())
                .isEqualTo("{\"port\":\"ge-0/0/45\",\"to\":\"distro1\",\"toPort\":\"ge-1/0/1\"}");
    }

    @Test
    void whatNobodyCanReadIsRefusedWithTheListOfFormats() {
        Answer what = load("?format=xlsx", "application/octet-stream", "x");
        assertThat(what.status()).isEqualTo(400);
        assertThat(what.json().path("detail").asString()).isEqualTo("format is one of yaml, csv, gondul, netbox, ansible, hosts, prometheus, auto");
        Answer odd = load("", "application/octet-stream", "Dear crew, the list is late\n");
        assertThat(odd.status()).isEqualTo(422);
        assertThat(odd.json().path("problems").get(0).path("hint").asString()).contains("gondul");
        assertThat(load("?format=gondul", "application/x-www-form-urlencoded", PATCH).status()).isEqualTo(415);
        assertThat(load("?format=gondul", "text/plain", PATCH).status()).isEqualTo(415);
        assertThat(load("?format=gondul", "multipart/form-data", PATCH).status()).isEqualTo(415);
    }

    @Test
    void replaceIsRefusedWhereAFileDoesNotSayAll() {
        Answer answer = load("?format=hosts&mode=replace", "application/octet-stream", "198.18.0.1 e1\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).startsWith("mode=replace goes with yaml and csv");
        assertThat(load("?format=csv&mode=replace", "text/csv", "name\na\n").status()).isEqualTo(200);
    }

    @Test
    void parametersThatAreTooLongAreRefused() {
        assertThat(load("?format=gondul&firstPort=" + "x".repeat(201), "application/octet-stream", PATCH).status()).isEqualTo(400);
        assertThat(load("?format=netbox&top=" + "x,".repeat(20), "application/json", "[]").status()).isEqualTo(400);
    }

    @Test
    void faultsComeWithTheirLine() {
        Answer answer = load("?format=csv", "text/csv", "name,addresses\na,192.0.2.1\nb,192.0.2.1\n");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("problems").get(0).path("line").asInt()).isEqualTo(3);
        assertThat(rest.get("/devices").json().path("devices").size()).isZero();
    }

    @Test
    void compressedBodyIsNotUnpacked() {
        byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
        Answer answer = rest.send("POST", "/import?format=csv", gzip, "Content-Type", "text/csv", "Content-Encoding", "gzip");
        assertThat(answer.status()).isGreaterThanOrEqualTo(400).isLessThan(500);
    }

    @Test
    void exportSpeaksEachFormat() {
        rest.put("/devices/e1", "{\"addresses\":[\"198.18.0.1\"],\"tags\":[\"access\"]}");
        rest.put("/devices/e2", "{\"addresses\":[\"198.18.0.2\"]}");
        Answer csv = rest.get("/export?format=csv&search=tag:access");
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"devices.csv\"");
        assertThat(csv.raw().body().lines()).hasSize(2).last().asString().startsWith("e1,wired,198.18.0.1,");
        Answer targets = rest.get("/export?format=prometheus");
        assertThat(targets.header("Content-Type")).isEqualTo("application/json");
        assertThat(targets.json().size()).isEqualTo(2);
        assertThat(rest.get("/export?format=prometheus", "If-None-Match", targets.etag()).status()).isEqualTo(304);
        assertThat(rest.get("/export?format=ansible").json().path("all").path("hosts").size()).isEqualTo(2);
        assertThat(rest.get("/export?format=hosts").raw().body()).isEqualTo("198.18.0.1\te1\n198.18.0.2\te2\n");
        assertThat(rest.get("/export").header("Content-Type")).isEqualTo("application/yaml");
    }

    @Test
    void exportThatCannotBeIsRefused() {
        assertThat(rest.get("/export?format=netbox").json().path("detail").asString())
                .isEqualTo("format is one of yaml, csv, gondul, ansible, hosts, prometheus");
        assertThat(rest.get("/export?search=x").status()).isEqualTo(400);
    }
}

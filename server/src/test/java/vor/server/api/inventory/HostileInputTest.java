package vor.server.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vor.server.api.inventory.Rest.Answer;

/** What nobody should send: refused with the field named, or kept as the text that it is; nothing is half done. */
final class HostileInputTest {
    private static Rest rest;

    @BeforeAll
    static void begin(@TempDir Path dir) {
        rest = new Rest(dir);
    }

    @AfterAll
    static void end() {
        rest.close();
    }

    @AfterEach
    void serverStillAnswers() {
        assertThat(rest.get("/devices").status()).isEqualTo(200);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of(422, "[]", ": expected an object, got an array"),
                Arguments.of(422, "7", ": expected an object, got a number"),
                Arguments.of(422, "null", ": expected an object, got null"),
                Arguments.of(422, "{\"addresses\":7}", "addresses: expected an array of strings, got a number"),
                Arguments.of(422, "{\"addresses\":{\"0\":\"a\"}}", "addresses: expected an array of strings, got an object"),
                Arguments.of(422, "{\"note\":[\"x\"]}", "note: expected a string, got an array"),
                Arguments.of(422, "{\"note\":\"a\\u0000b\"}", "note: character 2 is a control character (U+0000)"),
                Arguments.of(422, "{\"note\":\"\\ud800\"}", "note: character 1 is half of a surrogate pair (U+D800)"),
                Arguments.of(422, "{\"tags\":[\"\\u202egpj\"]}", "tags[0]: character 1 is a mark that turns the direction of text (U+202E)"),
                Arguments.of(422, "{\"<script>\":1}", "[\"<script>\"]: there is no such field"),
                Arguments.of(422, "{\"id\":9223372036854775808}", "id: is not the id of this one"),
                Arguments.of(422, "{\"placements\":[{\"latitude\":1e400,\"longitude\":0}]}", "placements[0].latitude: expected a number from -90 to 90, got Infinity"),
                Arguments.of(422, "{\"maintenance\":{\"until\":99999999999999999999}}", "maintenance.until: expected a whole number from 0 to 253402300799000, got 99999999999999999999"),
                Arguments.of(422, "{\"maintenance\":{\"until\":-1}}", "maintenance.until: expected a whole number from 0 to 253402300799000, got -1"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentThatIsWrongIsRefusedNamingTheField(int status, String body, String problem) {
        Answer answer = rest.put("/devices/x", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.problems()).containsExactly(problem);
    }

    static Stream<Arguments> noJson() {
        return Stream.of(
                Arguments.of("", "the body is empty"),
                Arguments.of("{", "this is not JSON"),
                Arguments.of("{\"note\":\"a\",\"note\":\"b\"}", "Duplicate"),
                Arguments.of("{} {}", "this is not JSON"),
                Arguments.of("{\"note\":NaN}", "NaN"),
                Arguments.of("{'note':'a'}", "this is not JSON"),
                Arguments.of("{\"note\":" + "9".repeat(1000) + "}", "this is not JSON"),
                Arguments.of("{\"note\":" + "[".repeat(100_000), "depth"),
                Arguments.of("{\"note\":\"" + "x".repeat(200_000) + "\"}", "String"),
                Arguments.of("{\"" + "x".repeat(50_000) + "\":1}", "this is not JSON"));
    }

    @ParameterizedTest
    @MethodSource("noJson")
    void whatIsNoJsonIsRefused(String body, String detail) {
        Answer answer = rest.send("PUT", "/devices/x", body, "Content-Type", "application/json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains(detail);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] body = "{\"note\":\"a_b\"}".getBytes(StandardCharsets.ISO_8859_1);
        body[10] = (byte) 0xff;
        assertThat(rest.send("PUT", "/devices/x", body).status()).isEqualTo(400);
    }

    @Test
    void markupIsKeptAsTheTextThatItIs() {
        String name = "<img src=x onerror=alert(1)>";
        Answer answer = rest.put(
                "/devices/%3Cimg%20src=x%20onerror=alert(1)%3E", "{\"note\":\"</script><b>&amp;\",\"tags\":[\"<i>\"]}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().path("name").asString()).isEqualTo(name);
        assertThat(rest.get("/devices/%3Cimg%20src=x%20onerror=alert(1)%3E").json().path("note").asString())
                .isEqualTo("</script><b>&amp;");
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("/devices/a%00b", 422),
                Arguments.of("/devices/%E2%80%AEgpj", 422),
                Arguments.of("/devices/" + "x".repeat(65), 422),
                Arguments.of("/devices/%20a", 422),
                Arguments.of("/devices/a%2Fb", 201),
                Arguments.of("/devices/a+b", 201),
                Arguments.of("/devices/a%25b", 201),
                Arguments.of("/devices/a%3Fb%23", 201),
                Arguments.of("/devices/%C3%85se", 201));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void nameInThePathIsTakenOrRefusedAsAWhole(String path, int status) {
        Answer answer = rest.put(path, "{}");
        assertThat(answer.status()).isEqualTo(status);
        if (status == 201) {
            assertThat(rest.get(path).json()).isEqualTo(answer.json());
            assertThat(rest.get(answer.header("Location").substring("/api/v1".length())).json()).isEqualTo(answer.json());
            assertThat(rest.delete(path).status()).isEqualTo(204);
        }
    }

    @Test
    void tenMegabytesAreRefusedBeforeTheyAreRead() throws IOException {
        String head = "PUT /api/v1/devices/x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rest.port())) {
            socket.getOutputStream().write((head + "Content-Length: 10485760\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void tenMegabytesOfUnknownLengthAreRefusedAtTheLimit() {
        byte[] body = new byte[10 * 1024 * 1024];
        Arrays.fill(body, (byte) ' ');
        try {
            Answer answer = rest.sendChunked("PUT", "/devices", body);
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.json().path("type").asString()).isEqualTo("/problems/too-large");
        } catch (UncheckedIOException reset) {
            // Who is still sending when the connection ends may lose the answer; GateTest shows it to one who has stopped.
            assertThat(reset).hasMessageNotContaining("timed out");
        }
    }

    private static String statusLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c; (c = in.read()) >= 0 && c != '\r'; ) {
            line.append((char) c);
        }
        return line.toString();
    }

    @Test
    void otherMediaTypesAreRefused() {
        Answer answer = rest.put("/devices/x", "{}", "Content-Type", "text/plain");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("detail").asString()).isEqualTo("send Content-Type: application/json, not text/plain");
        assertThat(rest.put("/devices/x", "{}", "Content-Type", "nonsense").status()).isEqualTo(415);
        assertThat(rest.send("POST", "/import", "vor: inventory/1", "Content-Type", "text/plain").status()).isEqualTo(415);
    }

    @Test
    void aliasBombIsRefusedWithItsPlace() {
        Answer answer = rest.load("", "vor: inventory/1\nnetworks:\n  a: &a {tags: [x]}\n  b: [*a, *a, *a]\n");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("problems").get(0).path("line").asInt()).isEqualTo(3);
        assertThat(answer.json().path("problems").get(0).path("column").asInt()).isEqualTo(6);
    }

    @Test
    void whoMustBeReadable() {
        assertThat(rest.put("/devices/x", "{}", "Vor-Who", "a%00").status()).isEqualTo(422);
        assertThat(rest.put("/devices/x", "{}", "Vor-Who", "x".repeat(65)).status()).isEqualTo(422);
        assertThat(rest.put("/devices/x", "{}", "Vor-Who", "a%zz").status()).isEqualTo(400);
    }

    @Test
    void queriesThatMakeNoSenseAreRefused() {
        assertThat(rest.load("?mode=merge&dry=maybe", "vor: inventory/1\n").status()).isEqualTo(400);
        assertThat(rest.load("?mode=burn", "vor: inventory/1\n").status()).isEqualTo(400);
        assertThat(rest.get("/changes?limit=0").status()).isEqualTo(400);
        assertThat(rest.get("/changes?limit=99999999999999999999").status()).isEqualTo(400);
        assertThat(rest.get("/changes?kind=x").status()).isEqualTo(400);
        assertThat(rest.get("/changes?device=%27%20OR%201=1").json().path("changes").size()).isZero();
    }
}

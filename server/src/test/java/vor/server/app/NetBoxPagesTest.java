package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asking a NetBox: pages, the token, and whom it never asks. */
class NetBoxPagesTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private Function<String, String> answers = uri -> "{\"count\":0,\"next\":null,\"results\":[]}";
    private int status = 200;
    private HttpServer server;

    NetBoxPagesTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void begin() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String uri = exchange.getRequestURI().toString();
        asked.add(uri);
        tokens.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse(""));
        byte[] body = answers.apply(uri).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private JsonNode all(String url, Optional<Token> token) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(new NetBoxPages(url, token, new ProgressLine(new PrintStream(terminal), true)).all());
    }

    /** Two pages of devices, as NetBox numbers them. */
    private String paged(String uri) {
        if (!uri.startsWith("/netbox/api/dcim/devices/")) {
            return "{\"count\":0,\"next\":null,\"results\":[]}";
        }
        return uri.contains("offset=1")
                ? "{\"count\":2,\"next\":null,\"results\":[{\"id\":2,\"name\":\"b\"}]}"
                : "{\"count\":2,\"next\":\"http://127.0.0.1:1/netbox/api/dcim/devices/?limit=200&offset=1&site=hall\",\"results\":"
                        + "[{\"id\":1,\"name\":\"a\",\"config_context\":{\"big\":[1,2,3]},\"custom_fields\":{\"x\":1},\"site\":{\"slug\":\"hall\",\"display\":\"Hall\"}}]}";
    }

    @Test
    void followsThePagesOfTheServerThatWasNamedAndTrimsWhatNobodyReads() throws Exception {
        answers = this::paged;
        JsonNode all = all(base() + "netbox/?site=hall", Optional.empty());
        assertThat(all.path("dcim/devices").toString())
                .isEqualTo("[{\"id\":1,\"name\":\"a\",\"site\":{\"slug\":\"hall\"},\"custom_fields\":{\"x\":1}},{\"id\":2,\"name\":\"b\"}]");
        assertThat(asked)
                .containsExactly(
                        "/netbox/api/dcim/devices/?limit=200&site=hall",
                        "/netbox/api/dcim/devices/?limit=200&offset=1&site=hall",
                        "/netbox/api/dcim/interfaces/?limit=500&cabled=true",
                        "/netbox/api/dcim/cables/?limit=500",
                        "/netbox/api/ipam/vlans/?limit=500",
                        "/netbox/api/ipam/prefixes/?limit=500");
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("NetBox: dcim/devices 1 of 2", "NetBox: dcim/devices 2 of 2");
    }

    @Test
    void anotherServerIsNeverAsked() {
        answers = uri -> "{\"count\":2,\"next\":\"http://elsewhere.example.org/api/dcim/devices/?offset=1\",\"results\":[]}";
        assertThatThrownBy(() -> all(base(), Optional.empty())).isInstanceOf(IOException.class).hasMessageContaining("another server");
        assertThat(asked).hasSize(1);
    }

    @Test
    void pagesThatComeAgainEnd() {
        answers = uri -> "{\"count\":2,\"next\":\"" + base() + "api/dcim/devices/?limit=200\",\"results\":[]}";
        assertThatThrownBy(() -> all(base(), Optional.empty())).isInstanceOf(IOException.class).hasMessageContaining("goes on for ever");
    }

    @Test
    void tokenIsSentAndNeverTold(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("token"), "nbt_abc.def\n");
        Token old = Token.find("env:T", Map.of("T", "0123456789abcdef"));
        all(base(), Optional.of(old));
        all(base(), Optional.of(Token.find("file:" + file, Map.of())));
        assertThat(tokens).contains("Token 0123456789abcdef", "Bearer nbt_abc.def");
        assertThat(old).hasToString("***");
        assertThatThrownBy(() -> Token.find("0123456789abcdef", Map.of())).hasMessageNotContaining("0123").hasMessageContaining("env:NAME");
        assertThatThrownBy(() -> Token.find("env:T", Map.of("T", "a b"))).hasMessageNotContaining("a b");
    }

    @Test
    void refusalsAreSaidInNetBoxsOwnWords() {
        status = 403;
        answers = uri -> "{\"detail\":\"Invalid token\"}";
        assertThatThrownBy(() -> all(base(), Optional.empty()))
                .hasMessage("NetBox answers 403 to /api/dcim/devices/ (is the token right, and may it read?): {\"detail\":\"Invalid token\"}");
        status = 200;
        answers = uri -> "<html>";
        assertThatThrownBy(() -> all(base(), Optional.empty())).hasMessageContaining("is no NetBox");
    }

    @Test
    void tokenDoesNotTravelInClear() {
        assertThatThrownBy(() -> all("http://192.0.2.1/", Optional.empty())).hasMessageContaining("use https://192.0.2.1/");
        assertThatThrownBy(() -> all("ftp://127.0.0.1/", Optional.empty())).hasMessageContaining("not the address of a NetBox");
        assertThatThrownBy(() -> all("https://me:secret@192.0.2.1/", Optional.empty())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> all("https://a b", Optional.empty())).hasMessageContaining("is not an address");
        assertThat(asked).isEmpty();
    }
}

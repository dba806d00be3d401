package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.model.Clock;
import vor.model.Event;
import vor.server.events.Index;
import vor.server.receive.riemann.Channels;

/** Riemann's ports by configuration, over the real index. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RiemannPortsTest {
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");

    @TempDir
    Path folder = Path.of("");

    private final Index index = new Index(Clock.system(), 100, expired -> {});
    private final EventReceivers receivers = new EventReceivers(Clock.system(), Map.of(), index, index, new Channels());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        receivers.close();
        http.shutdownNow();
    }

    private ConfigReader.Read read(String riemann) throws IOException, ConfigException {
        Path file = Files.writeString(folder.resolve("vor.yaml"), "site: {name: Hall, zone: UTC}\nlisten: 127.0.0.1:0\nreceive:\n  riemann:\n    listen: 127.0.0.1:0\n" + riemann.indent(4));
        return ConfigReader.read(file, SnmpReader.Wanted.of(name -> true), Map.of());
    }

    private Config config(String riemann) throws IOException, ConfigException {
        return read(riemann).config();
    }

    private int port(int which) {
        return Integer.parseInt(receivers.infos().getFirst().listening().get(which).replaceFirst(".*:", ""));
    }

    private static Event event(String service) {
        return Event.of("web1", service, Clock.system().now());
    }

    private static String service(String line) {
        return JsonMapper.shared().readTree(line.substring("data: ".length())).get("service").asString() + " " + JsonMapper.shared().readTree(line.substring("data: ".length())).get("state").asString("");
    }

    @Test
    void aReaderSeesWhatGoesIntoTheIndexAndWhatRunsOutOfIt() throws Exception {
        receivers.start(config("udp: off\nsse: {listen: '127.0.0.1:0'}\n"));
        index.take(List.of(event("load"), event("disk")));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(1) + "/index?query=service+%3D~+%22load%25%22")).timeout(Duration.ofSeconds(60)).build();
        try (Stream<String> all = http.send(request, BodyHandlers.ofLines()).body()) {
            Iterator<String> lines = all.filter(l -> l.startsWith("data: ")).iterator();
            assertThat(service(lines.next())).isEqualTo("load ");
            Event brief = new Event("web1", "load 2", "ok", java.util.Optional.empty(), Clock.system().now(), java.util.Optional.of(Duration.ofNanos(1)), "", List.of(), Map.of());
            index.take(List.of(event("disk 2"), brief));
            assertThat(service(lines.next())).isEqualTo("load 2 ok");
            index.chore();
            assertThat(service(lines.next())).isEqualTo("load 2 expired");
        }
    }

    @Test
    void anEventThatIsOlderThanTheOneInTheIndexIsNoNews() throws Exception {
        List<Event> heard = new ArrayList<>();
        index.watched(new Index.Watcher() {
            @Override
            public boolean wants() {
                return true;
            }

            @Override
            public void hear(List<Event> events) {
                heard.addAll(events);
            }
        });
        Event late = Event.of("web1", "load", Clock.system().now().minusSeconds(60));
        index.take(List.of(event("load"), late));
        assertThat(heard).hasSize(1).doesNotContain(late);
    }

    @Test
    void eventsAsJsonReachTheIndexAndABadQueryIsSaidWhereItIsBad() throws Exception {
        receivers.start(config("websocket: {listen: '127.0.0.1:0'}\n"));
        URI events = URI.create("http://127.0.0.1:" + port(2) + "/events");
        String answer = http.send(HttpRequest.newBuilder(events).POST(HttpRequest.BodyPublishers.ofString("{\"host\":\"web1\",\"service\":\"load\",\"metric\":0.7}\n")).build(), BodyHandlers.ofString()).body();
        assertThat(answer).isEqualTo("{}\n");
        assertThat(index.get("web1", "load")).isPresent();
        JsonNode counters = JsonMapper.shared().valueToTree(receivers.infos().getFirst().counters());
        assertThat(counters.get("lines").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tls: {certificate: a.crt, key: 'file:a.key'}|receive.riemann.tls|name the file of the CA that has signed your clients' certificates",
        "tls: {certificate: a.crt, clients: ca.crt}|receive.riemann.tls|expected a reference to the certificate's key",
        "tls: {certificate: a.crt, key: a.key, clients: ca.crt}|receive.riemann.tls.key|such as key: file:riemann.key",
        "tls: {key: 'file:a.key', clients: ca.crt}|receive.riemann.tls|name the file of the certificate that is shown",
        "sse: {port: 5}|receive.riemann.sse.port|",
        "websocket: {listen: nowhere}|receive.riemann.websocket.listen|expected address:port"
    })
    void whatIsMissingIsNamedWithAWayToMendIt(String riemann, String field, String message) {
        assertThatThrownBy(() -> config(riemann)).isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).anySatisfy(p -> {
            assertThat(p.field()).isEqualTo(field);
            assertThat(p.message()).contains(message == null ? "" : message);
            assertThat(p.line()).isEqualTo(6);
        }));
    }

    private void openssl(String words) throws Exception {
        List<String> command = new ArrayList<>(List.of(OPENSSL.toString()));
        command.addAll(List.of(words.split(" ")));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void certificate(String name) throws Exception {
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout riemann.key -out riemann.crt -subj /CN=" + name + " -days 2");
    }

    private String shown() throws Exception {
        Process process = new ProcessBuilder("/usr/bin/timeout", "20", OPENSSL.toString(), "s_client", "-connect", "127.0.0.1:" + port(1)).redirectInput(Path.of("/dev/null").toFile()).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aRenewedCertificateIsShownWithoutAnybodyBeingSentAway() throws Exception {
        assumeTrue(Files.exists(OPENSSL), "openssl is not here");
        String riemann = "udp: off\ntls: {listen: '127.0.0.1:0', certificate: riemann.crt, key: 'file:riemann.key', clients: riemann.crt}\n";
        certificate("first");
        ConfigReader.Read before = read(riemann);
        assertThat(before.files().keySet()).as("what is looked at for changes").contains(folder.resolve("riemann.crt"), folder.resolve("riemann.key"));
        receivers.start(before.config());
        assertThat(shown()).contains("CN = first");
        try (Socket standing = new Socket(InetAddress.getLoopbackAddress(), port(0))) {
            certificate("second");
            ConfigReader.Read next = read(riemann);
            assertThat(next.files()).isNotEqualTo(before.files());
            receivers.become(before.config(), next.config());
            assertThat(shown()).contains("CN = second");
            standing.getOutputStream().write(new byte[4]);
            InputStream in = standing.getInputStream();
            assertThat(in.readNBytes(6)).containsExactly(0, 0, 0, 2, 0x10, 1);

            Files.writeString(folder.resolve("riemann.crt"), "nonsense");
            assertThatThrownBy(() -> receivers.become(next.config(), config(riemann))).isInstanceOf(IOException.class).hasMessageContaining("receive.riemann.tls: ").hasMessageContaining("riemann.crt");
            assertThat(shown()).as("the one of before stays").contains("CN = second");
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsATroubleThatNamesBoth() throws Exception {
        assumeTrue(Files.exists(OPENSSL), "openssl is not here");
        certificate("first");
        Files.move(folder.resolve("riemann.crt"), folder.resolve("old.crt"));
        certificate("second");
        receivers.start(config("tls: {listen: '127.0.0.1:0', certificate: old.crt, key: 'file:riemann.key', clients: old.crt}\n"));
        assertThat(receivers.infos().getFirst().trouble()).contains("receive.riemann.tls: the key in file:riemann.key is not the one of the certificate in ").contains("old.crt").doesNotContain("PRIVATE");
    }
}

package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.server.inventory.YamlInventory;
import vor.server.journal.JournalReader;

/** The whole server takes another configuration in, and its readers see it. */
class RunningReloadTest {
    @TempDir
    Path folder = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();
    private Path file;
    private Wiring wiring;

    @BeforeEach
    void begin() throws Exception {
        file = folder.resolve("vor.yaml");
        write("Hall", "profiles: {slow: {interval: 10min}}");
        wiring = Wiring.start(ConfigReader.read(file, SnmpReader.Wanted.of(name -> true), Map.of()));
        byte[] devices = "vor: inventory/1\ndevices:\n  a: {profile: slow, addresses: [127.0.0.1]}\n".getBytes(StandardCharsets.UTF_8);
        wiring.inventory().write("test", edit -> {
            edit.load(YamlInventory.read(devices), false);
            return "";
        });
    }

    @AfterEach
    void end() {
        wiring.close();
        http.close();
    }

    private void write(String site, String more) throws IOException {
        Files.writeString(file, "site: {name: " + site + ", zone: UTC}\nlisten: 127.0.0.1:0\ndata: data\n" + more + "\n");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + wiring.port() + path)).timeout(Duration.ofSeconds(20));
    }

    private JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return http.send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    /** Reads the stream until something is told in it. */
    private static void until(Iterator<String> lines, Predicate<JsonNode> told) {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("data: ")) {
                JsonNode data = JsonMapper.shared().readTree(line.substring(6));
                assumeFalse(data.at("/sight/blind").asBoolean(false), "SKIPPED: no echo may be sent here");
                if (told.test(data)) {
                    return;
                }
            }
        }
        throw new AssertionError("the stream ended before it was told");
    }

    @Test
    void anotherIntervalHasTargetsAskedAtItAndTheirStateKept() throws Exception {
        HttpResponse<Stream<String>> live = http.send(request("/api/v1/live").build(), BodyHandlers.ofLines());
        try (Stream<String> all = live.body()) {
            Iterator<String> lines = all.iterator();
            write("Arena", "profiles: {slow: {interval: 50ms}}");
            JsonNode outcome = json(post("/api/v1/reload"));
            assertThat(outcome.at("/changes").toString())
                    .contains("{\"key\":\"profiles.slow.interval\",\"before\":\"10min\",\"after\":\"50ms\",\"restart\":false}", "Arena");
            until(lines, data -> data.at("/site/name").asString("").equals("Arena"));
            until(lines, data -> data.at("/pings/a/0/sent").asInt(0) >= 10 && data.at("/pings/a/0/state").asString("").equals("up"));
        }
        assertThat(get("/api/v1/profiles").body()).contains("{\"name\":\"slow\",\"vendor\":\"\",\"interval\":50}");
        assertThat(json(get("/api/v1/site")).path("name").asString()).isEqualTo("Arena");
    }

    @Test
    void aFaultIsAnsweredWithItsPlaceAndShownUntilItIsMended() throws Exception {
        write("Hall", "profiles: {slow: {interval: soon}}");
        HttpResponse<String> refused = post("/api/v1/reload");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/problems/0/line").asInt()).isEqualTo(4);
        assertThat(json(get("/api/v1/site")).at("/notices/0/why").asString()).startsWith("vor.yaml line 4: profiles.slow.interval: expected a span");
        assertThat(json(get("/api/v1/health")).at("/notices/0/about").asString()).isEqualTo("configuration");
        assertThat(get("/metrics").body()).contains("vor_config_faults 1.0", "vor_config_refused_total 1.0");
        assertThat(get("/healthz").statusCode()).as("nobody should end it for that").isEqualTo(200);
        write("Hall", "profiles: {slow: {interval: 10min}}");
        assertThat(post("/api/v1/reload").statusCode()).isEqualTo(200);
        assertThat(json(get("/api/v1/site")).path("notices")).isEmpty();
    }

    @Test
    void whatIsWrittenIsTakenInWithoutAskingForIt() throws Exception {
        HttpResponse<Stream<String>> live = http.send(request("/api/v1/live").build(), BodyHandlers.ofLines());
        try (Stream<String> all = live.body()) {
            write("Hall", "site: broken");
            until(all.iterator(), data -> data.at("/site/notices/0/why").asString("").contains("stands here twice"));
        }
    }

    private HttpResponse<String> event(String service) throws Exception {
        return http.send(
                request("/api/v1/events").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{\"service\":\"" + service + "\"}")).build(),
                BodyHandlers.ofString());
    }

    private double metric(String name) throws Exception {
        return get("/metrics").body().lines().filter(l -> l.startsWith(name + " ")).mapToDouble(l -> Double.parseDouble(l.substring(name.length()))).sum();
    }

    private boolean isWritten(String service) throws IOException {
        try (JournalReader reader = JournalReader.open(folder.resolve("data/journal"), Instant.EPOCH)) {
            Optional<JournalReader.Batch> next = reader.next();
            while (next.isPresent()) {
                if (next.get().events().stream().anyMatch(e -> e.service().equals(service))) {
                    return true;
                }
                next = reader.next();
            }
            return false;
        }
    }

    @Test
    void whatIsPushedIsWrittenDownUntilTheJournalIsOff() throws Exception {
        assertThat(event("kept").statusCode()).isEqualTo(200);
        while (metric("vor_journal_events_total") < 1) {
            event("more"); // it is written within a second
        }
        assertThat(isWritten("kept")).isTrue();
        write("Hall", "journal: off");
        assertThat(json(post("/api/v1/reload")).at("/changes").toString()).contains("{\"key\":\"journal\",\"before\":\"on\",\"after\":\"off\",\"restart\":false}");
        assertThat(event("not kept").statusCode()).isEqualTo(200);
        wiring.close();
        assertThat(isWritten("kept")).isTrue();
        assertThat(isWritten("not kept")).isFalse();
    }

    @Test
    void theTerminalTellsTheSame() throws Exception {
        String text = Files.readString(file);
        Files.writeString(file, text.replace(":0\n", ":" + wiring.port() + "\n"));
        StringWriter out = new StringWriter();
        int code = new CommandLine(new ReloadCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute("--config", file.toString(), "--dry-run");
        assertThat(out.toString()).isEqualTo(
                "  listen: 127.0.0.1:0 -> 127.0.0.1:" + wiring.port() + " (needs a restart)\nWould change: 1 key\n");
        assertThat(code).isZero();
        Files.writeString(file, text.replace(":0\n", ":" + wiring.port() + "\n") + "ping: {budget: 500}\n");
        out.getBuffer().setLength(0);
        assertThat(new CommandLine(new ReloadCommand()).setOut(new PrintWriter(out, true)).execute("--config", file.toString())).isZero();
        assertThat(out.toString()).contains("  ping.budget: 100000 -> 500\n").endsWith("Changed: 2 keys\n");
        assertThat(json(get("/api/v1/site")).at("/notices/0/why").asString()).endsWith("needs a restart: listen.");
    }

    @Test
    void theSchemaIsServed() throws Exception {
        HttpResponse<String> answer = get("/api/v1/config-schema.json");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/schema+json");
        assertThat(json(answer)).isEqualTo(JsonMapper.shared().readTree(ConfigReader.schema().toString()));
    }
}

package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vor.outside.Api;
import vor.outside.Checkout;
import vor.outside.Deadline;
import vor.outside.VorServer;

/** Rules as an operator lives with them: saved, live, broken, endless, tried on what was. */
class RulesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneId.of("Europe/Oslo"));
    private static final String BACKLOG =
            """
            import vor.rules.*;

            class Rabbit extends Rules {
                Rule backlog = where(service("queue").and(not(tagged("derived"))))
                        .with(ttl(120))
                        .when(metric().over(300).or(expired()), state("critical")).otherwise(state("ok"))
                        .changedState().to(page("ops"));
                Rule copy = where(service("queue").and(not(expired()))).as("queue copy").with(ttl(1)).tag("derived").to(index());
                Rule gone = where(service("queue copy").and(expired())).to(page("night"));
                Rule calm = where(service("queue")).by(host()).stable(1, state()).to(page("calm"));
            }
            """;

    @TempDir
    Path folder = Path.of("");

    private Path rules = Path.of("");

    @BeforeEach
    void rules() throws IOException {
        rules = Files.createDirectory(folder.resolve("rules"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private VorServer server() {
        return VorServer.in(folder, "Rules", "").with("rules: {folder: rules}", "events: {own: off}");
    }

    private void save(String file, String source) throws IOException {
        Path beside = Files.writeString(rules.resolve("." + file), source);
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(beside, rules.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void tell(Api api, String service, double metric, double ttl) {
        Api.Reply reply = api.send("POST", "/events", "{\"host\":\"web1\",\"service\":\"" + service + "\",\"state\":\"x\",\"metric\":" + metric + ",\"ttl\":" + ttl + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static JsonNode told(Api api) {
        return api.get("/rules").body();
    }

    private static List<String> pages(Api api) {
        List<String> lines = new ArrayList<>();
        told(api).get("pages").forEach(p -> lines.add(String.join("  ",
                TIME.format(Instant.ofEpochMilli(p.get("at").asLong())), p.get("rule").asString(), "page " + p.get("to").asString(),
                p.at("/event/host").asString() + " " + p.at("/event/service").asString() + " " + p.at("/event/state").asString()
                        + (p.at("/event/metric").isMissingNode() ? "" : " " + p.at("/event/metric").asDouble()))));
        Collections.reverse(lines);
        return lines;
    }

    private static void until(Api api, String what, java.util.function.Predicate<JsonNode> so) {
        Deadline.until(SOON, () -> what + ": " + told(api), () -> so.test(told(api)));
    }

    @Test
    void whatIsSavedIsLiveWhatIsBrokenChangesNothingAndWhatLoopsIsStopped() throws Exception {
        save("Rabbit.java", BACKLOG);
        try (VorServer server = server()) {
            server.start();
            try (Api api = server.api()) {
                until(api, "four rules", r -> r.get("rules").size() == 4);
                tell(api, "queue", 301, 60);
                until(api, "a page", r -> r.get("pages").size() >= 1);

                save("Broken.java", "import vor.rules.*;\n\nclass Broken extends Rules {\n    Rule r = all().two(page(\"x\"));\n}\n");
                until(api, "a problem", r -> r.get("problems").size() == 1);
                assertThat(told(api).get("problems").get(0).get("line").asInt()).isEqualTo(4);
                assertThat(told(api).get("rules")).hasSize(4);
                assertThat(server.log()).contains("Broken.java:4:");

                save("Broken.java", "import vor.rules.*;\n\nclass Broken extends Rules {\n    Rule r = where(service(\"tick\")).map(e -> { while (true); }).to(page(\"x\"));\n}\n");
                until(api, "five rules", r -> r.get("rules").size() == 5 && r.get("problems").isEmpty());
                assertThat(told(api).at("/generation/kept").toString()).as("what is the same goes on").contains("Rabbit.backlog");
                tell(api, "tick", 1, 60);
                until(api, "a stopped rule", r -> r.get("rules").toString().contains("probably it loops (Broken.java:4)"));
                tell(api, "queue", 299, 60);
                until(api, "the others go on", r -> r.get("pages").get(0).at("/event/state").asString().equals("ok") || r.get("pages").size() >= 3);
            }
        }
    }

    @Test
    void tryingTheUnchangedFileListsExactlyWhatFired() throws Exception {
        save("Rabbit.java", BACKLOG);
        try (VorServer server = server()) {
            server.start();
            List<String> live;
            try (Api api = server.api()) {
                until(api, "four rules", r -> r.get("rules").size() == 4);
                tell(api, "queue", 301, 60);
                until(api, "a copy ends, and it is calm", r -> r.get("pages").size() >= 3);
                tell(api, "queue", 1, 1);
                until(api, "it ran out, and the copy did", r -> pages(api).stream().filter(p -> p.contains("expired")).count() >= 3);
                live = pages(api);
            }
            Deadline.until(SOON, () -> "the journal is written; now: " + tried(server), () -> tried(server).size() >= live.size());
            assertThat(tried(server)).isEqualTo(live);
            server.stop();
            assertThat(tried(server)).isEqualTo(live);
        }
    }

    /** What "vor rules try" lists of pages. */
    private List<String> tried(VorServer server) {
        return Checkout.vor("rules", "try", "--config", server.config(), rules.resolve("Rabbit.java").toString()).lines().filter(l -> l.contains("  page ")).toList();
    }

    @Test
    void testsBesideRulesAreRunByACommand() throws Exception {
        save("Rabbit.java", BACKLOG);
        save("RabbitTest.java", """
                import vor.rules.*;

                class RabbitTest extends RulesTest {
                    void aBacklogIsPagedOnce() {
                        tell(event("queue", 301));
                        pass(10);
                        tell(event("queue", 400));
                        expect(paged("ops")).hasStates("critical");
                    }
                }
                """);
        assertThat(Checkout.vor("rules", "test", rules.toString())).contains("ok      RabbitTest.aBacklogIsPagedOnce").contains("1 passed, 0 failed; 4 rules");
    }

    @Test
    void aHandlerOfAFileColoursTheMap() throws Exception {
        save("Odd.java", """
                import java.time.Instant;
                import vor.model.*;

                public class Odd implements Handler {
                    public String name() { return "odd"; }
                    public String title() { return "Odd"; }
                    public String legend() { return "Orange: its name ends with an odd number"; }
                    public Verdict judge(Device device, Picture picture, Instant now) {
                        return device.name().endsWith("1") ? Verdict.of(State.BAD, 7, "an odd one") : Verdict.good("even");
                    }
                }
                """);
        try (VorServer server = server()) {
            server.importInventory(Files.writeString(folder.resolve("inventory.yaml"), "vor: inventory/1\ndevices:\n  e1: {profile: wired, addresses: [127.0.0.1]}\n  e2: {profile: wired, addresses: [127.0.0.2]}\n"));
            server.start();
            try (Api api = server.api()) {
                until(api, "a handler", r -> r.get("handlers").size() == 1);
                Deadline.until(SOON, () -> api.get("/health").text(), () -> api.get("/health/e1").body().at("/verdicts/odd/why").asString("").equals("an odd one"));
                assertThat(api.get("/health/e1").body().get("state").asString()).isEqualTo("bad");
                assertThat(api.get("/handlers").text()).contains("its name ends with an odd number");
                Files.delete(rules.resolve("Odd.java"));
                until(api, "no handler", r -> r.get("handlers").isEmpty());
                Deadline.until(SOON, () -> api.get("/health").text(), () -> api.get("/health/e1").body().at("/verdicts/odd").isMissingNode());
            }
        }
    }
}

package vor.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.outside.Api;
import vor.outside.Checkout;
import vor.outside.Chromium;
import vor.outside.Deadline;
import vor.outside.VorServer;
import vor.wire.snmp.AuthProtocol;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Secret;

/** Debian's snmpd with users of version 3: who may ask is answered, and why anybody else is not stands in the device's panel. */
final class ReasonsTest {
    private static final String NET = "127.0.81";
    private static final String PASSWORD = "a password of version three";
    private static final List<String> SHOWN = List.of("wrong-key", "wrong-privacy", "other-engine");
    private static final Duration SOON = Duration.ofSeconds(25);

    private final Path folder = Ground.folder("reasons");
    private final List<String> credentials = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();
    private final List<String> devices = new ArrayList<>();
    /** What the panel says, by device; empty where its agent answers. */
    private final Map<String, String> reasons = new LinkedHashMap<>();

    @Test
    void everyReasonStandsInTheDevicesPanel() throws IOException {
        assumeTrue(Files.isExecutable(Snmpd.BINARY), "skipped: needs snmpd (Debian package snmpd)");
        try (Snmpd snmpd = Snmpd.start(folder, NET, 16, users());
                OddAgent another = OddAgent.thatIsAlwaysAnother(NET + ".30", user());
                OddAgent running = OddAgent.whoseClockRuns(NET + ".31", user())) {
            agents(snmpd, another, running);
            try (VorServer server = server(); Chromium chromium = new Chromium()) {
                server.start();
                reasons.keySet().forEach(d -> awaitReason(server, d));
                for (int width : new int[] {1440, 390}) {
                    look(chromium.page(width, 900, width > 800 ? ColorScheme.LIGHT : ColorScheme.DARK), server, width);
                }
            }
        }
    }

    private static List<String> users() {
        String secret = " \"" + PASSWORD + "\"";
        return List.of(
                "rocommunity garden", "sysName reasons",
                "createUser u1 SHA" + secret + " AES" + secret, "rouser u1 priv",
                "createUser u2 SHA-256" + secret + " AES-256" + secret, "rouser u2 priv",
                "createUser u3 SHA-256" + secret + " AES-256-C" + secret, "rouser u3 priv",
                "createUser u4 SHA-512" + secret + " AES" + secret, "rouser u4 priv",
                "createUser u6 SHA" + secret + " AES-256" + secret, "rouser u6 priv",
                "createUser u7 SHA" + secret + " AES-256-C" + secret, "rouser u7 priv",
                "createUser u5 SHA-256" + secret, "rouser u5 auth");
    }

    private static Credential.User user() {
        return new Credential.User(
                "u5", Optional.of(new Credential.User.Auth(AuthProtocol.SHA256, Secret.of(PASSWORD))), Optional.empty(), "");
    }

    private void agents(Snmpd snmpd, OddAgent another, OddAgent running) throws IOException {
        Files.writeString(folder.resolve("right"), PASSWORD);
        Files.writeString(folder.resolve("wrong"), "another password");
        int port = snmpd.port();
        agent("sha1-aes128", port, user("u1", "sha1", "right", "aes128", "right"), "");
        agent("sha256-aes256", port, user("u2", "sha256", "right", "aes256", "right"), "");
        agent("sha256-aes256-cisco", port, user("u3", "sha256", "right", "aes256-cisco", "right"), "");
        agent("sha1-aes256", port, user("u6", "sha1", "right", "aes256", "right"), "");
        agent("sha1-aes256-cisco", port, user("u7", "sha1", "right", "aes256-cisco", "right"), "");
        agent("sha512-aes128", port, user("u4", "sha512", "right", "aes128", "right"), "");
        agent("wrong-key", port, user("u1", "sha1", "wrong", "aes128", "right"), "the agent finds our signature wrong: check the authentication password");
        agent("unknown-user", port, user("nobody", "sha1", "right", "aes128", "right"), "the agent knows no user \"nobody\"");
        agent("wrong-privacy", port, user("u1", "sha1", "right", "aes128", "wrong"), "check the privacy password and protocol (AES-128) of user \"u1\"");
        agent("other-extension", port, user("u6", "sha1", "right", "aes256-cisco", "right"), "check the privacy password and protocol (AES-256 (Reeder");
        agent("no-privacy", port, user("u5", "sha256", "right", "aes128", "right"), "the agent doesn't do authentication SHA-256 with privacy AES-128");
        agent("wrong-hash", port, user("u4", "sha256", "right", "aes128", "right"), "the agent finds our signature wrong");
        agent("unknown-context", port, auth("u5") + ", context: elsewhere", "check whether it has the context \"elsewhere\"");
        agent("wrong-community", port, "version: 2c, community: 'file:wrong'", "agents pass over a wrong community in silence");
        agent("old-version", port, "version: 1, community: 'file:wrong'", "takes version 1 from this address");
        agent("nobody-there", port + 1, auth("u5"), "no answer from " + NET + ".16 port " + (port + 1));
        agentAt(30, "other-engine", another.port(), auth("u5"), "it changes its id, or several agents answer at this address");
        agentAt(31, "other-time", running.port(), auth("u5"), "the agent calls our time wrong however often it tells its own");
    }

    private static String auth(String name) {
        return "version: 3, user: " + name + ", auth: sha256, auth-password: 'file:right'";
    }

    private static String user(String name, String auth, String authPassword, String privacy, String privacyPassword) {
        return "version: 3, user: " + name + ", auth: " + auth + ", auth-password: 'file:" + authPassword + "', privacy: " + privacy
                + ", privacy-password: 'file:" + privacyPassword + "'";
    }

    private void agent(String name, int port, String credential, String reason) {
        agentAt(devices.size() + 1, name, port, credential, reason);
    }

    private void agentAt(int number, String name, int port, String credential, String reason) {
        devices.add("  " + name + ": {profile: wired, addresses: [" + NET + "." + number + "]}");
        credentials.add("    " + name + ": {" + credential + "}");
        rules.add("    - {device: " + name + ", credential: " + name + ", port: " + port + "}");
        reasons.put(name, reason);
    }

    private VorServer server() throws IOException {
        List<String> lines = new ArrayList<>(List.of("snmp:", "  credentials:"));
        lines.addAll(credentials);
        lines.add("  ask:");
        lines.addAll(rules);
        VorServer server = VorServer.in(folder, "Reasons", "").with(lines.toArray(String[]::new));
        List<String> inventory = new ArrayList<>(List.of("vor: inventory/1", "devices:"));
        inventory.addAll(devices);
        server.importInventory(Files.write(folder.resolve("inventory.yaml"), inventory));
        return server;
    }

    private void awaitReason(VorServer server, String device) {
        String reason = reasons.getOrDefault(device, "");
        try (Api api = server.api()) {
            Deadline.until(SOON, () -> device + " says \"" + reason + "\": " + api.get("/picture/" + device).body().path("agent"),
                    () -> reason.isEmpty()
                            ? api.get("/picture/" + device).body().path("agent").path("state").asString("").equals("answering")
                                    && api.get("/health/" + device).body().at("/verdicts/snmp/state").asString("").equals("good")
                            : api.get("/picture/" + device).body().path("agent").path("why").asString("").contains(reason));
        }
    }

    private void look(Page page, VorServer server, int width) {
        Path pictures = Checkout.root().resolve("e2e/target/screenshots");
        reasons.forEach((device, reason) -> {
            page.navigate(server.url() + "#/device/" + device);
            Locator panel = page.locator("[data-panel-device='" + device + "']");
            if (reason.isEmpty()) {
                assertThat(panel.locator(".agent[data-agent='answering']")).isVisible();
                assertThat(panel.locator(".agent-loud")).hasCount(0);
            } else {
                assertThat(panel.locator(".agent-loud .agent-why")).containsText(reason, new ContainsTextOptions().setIgnoreCase(true));
                assertThat(panel.locator(".agent-loud .agent-why")).isVisible();
                assertThat(panel.locator(".agent-loud .agent-why")).isInViewport();
                if (SHOWN.contains(device)) {
                    page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve("reason-" + device + "-" + width + ".png")));
                }
            }
        });
    }
}

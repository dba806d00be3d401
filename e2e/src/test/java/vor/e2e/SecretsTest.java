package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vor.outside.Api;
import vor.outside.Checkout;
import vor.outside.Deadline;
import vor.outside.VorServer;
import vor.wire.snmp.AgentSide;
import vor.wire.snmp.AuthProtocol;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.PrivacyProtocol;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Value;
import vor.wire.snmp.Version;

/** Communities, passwords and Vault's token are planted; whatever Vor says in whatever trouble is searched for them. */
final class SecretsTest {
    private static final String BY_ENVIRONMENT = "Qx7Community0Environment";
    private static final String BY_FILE = "Qx7Community1File";
    private static final String BY_VAULT = "Qx7Community2Vault";
    private static final String WRONG = "Qx7Community3Wrong";
    private static final String AUTH = "Qx7Authentication4Password";
    private static final String PRIVACY = "Qx7Privacy5Password";
    private static final String WRONG_AUTH = "Qx7Authentication6Wrong";
    private static final String WRONG_PRIVACY = "Qx7Privacy7Wrong";
    private static final String TOKEN = "hvs.Qx7Token8OfVault";
    private static final String OTHER_TOKEN = "hvs.Qx7Token9Expired";
    private static final String PASTED = "Qx7Pasted10IntoTheConfiguration";
    private static final String ENGINE = "80001f8880c0ffee5655";
    private static final Duration SOON = Duration.ofSeconds(25);

    private final Planted planted = new Planted();
    private final Map<String, byte[]> said = new ConcurrentHashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Path folder = Ground.folder("secrets");

    @BeforeEach
    void plant() {
        assumeTrue(Files.isExecutable(Snmpd.BINARY), "skipped: needs snmpd (Debian package snmpd)");
        Map.of("community of the environment", BY_ENVIRONMENT, "community of the file", BY_FILE, "community of Vault", BY_VAULT,
                        "wrong community", WRONG, "Vault's token", TOKEN, "other token", OTHER_TOKEN, "pasted secret", PASTED)
                .forEach(planted::secret);
        byte[] engine = HexFormat.of().parseHex(ENGINE);
        planted.password("authentication password", AUTH, "SHA-256", engine);
        planted.password("privacy password", PRIVACY, "SHA-256", engine);
        planted.password("wrong authentication password", WRONG_AUTH, "SHA-256", engine);
        planted.password("wrong privacy password", WRONG_PRIVACY, "SHA-256", engine);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void noneOfThemIsToldToAnybody() throws Exception {
        Vault vault = opened(new Vault(TOKEN, BY_VAULT, PRIVACY));
        Snmpd snmpd = opened(Snmpd.start(folder, "127.0.80", 14, List.of(
                "rocommunity " + BY_ENVIRONMENT, "rocommunity " + BY_FILE, "rocommunity " + BY_VAULT, "sysName planted", "exactEngineID 0x" + ENGINE,
                "createUser vor SHA-256 \"" + AUTH + "\" AES \"" + PRIVACY + "\"", "rouser vor priv")));
        Map<String, String> environment = Map.of("VAULT_ADDR", vault.url(), "VAULT_TOKEN", TOKEN, "VOR_COMMUNITY", BY_ENVIRONMENT, "VOR_WRONG", WRONG);
        files();
        int traps = free();
        VorServer server = opened(VorServer.in(folder, "Secrets", "")).with(environment).with(asking(snmpd.port(), traps));
        say(cli(environment, "import", "--config", config(), inventory(snmpd).toString()));
        assertThat(vault.asked()).as("an import asks nobody, Vault neither").isZero();

        server.start();
        try (Live live = new Live(server, "live", "event: delta"); Live events = new Live(server, "live/events", "event: events")) {
            hints(traps);
            commands(environment, vault, snmpd);
            awaitAgents(server);
            everyPath(server);
            said.put("/live", live.bytes());
            said.put("/live/events", events.bytes());
        }
        server.stop();
        server.with("log: json").with(Map.of("VAULT_TOKEN", OTHER_TOKEN));
        server.start();
        awaitState(server, "by-file", "answering");
        awaitState(server, "by-vault", "unaskable");
        everyPath(server);
        server.stop();

        assertThat(Files.readString(folder.resolve("server.log"))).contains(" WARN ").contains("\"level\":\"WARN\"");
        assertThat(found()).isEmpty();
        assertThat(planted.in("a control", ("x" + java.util.Base64.getEncoder().encodeToString(("a" + AUTH + "b").getBytes(StandardCharsets.UTF_8)))
                        .getBytes(StandardCharsets.UTF_8)))
                .as("the search finds what is there").isNotEmpty();
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.add(one);
        return one;
    }

    private String config() {
        return folder.resolve("vor.yaml").toString();
    }

    private static int free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void files() throws IOException {
        Map<String, String> texts = Map.of("community", BY_FILE + "\n", "auth", AUTH, "privacy", PRIVACY, "wrong-auth", WRONG_AUTH, "wrong-privacy", WRONG_PRIVACY,
                "pasted", PASTED + "\n");
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(secrets.resolve(text.getKey()), text.getValue());
        }
        Files.write(secrets.resolve("latin"), (PASTED + "\u00e9").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The devices by name, each with a credential of its own of the same name, and what becomes of it. */
    private static Map<String, String> credentials() {
        String user = "version: 3, user: vor, auth: sha256, auth-password: file:secrets/auth, privacy: aes128, privacy-password: ";
        Map<String, String> all = new LinkedHashMap<>();
        all.put("by-environment", "community: env:VOR_COMMUNITY");
        all.put("by-file", "community: file:secrets/community");
        all.put("by-vault", "community: vault:secret/net#community");
        all.put("by-user", user + "vault:secret/net#privacy");
        all.put("wrong-community", "community: env:VOR_WRONG");
        all.put("wrong-auth", user.replace("secrets/auth", "secrets/wrong-auth") + "file:secrets/privacy");
        all.put("wrong-privacy", user + "file:secrets/wrong-privacy");
        all.put("no-variable", "community: env:NOBODY_HAS_SET_THIS");
        all.put("no-file", "community: file:secrets/nowhere");
        all.put("no-text", "community: file:secrets/latin");
        all.put("denied", "community: vault:secret/denied#community");
        all.put("broken", "community: vault:secret/broken#community");
        all.put("odd", "community: vault:secret/odd#community");
        all.put("no-text-in-vault", "community: vault:secret/net#number");
        return all;
    }

    private static String[] asking(int port, int traps) {
        List<String> lines = new ArrayList<>(List.of("snmp:", "  credentials:"));
        credentials().forEach((name, how) -> lines.add("    " + name + ": {" + how.replaceAll("((?:env|file|vault):\\S+?)(,|$)", "'$1'$2") + "}"));
        lines.add("  ask:");
        credentials().keySet().forEach(name -> lines.add("    - {device: " + name + ", credential: " + name + ", port: " + port + "}"));
        lines.addAll(List.of("receive:", "  traps:", "    listen: 127.0.0.1:" + traps, "    credentials: [by-environment, by-user, denied]"));
        return lines.toArray(String[]::new);
    }

    private Path inventory(Snmpd snmpd) throws IOException {
        List<String> lines = new ArrayList<>(List.of("vor: inventory/1", "devices:"));
        int number = 1;
        for (String name : credentials().keySet()) {
            lines.add("  " + name + ": {profile: wired, addresses: [" + snmpd.address(number++) + "]}");
        }
        return Files.write(folder.resolve("inventory.yaml"), lines);
    }

    private static void awaitAgents(VorServer server) {
        for (String right : List.of("by-environment", "by-file", "by-vault", "by-user")) {
            awaitState(server, right, "answering");
        }
        awaitState(server, "wrong-community", "silent");
        awaitState(server, "wrong-auth", "refusing");
        awaitState(server, "wrong-privacy", "silent", "refusing");
        for (String missing : List.of("no-variable", "no-file", "no-text", "denied", "broken", "odd", "no-text-in-vault")) {
            awaitState(server, missing, "unaskable");
        }
    }

    private static void awaitState(VorServer server, String device, String... states) {
        try (Api api = server.api()) {
            Deadline.until(SOON, () -> device + " is " + String.join(" or ", states) + ": " + api.get("/picture/" + device).text(),
                    () -> List.of(states).contains(api.get("/picture/" + device).body().path("agent").path("state").asString("")));
        }
    }

    /** Traps under right and wrong communities, which a proxy would repeat in them; of a user with right and wrong passwords. */
    private static void hints(int port) throws IOException {
        byte[] engine = HexFormat.of().parseHex(ENGINE);
        for (Credential as : List.of(
                new Credential.Community(Version.V2C, Secret.of(BY_ENVIRONMENT)), new Credential.Community(Version.V1, Secret.of(BY_ENVIRONMENT)),
                new Credential.Community(Version.V2C, Secret.of(WRONG)), user(AUTH, PRIVACY), user(WRONG_AUTH, PRIVACY), user(AUTH, WRONG_PRIVACY))) {
            byte[] bytes = new byte[2000];
            int length = new AgentSide(List.of(as), engine, 1, 0, new Random(8)).writeTrap(0, linkDown(), bytes, 7_000_000_000L);
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(bytes, length, InetAddress.getLoopbackAddress(), port));
            }
        }
    }

    private static Credential.User user(String auth, String privacy) {
        return new Credential.User(
                "vor",
                Optional.of(new Credential.User.Auth(AuthProtocol.SHA256, Secret.of(auth))),
                Optional.of(new Credential.User.Privacy(PrivacyProtocol.AES128, Secret.of(privacy))),
                "");
    }

    private static Pdu linkDown() {
        return new Pdu(Pdu.Kind.TRAP, 5, 0, 0, List.of(
                new Binding(Oid.of("1.3.6.1.2.1.1.3.0"), new Value.Ticks(700)),
                new Binding(Oid.of("1.3.6.1.6.3.1.1.4.1.0"), new Value.ObjectId(Oid.of("1.3.6.1.6.3.1.1.5.3"))),
                new Binding(Oid.of("1.3.6.1.2.1.2.2.1.1.1"), new Value.Int(1)),
                new Binding(Oid.of("1.3.6.1.6.3.18.1.3.0"), new Value.Ip(0x7f005001)),
                new Binding(Oid.of("1.3.6.1.6.3.18.1.4.0"), new Value.Octets(BY_ENVIRONMENT.getBytes(StandardCharsets.UTF_8)))));
    }

    /** Every path that can be read, of each device, of a device that does not exist, and what is refused. */
    private void everyPath(VorServer server) {
        try (Api api = server.api()) {
            List<String> names = new ArrayList<>(credentials().keySet());
            names.addAll(List.of("nobody", "%00", "198.18.0.1", "7"));
            List<String> paths = new ArrayList<>(List.of("/", "/healthz", "/metrics", "/api/v1/openapi.json"));
            api.get("/openapi.json").body().path("paths").propertyNames().stream()
                    .map(p -> p.startsWith("/api/v1") ? p : "/api/v1" + p)
                    .filter(p -> !p.contains("/live"))
                    .forEach(p -> (p.contains("{") ? names.stream().map(n -> p.replaceAll("\\{[^}]*}", n)) : Stream.of(p)).forEach(paths::add));
            assertThat(paths).hasSizeGreaterThan(100);
            paths.forEach(p -> heard("GET " + p, api.raw("GET", p, null).body()));
            heard("PUT refused", api.send("PUT", "/devices/by-file", "{\"colour\":\"red\"}").text());
            heard("PATCH refused", api.send("PATCH", "/devices/by-file", "{").text());
            heard("POST refused", api.send("POST", "/import", "snmp: 7").text());
        }
    }

    private void heard(String where, String text) {
        said.put(where + " " + said.size(), text.getBytes(StandardCharsets.UTF_8));
    }

    private void commands(Map<String, String> environment, Vault vault, Snmpd snmpd) throws Exception {
        String port = Integer.toString(snmpd.port());
        String user = "--user vor --auth sha256 --auth-password file:AUTH --privacy aes128 --privacy-password file:secrets/privacy";
        Path mistakes = Files.write(folder.resolve("mistakes.yaml"), List.of("snmp:", "  credentials:",
                "    a: {community: " + PASTED + "}", "    b: " + PASTED, "    c: {community: [" + PASTED + "]}", "    d: {version: " + PASTED + "}",
                "    e: {version: 3, user: u, auth: " + PASTED + ", auth-password: " + PASTED + ", privacy: " + PASTED + "}", "    f: {" + PASTED + "}",
                "    g: {community: {" + PASTED + ": 1}}", "  ask: [{credential: " + PASTED + "}]", "receive: {traps: {credentials: [" + PASTED + "]}}"));
        int before = vault.asked();
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        outcomes.put("check --config " + config(), 0);
        outcomes.put("check --config " + mistakes, 2);
        outcomes.put("import --config " + config() + " secrets/pasted", 2);
        outcomes.put("snmp probe secrets/pasted", 2);
        outcomes.put("snmp probe 127.0.80.1 --community " + PASTED, 2);
        outcomes.put("snmp probe 127.0.80.1 --comunity " + PASTED, 2);
        outcomes.put("snmp probe 127.0.80.1 --port " + port + " --community env:VOR_WRONG", 1);
        outcomes.put("snmp probe 127.0.80.1 --port " + port + " " + user.replace("AUTH", "secrets/wrong-auth"), 1);
        outcomes.put("snmp record 127.0.80.1 all.snmprec --port " + port + " " + user.replace("AUTH", "secrets/auth"), 0);
        outcomes.put("discover 127.0.80.1 --port " + port + " --community file:secrets/community", 0);
        all(environment, outcomes);
        assertThat(vault.asked()).as("none of these needs Vault").isEqualTo(before);
        all(environment, Map.of(
                "snmp probe 127.0.80.1 --port " + port + " --config " + config() + " --credential by-vault", 0,
                "snmp record 127.0.80.1 --port " + port + " --config " + config() + " --credential broken", 2));
        assertThat(vault.asked()).as("each of these needs one secret of it").isEqualTo(before + 2);
    }

    private void all(Map<String, String> environment, Map<String, Integer> outcomes) throws InterruptedException, ExecutionException {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Map<String, Future<Ran>> running = new LinkedHashMap<>();
            outcomes.keySet().forEach(c -> running.put(c, two.submit(() -> cli(environment, c.split(" ", -1)))));
            for (Map.Entry<String, Future<Ran>> each : running.entrySet()) {
                Ran ran = each.getValue().get();
                say(ran);
                assertThat(ran.exit()).as(each.getKey() + ": " + ran.text()).isEqualTo(outcomes.get(each.getKey()));
            }
        }
    }

    private record Ran(String command, int exit, String text) {}

    private void say(Ran ran) {
        heard("what ./vor " + ran.command() + " says", ran.text());
    }

    private Ran cli(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Checkout.launcher().toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(String.join(" ", words), process.waitFor(), text);
    }

    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        said.forEach((where, bytes) -> found.addAll(planted.in(where, bytes)));
        try (Stream<Path> data = Files.walk(folder.resolve("data"))) {
            for (Path file : Stream.concat(data.filter(Files::isRegularFile), Stream.of(folder.resolve("server.log"), folder.resolve("all.snmprec"))).toList()) {
                found.addAll(planted.in(file.toString(), Files.readAllBytes(file)));
            }
        }
        return found;
    }

    /** All that a stream tells while it is open. */
    private static final class Live implements AutoCloseable {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final InputStream stream;

        private final String told;

        Live(VorServer server, String path, String told) throws IOException {
            this.told = told;
            stream = URI.create(server.url() + "api/v1/" + path).toURL().openStream();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (stream) {
                byte[] some = new byte[8192];
                for (int n = stream.read(some); n >= 0; n = stream.read(some)) {
                    bytes.write(some, 0, n);
                }
            } catch (IOException ended) {
                // the test has closed it
            }
        }

        byte[] bytes() {
            byte[] all = bytes.toByteArray();
            assertThat(new String(all, StandardCharsets.UTF_8)).contains(told);
            return all;
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

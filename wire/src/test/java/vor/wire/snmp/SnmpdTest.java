package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's snmpd on loopback. */
@SuppressWarnings("EnumOrdinal") // both lists are in the order of ours
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnmpdTest {
    private static final String[] AUTH = {"MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512"};
    private static final String[] PRIVACY = {"DES", "AES", "AES-192", "AES-256", "AES-192-C", "AES-256-C"};
    private static final Pdu NAME = Pdu.get(7, List.of(Talk.NAME));

    @TempDir
    Path folder = Path.of("");

    private Optional<Process> snmpd = Optional.empty();
    private int port;

    @BeforeAll
    void start() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/snmpd")), "skipped: snmpd is not installed (Debian package snmpd)");
        try (Udp free = new Udp()) {
            port = free.port();
        }
        List<String> lines = new ArrayList<>(List.of("rocommunity garden", "sysName distro4"));
        UserConversationTest.everyUser().forEach(u -> lines.addAll(configured(u)));
        Path file = Files.write(folder.resolve("snmpd.conf"), lines);
        ProcessBuilder builder = new ProcessBuilder(
                "/usr/sbin/snmpd", "-f", "-Lo", "-C", "-c", file.toString(), "-p", folder.resolve("pid").toString(), "-I", "-smux", "udp:127.0.0.1:" + port);
        builder.environment().put("SNMP_PERSISTENT_DIR", folder.resolve("persistent").toString());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        snmpd = Optional.of(process);
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null && !line.startsWith("NET-SNMP version"); line = out.readLine()) {}
        Thread.ofVirtual().start(() -> out.lines().forEach(l -> {}));
    }

    private static List<String> configured(Credential.User user) {
        String auth = user.auth().map(a -> " " + AUTH[a.protocol().ordinal()] + " \"" + text(a.password()) + "\"").orElse("");
        String privacy = user.privacy().map(p -> " " + PRIVACY[p.protocol().ordinal()] + " \"" + text(p.password()) + "\"").orElse("");
        String level = privacy.isEmpty() ? auth.isEmpty() ? "noauth" : "auth" : "priv";
        return List.of("createUser " + user.name() + auth + privacy, "rouser " + user.name() + " " + level);
    }

    private static String text(Secret secret) {
        return new String(secret.utf8(), StandardCharsets.UTF_8);
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (snmpd.isPresent()) {
            snmpd.get().destroy();
            snmpd.get().waitFor();
        }
    }

    private Optional<Heard> ask(Credential credential, Pdu pdu) throws IOException {
        try (Udp udp = new Udp()) {
            return udp.ask(new Conversation(credential, new Random(3)), port, pdu, 0);
        }
    }

    private String refusal(Credential.User user) throws IOException {
        Heard heard = ask(user, NAME).orElseThrow();
        assertThat(heard).isInstanceOf(Heard.Refusal.class);
        return ((Heard.Refusal) heard).why();
    }

    @Test
    void everyPairOfProtocolsIsAnswered() throws IOException {
        for (Credential.User user : UserConversationTest.everyUser()) {
            assertThat(ask(user, NAME)).as(user.toString()).contains(Talk.name());
        }
    }

    @Test
    void versionsOneAndTwoAreAnswered() throws IOException {
        assertThat(ask(Talk.community(Version.V1), NAME)).contains(Talk.name());
        assertThat(ask(Talk.community(Version.V2C), NAME)).contains(Talk.name());
    }

    @Test
    void unknownUserIsNamed() throws IOException {
        assertThat(refusal(Talk.user("nobody", Optional.of(AuthProtocol.SHA1), Optional.empty()))).contains("no user \"nobody\"");
    }

    @Test
    void wrongAuthenticationPasswordIsNamed() throws IOException {
        Credential.User.Auth wrong = new Credential.User.Auth(AuthProtocol.SHA256, Secret.of("something else"));
        assertThat(refusal(new Credential.User("u3", Optional.of(wrong), Optional.empty(), ""))).contains("authentication password").contains("SHA-256");
    }

    @Test
    void levelThatTheUserDoesNotHaveIsNamed() throws IOException {
        assertThat(refusal(Talk.user("u3", Optional.of(AuthProtocol.SHA256), Optional.of(PrivacyProtocol.AES128)))).contains("with privacy AES-128");
    }

    @Test
    void wrongPrivacyPasswordIsNamedOrHintedAt() throws IOException {
        Credential.User right = Talk.user("u31", Optional.of(AuthProtocol.SHA256), Optional.of(PrivacyProtocol.AES128));
        Credential.User.Privacy wrong = new Credential.User.Privacy(PrivacyProtocol.AES128, Secret.of("something else"));
        Conversation conversation = new Conversation(new Credential.User("u31", right.auth(), Optional.of(wrong), ""), new Random(3));
        try (Udp udp = new Udp()) {
            udp.timeout(500);
            Optional<Heard> heard = udp.ask(conversation, port, NAME, 0);
            String why = heard.map(Heard::toString).orElseGet(conversation::silence);
            assertThat(why).contains("privacy password");
        }
    }

    @Test
    void silenceAboutAnUnknownContextIsHintedAt() throws IOException {
        Conversation conversation = new Conversation(Talk.user("u3", Optional.of(AuthProtocol.SHA256), Optional.empty()).in("vlan-9"), new Random(3));
        try (Udp udp = new Udp()) {
            udp.timeout(500);
            assertThat(udp.ask(conversation, port, NAME, 0)).isEmpty();
            assertThat(conversation.silence()).contains("vlan-9");
        }
    }

    @Test
    void ourClockMayRunAway() throws IOException {
        Conversation conversation = new Conversation(Talk.user("u3", Optional.of(AuthProtocol.SHA256), Optional.empty()), new Random(3));
        try (Udp udp = new Udp()) {
            for (long seconds : new long[] {0, 100, 1000, 100_000}) {
                assertThat(udp.ask(conversation, port, NAME, seconds * Talk.SECOND)).contains(Talk.name());
            }
        }
    }

    @Test
    void walkFindsWhatSnmpbulkwalkFinds() throws IOException {
        Oid root = Oid.of("1.3.6.1.2.1.2.2.1");
        Process walk = new ProcessBuilder("snmpbulkwalk", "-v2c", "-cgarden", "-On", "-Oq", "127.0.0.1:" + port, root.toString()).start();
        List<String> theirs;
        try (Stream<String> lines = walk.inputReader().lines()) {
            theirs = lines.filter(l -> l.startsWith(".")).map(l -> l.substring(1, l.indexOf(' '))).toList();
        }
        List<String> ours = new ArrayList<>();
        Credential.User user = Talk.user("u45", Optional.of(AuthProtocol.SHA384), Optional.of(PrivacyProtocol.AES256_REEDER));
        Conversation conversation = new Conversation(user, new Random(3));
        try (Udp udp = new Udp()) {
            for (Oid next = root; next.startsWith(root); ) {
                Heard heard = udp.ask(conversation, port, Pdu.getBulk(1, 20, List.of(next)), 0).orElseThrow();
                List<Binding> bindings = ((Heard.Answer) heard).pdu().bindings();
                bindings.stream().map(Binding::oid).filter(o -> o.startsWith(root)).forEach(o -> ours.add(o.toString()));
                next = bindings.getLast().oid();
            }
        }
        assertThat(ours).isNotEmpty().isEqualTo(theirs);
    }
}

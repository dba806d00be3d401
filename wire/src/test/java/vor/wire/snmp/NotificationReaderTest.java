package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NotificationReaderTest {
    private static final byte[] OURS = {(byte) 0x80, 0, 0, 0, 5, 1, 2, 3};
    private static final Oid LINK_DOWN = Oid.of("1.3.6.1.6.3.1.1.5.3");
    private static final Binding PORT = new Binding(Oid.of("1.3.6.1.2.1.2.2.1.1.7"), new Value.Int(7));
    private static final Pdu TRAP = new Pdu(
            Pdu.Kind.TRAP, 5, 0, 0,
            List.of(new Binding(TrapV1.UPTIME, new Value.Ticks(123)), new Binding(TrapV1.TRAP, new Value.ObjectId(LINK_DOWN)), PORT));

    private final List<Credential> credentials =
            List.of(Talk.community(Version.V2C), Talk.user(), Talk.user("plain", Optional.empty(), Optional.empty()));
    private final NotificationReader reader = new NotificationReader(credentials, OURS, 2, 0, new Random(1));
    private final byte[] buffer = new byte[Message.MOST_BYTES];

    private static AgentSide agent(Credential credential, long since) {
        return new AgentSide(List.of(credential), Talk.ENGINE, 4, since, new Random(2));
    }

    private byte[] trap(Credential credential, long nanos) {
        return Arrays.copyOf(buffer, agent(credential, 0).writeTrap(0, TRAP, buffer, nanos));
    }

    private Told read(byte[] bytes) {
        return reader.read(bytes, bytes.length, 0);
    }

    @Test
    void everyPrefixIsDamage() {
        for (byte[] trap : List.of(trap(Talk.community(Version.V2C), 0), trap(Talk.user(), 0), trap(Talk.community(Version.V1), 0))) {
            for (int i = 0; i < trap.length; i++) {
                assertThat(reader.read(trap, i, 0)).isInstanceOf(Told.Damage.class);
            }
        }
    }

    @Test
    void trapsOfVersions2And3ComeWhole() {
        assertThat(((Told.Notification) read(trap(Talk.community(Version.V2C), 0))).pdu()).isEqualTo(TRAP);
        for (int i : new int[] {1, 2}) {
            Told.Notification told = (Told.Notification) read(trap(credentials.get(i), 0));
            assertThat(told.pdu()).isEqualTo(TRAP);
            assertThat(told.credential()).isEqualTo(i);
            assertThat(told.version()).isEqualTo(Version.V3);
            assertThat(told.wantsReply()).isFalse();
        }
    }

    @Test
    void trapOfVersion1ReadsAsOneOfVersion2() {
        Told.Notification told = (Told.Notification) read(trap(Talk.community(Version.V1), 0));
        assertThat(told.pdu().bindings().subList(0, 3)).isEqualTo(TRAP.bindings());
        assertThat(told.pdu().bindings()).extracting(b -> b.oid().toString()).endsWith("1.3.6.1.6.3.18.1.3.0", "1.3.6.1.6.3.1.1.4.3.0");
        assertThat(told.toString()).doesNotContain("garden");
    }

    @Test
    void trapOfAnEnterpriseThatCannotBeNamedIsDamage() {
        String fields = "4004c0000201" + "020106" + "020163" + "430101" + "3000";
        byte[] whole = HexFormat.of().parseHex("3020" + "020100" + "040667617264656e" + "a413" + "0600" + fields);
        assertThat(read(whole)).isInstanceOf(Told.Damage.class).asString().contains("enterprise of 0 parts");
    }

    @Test
    void enterpriseTrapsKeepTheirNameThroughVersion1() {
        for (String name : List.of("1.3.6.1.4.1.2636.4.1.0.3", "1.3.6.1.4.1.9.9.46.2.7")) {
            Pdu pdu = new Pdu(Pdu.Kind.TRAP, 0, 0, 0, List.of(new Binding(TrapV1.TRAP, new Value.ObjectId(Oid.of(name)))));
            int length = agent(Talk.community(Version.V1), 0).writeTrap(0, pdu, buffer, 0);
            Told.Notification told = (Told.Notification) reader.read(buffer, length, 0);
            // a name without the zero comes back with it: that is what the RFC does
            assertThat(((Value.ObjectId) told.pdu().bindings().get(1).value()).oid()).asString().isIn(name, "1.3.6.1.4.1.9.9.46.2.0.7");
        }
    }

    @Test
    void wrongCommunityUserKeyAndLevelAreRefusedWithWords() {
        assertThat(read(trap(new Credential.Community(Version.V2C, Secret.of("x")), 0))).isInstanceOf(Told.Refusal.class).asString().contains("community");
        assertThat(read(trap(Talk.user("bert", Optional.empty(), Optional.empty()), 0))).isInstanceOf(Told.Refusal.class).asString().contains("\"bert\"");
        Credential.User.Auth wrong = new Credential.User.Auth(AuthProtocol.SHA256, Secret.of("typo"));
        assertThat(read(trap(new Credential.User("anna", Optional.of(wrong), Talk.user().privacy(), ""), 0)))
                .isInstanceOf(Told.Refusal.class).asString().contains("authentication password").contains("SHA-256");
        Credential.User.Privacy other = new Credential.User.Privacy(PrivacyProtocol.AES128, Secret.of("typo"));
        assertThat(read(trap(new Credential.User("anna", Talk.user().auth(), Optional.of(other), ""), 0)))
                .isInstanceOf(Told.Refusal.class).asString().contains("privacy password");
        assertThat(read(trap(Talk.user("anna", Optional.empty(), Optional.empty()), 0))).isInstanceOf(Told.Refusal.class).asString().contains("security level");
    }

    @Test
    void namesFromStrangersAreNotPrintedAsTheyAre() {
        assertThat(read(trap(Talk.user("a\u001b[2J\n", Optional.empty(), Optional.empty()), 0)).toString()).doesNotContain("\u001b").doesNotContain("\n");
    }

    @Test
    void oldTrapIsRefused() {
        byte[] early = trap(Talk.user(), 10 * Talk.SECOND);
        byte[] late = trap(Talk.user(), 1000 * Talk.SECOND);
        assertThat(read(early)).isInstanceOf(Told.Notification.class);
        assertThat(read(late)).isInstanceOf(Told.Notification.class);
        assertThat(read(early)).isInstanceOf(Told.Refusal.class).asString().contains("from the past");
    }

    @Test
    void informIsConfirmed() {
        Pdu inform = new Pdu(Pdu.Kind.INFORM, 99, 0, 0, TRAP.bindings());
        Conversation sender = new Conversation(Talk.community(Version.V2C), new Random(1));
        Told.Notification told = (Told.Notification) reader.read(buffer, sender.write(inform, buffer, 0), 0);
        assertThat(told.pdu()).isEqualTo(inform);
        assertThat(sender.read(told.reply(), told.reply().length, 0)).isEqualTo(new Heard.Answer(Pdu.response(99, 0, 0, TRAP.bindings())));
    }

    @Test
    void informOfVersion3LearnsOurEngineFirst() {
        Pdu inform = new Pdu(Pdu.Kind.INFORM, 99, 0, 0, TRAP.bindings());
        Conversation sender = new Conversation(Talk.user(), new Random(1));
        Told.Question question = (Told.Question) reader.read(buffer, sender.write(inform, buffer, 0), 0);
        assertThat(sender.read(question.reply(), question.reply().length, 0)).isInstanceOf(Heard.Again.class);
        Told.Notification told = (Told.Notification) reader.read(buffer, sender.write(inform, buffer, 0), 0);
        assertThat(told.pdu()).isEqualTo(inform);
        assertThat(sender.read(told.reply(), told.reply().length, 0)).isInstanceOf(Heard.Answer.class);
    }

    @Test
    void requestsAreNoNotifications() {
        Pdu get = Pdu.get(1, List.of(Talk.NAME));
        assertThat(reader.read(buffer, new Conversation(Talk.community(Version.V2C), new Random(1)).write(get, buffer, 0), 0)).isInstanceOf(Told.Damage.class);
    }
}

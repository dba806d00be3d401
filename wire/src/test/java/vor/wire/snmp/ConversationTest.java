package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversationTest {
    private final Conversation asker = new Conversation(Talk.community(Version.V2C), new Random(1));
    private final AgentSide agent = new AgentSide(List.of(Talk.community(Version.V1), Talk.community(Version.V2C)));
    private final byte[] buffer = new byte[Message.MOST_BYTES];

    @Test
    void everyPrefixOfAnAnswerIsDamage() {
        byte[] answer = answer(BerTest.EVERY);
        for (int length = 0; length < answer.length; length++) {
            assertThat(asker.read(answer, length, 0)).isInstanceOf(Heard.Damage.class);
        }
        assertThat(asker.read(answer, answer.length, 0)).isInstanceOf(Heard.Answer.class);
    }

    @Test
    void rubbishBehindAnAnswerIsDamage() {
        byte[] answer = answer(BerTest.EVERY);
        assertThat(asker.read(Arrays.copyOf(answer, answer.length + 1), answer.length + 1, 0)).isInstanceOf(Heard.Damage.class);
    }

    @Test
    void lengthsThatCannotBeAreDamage() {
        assertThat(asker.read(new byte[70_000], 70_000, 0)).isInstanceOf(Heard.Damage.class);
        assertThat(asker.read(new byte[3], 9, 0)).isInstanceOf(Heard.Damage.class);
        assertThat(asker.read(new byte[3], -1, 0)).isInstanceOf(Heard.Damage.class);
    }

    @Test
    void anotherVersionOrCommunityIsDamage() {
        byte[] answer = answer(BerTest.EVERY);
        Conversation old = new Conversation(Talk.community(Version.V1), new Random(1));
        Conversation stranger = new Conversation(new Credential.Community(Version.V2C, Secret.of("Garden")), new Random(1));
        assertThat(old.read(answer, answer.length, 0)).asString().contains("version").doesNotContain("garden");
        assertThat(stranger.read(answer, answer.length, 0)).asString().contains("community").doesNotContain("garden");
    }

    @Test
    void requestIsNoAnswer() {
        int length = asker.write(Pdu.get(1, List.of(Talk.NAME)), buffer, 0);
        assertThat(asker.read(buffer, length, 0)).isInstanceOf(Heard.Damage.class);
    }

    @Test
    void bindingsAreLimited() {
        List<Binding> many = new ArrayList<>();
        for (int i = 0; i <= Message.MOST_BINDINGS; i++) {
            many.add(new Binding(Oid.of("1.3"), Value.None.NULL));
        }
        int length = CommunityMessage.write(Talk.community(Version.V2C), Pdu.response(1, 0, 0, many), buffer);
        assertThat(asker.read(buffer, length, 0)).asString().contains("4096 bindings");
        length = CommunityMessage.write(Talk.community(Version.V2C), Pdu.response(1, 0, 0, many.subList(1, many.size())), buffer);
        assertThat(asker.read(buffer, length, 0)).isInstanceOf(Heard.Answer.class);
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        Pdu pdu = Pdu.get(1, List.of(Talk.NAME));
        int length = asker.write(pdu, buffer, 0);
        for (int size = 0; size < length; size++) {
            assertThat(asker.write(pdu, new byte[size], 0)).isZero();
        }
        assertThat(asker.write(pdu, new byte[length], 0)).isEqualTo(length);
        Pdu large = Pdu.response(1, 0, 0, List.of(new Binding(Talk.NAME, new Value.Octets(new byte[66_000]))));
        assertThat(asker.write(large, new byte[100_000], 0)).isZero();
    }

    @Test
    void requestIsWrittenAsNetSnmpWritesIt() {
        Conversation plain = new Conversation(new Credential.Community(Version.V2C, Secret.of("public")), new Random(1));
        int length = plain.write(Pdu.getBulk(0x01020304, 10, List.of(Oid.of("1.3.6.1.2.1"))), buffer, 0);
        assertThat(HexFormat.of().formatHex(buffer, 0, length))
                .isEqualTo("3026" + "020101" + "04067075626c6963" + "a519" + "020401020304" + "020100" + "02010a" + "300b" + "3009" + "06052b06010201" + "0500");
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2C"})
    void agentAnswers(Version version) {
        Talk talk = new Talk(new Conversation(Talk.community(version), new Random(1)), agent);
        assertThat(talk.askName()).isEqualTo(Talk.name());
    }

    @Test
    void versionOneHasNoBulk() {
        Talk talk = new Talk(new Conversation(Talk.community(Version.V1), new Random(1)), agent);
        byte[] request = talk.request(Pdu.getBulk(7, 20, List.of(Talk.NAME)));
        assertThat(((Asked.Request) agent.read(request, request.length, 0)).pdu()).isEqualTo(Pdu.getNext(7, List.of(Talk.NAME)));
    }

    @Test
    void versionOneSaysNoSuchNameForWhatIsNotThere() {
        Conversation old = new Conversation(Talk.community(Version.V1), new Random(1));
        byte[] request = new Talk(old, agent).request(Pdu.get(7, List.of(Talk.NAME)));
        Asked.Request asked = (Asked.Request) agent.read(request, request.length, 0);
        int length = agent.write(asked, Pdu.response(7, 0, 0, List.of(new Binding(Talk.NAME, Value.None.NO_SUCH_OBJECT))), buffer, 0);
        assertThat(old.read(buffer, length, 0))
                .isEqualTo(new Heard.Answer(Pdu.response(7, 2, 1, List.of(new Binding(Talk.NAME, Value.None.NULL)))));
    }

    @Test
    void aConversationGoesFromVlanToVlan() {
        Conversation moved = new Conversation(Talk.community(Version.V2C), new Random(1));
        Talk byVlan = new Talk(moved, agent);
        byte[] before = byVlan.answer(byVlan.request(Pdu.get(7, List.of(Talk.NAME))));
        moved.vlan(42);
        assertThat(byVlan.askName()).isEqualTo(Talk.name());
        assertThat(moved.read(before, before.length, 0)).as("what belongs to another VLAN").isInstanceOf(Heard.Damage.class);
    }

    @Test
    void communityWithVlanIsAContext() {
        Credential.Community vlan = Talk.community(Version.V2C).at("42");
        Talk talk = new Talk(new Conversation(vlan, new Random(1)), agent);
        byte[] request = talk.request(Pdu.get(7, List.of(Talk.NAME)));
        assertThat(((Asked.Request) agent.read(request, request.length, 0)).context()).isEqualTo("42");
        assertThat(talk.askName()).isEqualTo(Talk.name());
    }

    @Test
    void agentIsSilentToStrangers() {
        Conversation stranger = new Conversation(new Credential.Community(Version.V2C, Secret.of("gardenia")), new Random(1));
        int length = stranger.write(Pdu.get(1, List.of(Talk.NAME)), buffer, 0);
        assertThat(agent.read(buffer, length, 0)).isInstanceOf(Asked.Damage.class);
    }

    @Test
    void secretsAreNotTold() {
        assertThat(Talk.community(Version.V2C).at("3")).asString().contains("***").doesNotContain("garden");
        assertThat(Talk.user()).asString().contains("anna").doesNotContain("signed").doesNotContain("sealed");
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b")).hasSameHashCodeAs(Secret.of("a"));
    }

    @Test
    void credentialsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Talk.community(Version.V3)).hasMessageContaining("users");
        assertThatThrownBy(() -> Talk.user("", java.util.Optional.empty(), java.util.Optional.empty())).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> Talk.user("x", java.util.Optional.empty(), java.util.Optional.of(PrivacyProtocol.DES))).hasMessageContaining("authentication");
        assertThatThrownBy(() -> new Credential.User.Auth(AuthProtocol.MD5, Secret.of(""))).hasMessageContaining("empty");
    }

    private byte[] answer(List<Value> values) {
        List<Binding> bindings = values.stream().map(v -> new Binding(Talk.NAME, v)).toList();
        int length = CommunityMessage.write(Talk.community(Version.V2C), Pdu.response(3, 0, 0, bindings), buffer);
        return Arrays.copyOf(buffer, length);
    }
}

package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

@SuppressWarnings("EnumOrdinal") // short names
class UserConversationTest {
    private static final Pdu QUESTION = Pdu.get(7, List.of(Talk.NAME));

    private static AgentSide agent(Credential.User user, int boots, long since) {
        return new AgentSide(List.of(user), Talk.ENGINE, boots, since, new Random(2));
    }

    private static Talk talk(Credential.User asking, Credential.User there) {
        return new Talk(new Conversation(asking, new Random(1)), agent(there, 3, 0));
    }

    private static Talk talk() {
        return talk(Talk.user(), Talk.user());
    }

    @Test
    void everyPairOfProtocolsIsUnderstood() {
        for (Credential.User user : everyUser()) {
            assertThat(talk(user, user).askName()).as(user.toString()).isEqualTo(Talk.name());
        }
    }

    static List<Credential.User> everyUser() {
        List<Credential.User> users = new ArrayList<>();
        users.add(Talk.user("plain", Optional.empty(), Optional.empty()));
        for (AuthProtocol auth : AuthProtocol.values()) {
            users.add(Talk.user("u" + auth.ordinal(), Optional.of(auth), Optional.empty()));
            for (PrivacyProtocol privacy : PrivacyProtocol.values()) {
                users.add(Talk.user("u" + auth.ordinal() + privacy.ordinal(), Optional.of(auth), Optional.of(privacy)));
            }
        }
        return users;
    }

    @Test
    void firstQuestionIsForTheEngineAndTellsNothing() {
        Talk talk = talk();
        byte[] request = talk.request(QUESTION);
        assertThat(new String(request, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("anna");
        assertThat(talk.once(QUESTION)).isInstanceOf(Heard.Again.class);
        assertThat(talk.once(QUESTION)).isEqualTo(Talk.name());
    }

    @Test
    void wrongAuthenticationPasswordIsNamed() {
        Credential.User wrong = new Credential.User(
                "anna", Optional.of(new Credential.User.Auth(AuthProtocol.SHA256, Secret.of("typo"))), Talk.user().privacy(), "");
        assertThat(talk(wrong, Talk.user()).askName()).isInstanceOf(Heard.Refusal.class).asString()
                .contains("authentication password").contains("SHA-256").contains("anna").doesNotContain("typo");
    }

    @Test
    void wrongPrivacyPasswordIsNamed() {
        Credential.User wrong = new Credential.User(
                "anna", Talk.user().auth(), Optional.of(new Credential.User.Privacy(PrivacyProtocol.AES128, Secret.of("typo"))), "");
        assertThat(talk(wrong, Talk.user()).askName()).isInstanceOf(Heard.Refusal.class).asString().contains("privacy password").contains("AES-128");
    }

    @Test
    void otherKeyExtensionIsNamed() {
        Credential.User asking = Talk.user("anna", Optional.of(AuthProtocol.SHA1), Optional.of(PrivacyProtocol.AES256_REEDER));
        Credential.User there = Talk.user("anna", Optional.of(AuthProtocol.SHA1), Optional.of(PrivacyProtocol.AES256_BLUMENTHAL));
        assertThat(talk(asking, there).askName()).isInstanceOf(Heard.Refusal.class).asString().contains("AES-256 (Reeder, Cisco)");
    }

    @Test
    void unknownUserAndLevelAreNamed() {
        Credential.User bert = Talk.user("bert", Optional.of(AuthProtocol.SHA256), Optional.of(PrivacyProtocol.AES128));
        assertThat(talk(bert, Talk.user()).askName()).isInstanceOf(Heard.Refusal.class).asString().contains("no user \"bert\"");
        Credential.User less = Talk.user("anna", Optional.of(AuthProtocol.SHA256), Optional.empty());
        assertThat(talk(Talk.user(), less).askName()).isInstanceOf(Heard.Refusal.class).asString().contains("authentication SHA-256 with privacy AES-128");
    }

    @Test
    void unknownContextIsNamed() {
        Talk talk = talk(Talk.user().in("vlan-9"), Talk.user());
        talk.once(QUESTION);
        byte[] request = talk.request(QUESTION);
        Asked.Request asked = (Asked.Request) talk.agent.read(request, request.length, 0);
        assertThat(asked.context()).isEqualTo("vlan-9");
        byte[] reply = talk.agent.unknownContext(asked, 0);
        assertThat(talk.asker.read(reply, reply.length, 0)).isInstanceOf(Heard.Refusal.class).asString().contains("\"vlan-9\"");
    }

    @Test
    void rebootIsFollowedAtOnce() {
        Talk talk = talk();
        talk.askName();
        talk.agent = agent(Talk.user(), 4, 0);
        assertThat(talk.once(QUESTION)).isInstanceOf(Heard.Again.class);
        assertThat(talk.once(QUESTION)).isEqualTo(Talk.name());
    }

    @Test
    void agentThatForgetsItsBootsIsFollowed() {
        Talk talk = talk();
        talk.agentNanos = talk.askerNanos = 5000 * Talk.SECOND;
        talk.askName();
        talk.agent = agent(Talk.user(), 3, talk.agentNanos);
        assertThat(talk.once(QUESTION)).isInstanceOf(Heard.Again.class);
        assertThat(talk.once(QUESTION)).isEqualTo(Talk.name());
    }

    @Test
    void clocksMayDrift149SecondsButNot151() {
        for (long drift : new long[] {-151, -149, 149, 151}) {
            Talk talk = talk();
            talk.agentNanos = 1000 * Talk.SECOND;
            talk.askName();
            talk.askerNanos += 2000 * Talk.SECOND;
            talk.agentNanos += (2000 + drift) * Talk.SECOND;
            assertThat(talk.once(QUESTION)).isInstanceOf(Math.abs(drift) > 150 ? Heard.Again.class : Heard.Answer.class);
            assertThat(talk.ask(QUESTION)).isEqualTo(Talk.name());
        }
    }

    @Test
    void agentWhoseClockIsNeverRightIsRefusedInTheEnd() {
        Talk talk = talk();
        talk.askName();
        talk.way = b -> {
            talk.agentNanos += 1000 * Talk.SECOND;
            return b;
        };
        talk.agentNanos += 1000 * Talk.SECOND;
        assertThat(talk.askName()).isInstanceOf(Heard.Refusal.class).asString().contains("time");
    }

    @Test
    void anotherDeviceInItsPlaceIsFollowed() {
        Talk talk = talk();
        talk.askName();
        talk.agent = new AgentSide(List.of(Talk.user()), new byte[] {1, 2, 3, 4, 5, 6}, 1, 0, new Random(3));
        assertThat(talk.askName()).isEqualTo(Talk.name());
    }

    @Test
    void answersToNothingAskedAreDamage() {
        Talk talk = talk();
        talk.askName();
        byte[] answer = talk.answer(talk.request(QUESTION));
        assertThat(talk.asker.read(answer, answer.length, 0)).isEqualTo(Talk.name());
        for (int i = 0; i < 16; i++) {
            talk.request(QUESTION);
        }
        assertThat(talk.asker.read(answer, answer.length, 0)).isInstanceOf(Heard.Damage.class);
    }

    @Test
    void noChangedOrCutAnswerIsBelieved() {
        Talk talk = talk();
        talk.askName();
        byte[] answer = talk.answer(talk.request(QUESTION));
        for (int i = 0; i < answer.length; i++) {
            assertThat(talk.asker.read(answer, i, 0)).isInstanceOf(Heard.Damage.class);
            byte[] changed = answer.clone();
            changed[i] ^= 1;
            Talk fresh = talk();
            fresh.askName();
            fresh.request(QUESTION);
            assertThat(fresh.asker.read(changed, changed.length, 0)).isNotInstanceOf(Heard.Answer.class);
        }
    }

    @Test
    void unsignedAnswerToASignedRequestIsDamage() {
        Talk talk = talk();
        talk.askName();
        byte[] to = new byte[2000];
        talk.asker.write(QUESTION, to, 0);
        BerReader in = Message.reader(to, to.length);
        in.enter(Message.SEQUENCE, "");
        in.int32("");
        int id = UsmMessage.arrival(in).head().id();
        UsmMessage.Head head = new UsmMessage.Head(id, 0, Talk.ENGINE, 3, 0, new byte[] {'a', 'n', 'n', 'a'});
        UsmMessage.Scoped scoped = new UsmMessage.Scoped(Talk.ENGINE, new byte[0], Talk.name().pdu());
        int length = UsmMessage.write(to, to.length, head, Optional.empty(), scoped, 0);
        assertThat(talk.asker.read(to, length, 0)).isInstanceOf(Heard.Damage.class).asString().contains("less secured");
    }

    @Test
    void agentReportsNothingThatWantsNoReports() {
        byte[] to = new byte[2000];
        UsmMessage.Head head = new UsmMessage.Head(1, 0, new byte[0], 0, 0, new byte[0]);
        int length = UsmMessage.write(to, to.length, head, Optional.empty(), new UsmMessage.Scoped(new byte[0], new byte[0], QUESTION), 0);
        assertThat(agent(Talk.user(), 1, 0).read(to, length, 0)).isInstanceOf(Asked.Damage.class);
    }

    @Test
    void answerLargerThanTheAskerTakesIsNotWritten() {
        Talk talk = talk();
        talk.once(QUESTION);
        byte[] request = talk.request(QUESTION);
        Asked.Request asked = (Asked.Request) talk.agent.read(request, request.length, 0);
        Pdu large = Pdu.response(7, 0, 0, List.of(new Binding(Talk.NAME, new Value.Octets(new byte[65_400]))));
        assertThat(talk.agent.write(asked, large, new byte[70_000], 0)).isZero();
    }

    @Test
    void saltsNeverRepeat() {
        Talk talk = talk();
        talk.askName();
        byte[] first = talk.request(QUESTION);
        byte[] second = talk.request(QUESTION);
        assertThat(Arrays.copyOfRange(first, first.length - 40, first.length))
                .isNotEqualTo(Arrays.copyOfRange(second, second.length - 40, second.length));
    }

    @Test
    void silenceAfterTheEngineIsKnownPointsAtPrivacy() {
        Talk talk = talk();
        assertThat(talk.asker.silence()).isEmpty();
        talk.once(QUESTION);
        assertThat(talk.asker.silence()).contains("privacy password");
        talk.once(QUESTION);
        assertThat(talk.asker.silence()).isEmpty();
    }
}

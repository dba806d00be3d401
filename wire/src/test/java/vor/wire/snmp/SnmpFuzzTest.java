package vor.wire.snmp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it search. Damage is a value, never an exception. */
class SnmpFuzzTest {
    private static final Credential.User USER = Talk.user();
    private static final List<Credential> ALL = List.of(Talk.community(Version.V2C), USER, Talk.user("plain", java.util.Optional.empty(), java.util.Optional.empty()));

    @FuzzTest
    void conversationReadsAnyBytes(byte[] bytes) {
        for (Credential credential : ALL) {
            Conversation conversation = new Conversation(credential, new Random(1));
            conversation.write(Pdu.get(1, List.of(Talk.NAME)), new byte[500], 0);
            conversation.read(bytes, bytes.length, 1);
        }
    }

    /** Past the checks that random bytes never pass. */
    @FuzzTest
    void pduReadsAnyBytes(byte[] bytes) {
        BerReader in = new BerReader(bytes, 0, bytes.length);
        Pdu pdu = Message.read(in);
        if (in.damage().isEmpty() && CommunityMessage.write(Talk.community(Version.V2C), pdu, new byte[Message.MOST_BYTES]) < 0) {
            throw new AssertionError("read but not writable");
        }
        UsmMessage.arrival(new BerReader(bytes, 0, bytes.length));
        UsmMessage.scoped(new BerReader(bytes, 0, bytes.length), true);
    }

    @FuzzTest
    void notificationReaderReadsAnyBytes(byte[] bytes) {
        new NotificationReader(ALL, Talk.ENGINE, 1, 0, new Random(1)).read(bytes, bytes.length, 1);
    }

    @FuzzTest
    void agentReadsAnyBytes(byte[] bytes) {
        AgentSide agent = new AgentSide(ALL, Talk.ENGINE, 1, 0, new Random(1));
        if (agent.read(bytes, bytes.length, 1) instanceof Asked.Request r) {
            agent.write(r, Pdu.response(1, 0, 0, r.pdu().bindings()), new byte[Message.MOST_BYTES], 1);
            agent.unknownContext(r, 1);
        }
    }

    @FuzzTest
    void recordingReadsAnyText(byte[] bytes) {
        Recording recording = Recording.read(new String(bytes, StandardCharsets.ISO_8859_1));
        if (!Recording.read(recording.write()).objects().equals(recording.objects())) {
            throw new AssertionError("does not read as it was written");
        }
    }
}

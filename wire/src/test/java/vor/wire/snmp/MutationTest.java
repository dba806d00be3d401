package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real messages with some bytes changed, cut out or doubled: nearer to what passes the first checks than random bytes are. */
class MutationTest {
    private static final int ROUNDS = 60_000;
    private static final Credential.User PLAIN = Talk.user("plain", Optional.empty(), Optional.empty());
    private static final List<Credential> ALL = List.of(Talk.community(Version.V1), Talk.community(Version.V2C), Talk.user(), PLAIN);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final byte[] buffer = new byte[Message.MOST_BYTES];

    @Test
    void changedMessagesNeverThrow() {
        List<byte[]> messages = messages();
        List<Conversation> conversations = ALL.stream().map(c -> new Conversation(c, new Random(1))).toList();
        conversations.forEach(c -> c.write(Pdu.get(7, List.of(Talk.NAME)), buffer, 0));
        NotificationReader reader = new NotificationReader(ALL, Talk.ENGINE, 3, 0, new Random(1));
        AgentSide agent = new AgentSide(ALL, Talk.ENGINE, 3, 0, new Random(2));
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = changed(messages.get(random.nextInt(messages.size())));
            assertThatCode(() -> {
                for (Conversation conversation : conversations) {
                    conversation.read(bytes, bytes.length, 0);
                }
                reader.read(bytes, bytes.length, 0);
                if (agent.read(bytes, bytes.length, 0) instanceof Asked.Request r) {
                    agent.write(r, Pdu.response(1, 0, 0, r.pdu().bindings()), buffer, 0);
                }
            }).as(() -> "seed " + seed + ", bytes " + Arrays.toString(bytes)).doesNotThrowAnyException();
        }
    }

    private byte[] changed(byte[] message) {
        byte[] bytes = message.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
            }
        }
        return bytes;
    }

    /** Requests, answers and traps of every version; those of version 3 with the ids that the conversations above wait for. */
    private List<byte[]> messages() {
        List<byte[]> messages = new ArrayList<>();
        Pdu trap = new Pdu(Pdu.Kind.TRAP, 1, 0, 0, List.of(new Binding(TrapV1.TRAP, new Value.ObjectId(Talk.NAME))));
        for (Credential credential : ALL) {
            AgentSide agent = new AgentSide(ALL, Talk.ENGINE, 3, 0, new Random(2));
            Talk talk = new Talk(new Conversation(credential, new Random(1)), agent);
            for (int i = 0; i < 2; i++) {
                byte[] request = talk.request(Pdu.getBulk(7, 9, BerTest.EVERY.stream().map(v -> Talk.NAME).toList()));
                byte[] answer = talk.answer(request);
                messages.add(request);
                messages.add(answer);
                talk.asker.read(answer, answer.length, 0);
            }
            messages.add(Arrays.copyOf(buffer, agent.writeTrap(ALL.indexOf(credential), trap, buffer, 0)));
        }
        return messages;
    }
}

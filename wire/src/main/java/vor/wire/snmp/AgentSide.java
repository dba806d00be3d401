package vor.wire.snmp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The other side of a {@link Conversation}: reads requests to one agent, writes its answers and traps. What is in the answers is for
 * others to know. Pure, for one thread.
 */
public final class AgentSide {
    private final List<Credential> credentials;

    /** @param credentials each opens the agent; a community also with {@code @} and a context behind it, as Cisco's do */
    public AgentSide(List<? extends Credential> credentials) {
        this.credentials = List.copyOf(credentials);
    }

    /**
     * Reads a datagram; never throws on its bytes.
     *
     * @param nanos monotonic
     */
    public Asked read(byte[] bytes, int length, long nanos) {
        BerReader in = Message.reader(bytes, length);
        in.enter(Message.SEQUENCE, "a message");
        if (in.damage().isEmpty() && in.end() != length) {
            return new Asked.Damage("rubbish behind the message");
        }
        int version = in.int32("version");
        byte[] community = in.octets(Values.OCTETS, "community");
        Pdu pdu = Message.read(in);
        CommunityMessage.end(in);
        return in.damage().isEmpty() ? opened(version, community, pdu) : new Asked.Damage(in.damage());
    }

    private Asked opened(int version, byte[] community, Pdu pdu) {
        Secret whole = Secret.of(new String(community, StandardCharsets.UTF_8));
        for (int i = 0; i < credentials.size(); i++) {
            if (credentials.get(i) instanceof Credential.Community c && c.version().number == version && c.community().equals(whole)) {
                return new Asked.Request(pdu, c.version(), i, "", c);
            }
        }
        return new Asked.Damage("under a community that doesn't open this agent");
    }

    /**
     * @param nanos monotonic
     * @return bytes written to the front of {@code to}; 0 if the answer is larger than that, or than the asker takes: say tooBig then
     */
    public int write(Asked.Request request, Pdu response, byte[] to, long nanos) {
        return CommunityMessage.write(request.community, response, to);
    }
}

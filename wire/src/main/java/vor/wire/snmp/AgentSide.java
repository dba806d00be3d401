package vor.wire.snmp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The other side of a {@link Conversation}: reads requests to one agent, writes its answers and traps. What is in the answers is for
 * others to know. Pure, for one thread.
 */
public final class AgentSide {
    private final List<Credential> credentials;
    private final Optional<Engine> engine;

    /** An agent without version 3. */
    public AgentSide(List<Credential.Community> communities) {
        credentials = List.copyOf(communities);
        engine = Optional.empty();
    }

    /**
     * @param credentials each opens the agent; a community also with {@code @} and a context behind it, as Cisco's do; of a
     *     user's context only traps speak
     * @param engine id of the engine, 5 to 32 bytes, unlike any other agent's
     * @param boots how often the agent started, from 1
     * @param since when it last did, in monotonic nanoseconds
     */
    public AgentSide(List<? extends Credential> credentials, byte[] engine, int boots, long since, RandomGenerator random) {
        this.credentials = List.copyOf(credentials);
        this.engine = Optional.of(new Engine(this.credentials, engine, boots, since, random));
    }

    /**
     * Reads a datagram; never throws on its bytes.
     *
     * @param nanos monotonic
     */
    public Asked read(byte[] bytes, int length, long nanos) {
        BerReader in = Message.reader(bytes, length);
        int version = CommunityMessage.version(in);
        if (!in.damage().isEmpty()) {
            return new Asked.Damage(in.damage());
        }
        if (version == Version.V3.number && engine.isPresent()) {
            return expected(engine.get().read(in, UsmMessage.arrival(in), bytes, length, nanos));
        }
        byte[] community = in.octets(Values.OCTETS, "community");
        Pdu pdu = Message.read(in);
        CommunityMessage.end(in);
        return in.damage().isEmpty() ? expected(opened(version, community, pdu)) : new Asked.Damage(in.damage());
    }

    private static Asked expected(Asked asked) {
        return switch (asked) {
            case Asked.Request r ->
                switch (r.pdu().kind()) {
                    case GET, GET_NEXT, GET_BULK, SET -> r;
                    case RESPONSE, TRAP_V1, INFORM, TRAP, REPORT -> new Asked.Damage(r.pdu().kind() + " where a request was expected");
                };
            case Asked.Report r -> r;
            case Asked.Damage d -> d;
        };
    }

    private Asked opened(int version, byte[] community, Pdu pdu) {
        for (int i = 0; i < credentials.size(); i++) {
            if (credentials.get(i) instanceof Credential.Community c && c.version().number == version && opens(c, community)) {
                int own = c.community().utf8().length;
                String context = new String(community, own, community.length - own, StandardCharsets.UTF_8);
                Credential.Community back = context.isEmpty() ? c : c.at(context.substring(1));
                return new Asked.Request(pdu, c.version(), i, context.isEmpty() ? "" : context.substring(1), new Asked.Request.Way.Open(back));
            }
        }
        return new Asked.Damage("under a community that doesn't open this agent");
    }

    private static boolean opens(Credential.Community credential, byte[] community) {
        byte[] own = credential.community().utf8();
        return community.length >= own.length
                && Arrays.equals(own, 0, own.length, community, 0, own.length)
                && (community.length == own.length || community[own.length] == '@');
    }

    /**
     * In version 1 a response with a value that isn't there, or of 64 bits, becomes the error noSuchName.
     *
     * @param nanos monotonic
     * @return bytes written to the front of {@code to}; 0 if the answer is larger than that, or than the asker takes: say tooBig then
     */
    public int write(Asked.Request request, Pdu response, byte[] to, long nanos) {
        return switch (request.back()) {
            case Asked.Request.Way.Open open -> CommunityMessage.write(open.as(), response, to);
            case Asked.Request.Way.Secured secured -> engine.map(e -> e.write(secured, response, to, nanos)).orElse(0);
        };
    }

    /** What to send back when the request's context doesn't exist; empty below version 3, where agents are silent. */
    public byte[] unknownContext(Asked.Request request, long nanos) {
        return switch (request.back()) {
            case Asked.Request.Way.Open _ -> UsmMessage.NO_BYTES;
            case Asked.Request.Way.Secured secured -> engine.map(e -> e.unknownContext(secured, nanos)).orElse(UsmMessage.NO_BYTES);
        };
    }

    /**
     * Writes a {@link Pdu.Kind#TRAP}, whose first bindings are sysUpTime.0 and snmpTrapOID.0, under the agent's i-th credential; in
     * version 1 it takes that version's form. Informs only in version 2c.
     *
     * @return bytes written to the front of {@code to}; 0 if it doesn't fit
     */
    public int writeTrap(int credential, Pdu trap, byte[] to, long nanos) {
        return switch (credentials.get(credential)) {
            case Credential.Community c -> CommunityMessage.write(c, trap, to);
            case Credential.User _ -> engine.map(e -> e.write(credential, trap, to, nanos)).orElse(0);
        };
    }
}

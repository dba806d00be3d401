package vor.wire.snmp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A conversation and an agent in one process; time stands still unless a test moves it. */
final class Talk {
    static final Oid NAME = Oid.of("1.3.6.1.2.1.1.5.0");
    static final byte[] ENGINE = {(byte) 0x80, 0, 0x1f, (byte) 0x88, 4, 'v', 'o', 'r'};
    static final long SECOND = 1_000_000_000L;

    final Conversation asker;
    AgentSide agent;
    long askerNanos;
    long agentNanos;
    /** What the agent's answers go through on their way. */
    UnaryOperator<byte[]> way = b -> b;

    Talk(Conversation asker, AgentSide agent) {
        this.asker = asker;
        this.agent = agent;
    }

    static Credential.User user(String name, Optional<AuthProtocol> auth, Optional<PrivacyProtocol> privacy) {
        return new Credential.User(
                name,
                auth.map(a -> new Credential.User.Auth(a, Secret.of("signed with this"))),
                privacy.map(p -> new Credential.User.Privacy(p, Secret.of("sealed with that"))),
                "");
    }

    static Credential.User user() {
        return user("anna", Optional.of(AuthProtocol.SHA256), Optional.of(PrivacyProtocol.AES128));
    }

    static Credential.Community community(Version version) {
        return new Credential.Community(version, Secret.of("garden"));
    }

    byte[] request(Pdu pdu) {
        byte[] to = new byte[Message.MOST_BYTES];
        return Arrays.copyOf(to, asker.write(pdu, to, askerNanos));
    }

    /** One datagram there, one back. */
    Heard once(Pdu pdu) {
        byte[] reply = way.apply(answer(request(pdu)));
        return asker.read(reply, reply.length, askerNanos);
    }

    byte[] answer(byte[] request) {
        return switch (agent.read(request, request.length, agentNanos)) {
            case Asked.Request r -> {
                byte[] to = new byte[Message.MOST_BYTES];
                yield Arrays.copyOf(to, agent.write(r, Pdu.response(r.pdu().id(), 0, 0, named(r.pdu())), to, agentNanos));
            }
            case Asked.Report(byte[] reply, String _) -> reply;
            case Asked.Damage(String why) -> throw new AssertionError(why);
        };
    }

    static List<Binding> named(Pdu request) {
        List<Binding> named = new ArrayList<>();
        request.bindings().forEach(b -> named.add(new Binding(b.oid(), new Value.Octets("distro4".getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
        return named;
    }

    /** As often as the agent wants it again. */
    Heard ask(Pdu pdu) {
        Heard heard = once(pdu);
        for (int i = 0; i < 10 && heard instanceof Heard.Again; i++) {
            heard = once(pdu);
        }
        return heard;
    }

    Heard askName() {
        return ask(Pdu.get(7, List.of(NAME)));
    }

    static Heard.Answer name() {
        return new Heard.Answer(Pdu.response(7, 0, 0, List.of(new Binding(NAME, new Value.Octets("distro4".getBytes(java.nio.charset.StandardCharsets.UTF_8))))));
    }
}

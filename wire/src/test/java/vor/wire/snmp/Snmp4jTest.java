package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** SNMP4J and we must understand each other, whichever asks, in every pair of protocols. */
@SuppressWarnings("EnumOrdinal") // both lists are in the order of ours
class Snmp4jTest {
    private static final OID[] AUTH = {
        AuthMD5.ID, AuthSHA.ID, AuthHMAC128SHA224.ID, AuthHMAC192SHA256.ID, AuthHMAC256SHA384.ID, AuthHMAC384SHA512.ID
    };
    private static final OID[] PRIVACY = {
        PrivDES.ID, PrivAES128.ID, PrivAES192.ID, PrivAES256.ID, PrivAES192With3DESKeyExtension.ID, PrivAES256With3DESKeyExtension.ID
    };

    private static final VariableBinding[] VALUES = {
        new VariableBinding(new OID("1.3.6.1.2.1.1.1.0"), new OctetString("text")),
        new VariableBinding(new OID("1.3.6.1.2.1.1.2.4294967295"), new OID("1.3.6.1.4.1.2636.200")),
        new VariableBinding(new OID("1.3.6.1.2.1.1.3.0"), new TimeTicks(4294967295L)),
        new VariableBinding(new OID("1.3.6.1.2.1.1.4.0"), new Integer32(Integer.MIN_VALUE)),
        new VariableBinding(new OID("1.3.6.1.2.1.1.5.0"), new org.snmp4j.smi.Counter32(2147483648L)),
        new VariableBinding(new OID("1.3.6.1.2.1.1.6.0"), new Gauge32(128)),
        new VariableBinding(new OID("1.3.6.1.2.1.1.7.0"), new Counter64(-1)),
        new VariableBinding(new OID("1.3.6.1.2.1.1.8.0"), new IpAddress("192.0.2.1")),
        new VariableBinding(new OID("1.3.6.1.2.1.1.9.0"), new Opaque(new byte[] {1, 2, 3})),
        new VariableBinding(new OID("1.3.6.1.2.1.1.10.0"), Null.noSuchObject),
        new VariableBinding(new OID("1.3.6.1.2.1.1.11.0"), Null.noSuchInstance),
        new VariableBinding(new OID("1.3.6.1.2.1.1.12.0"), Null.endOfMibView),
    };
    private static final List<Value> OURS = List.of(
            octets("text"), new Value.ObjectId(Oid.of("1.3.6.1.4.1.2636.200")), new Value.Ticks(4294967295L), new Value.Int(Integer.MIN_VALUE),
            new Value.Counter(2147483648L), new Value.Gauge(128), new Value.Counter64(-1), new Value.Ip(0xc0000201), new Value.Opaque(new byte[] {1, 2, 3}),
            Value.None.NO_SUCH_OBJECT, Value.None.NO_SUCH_INSTANCE, Value.None.END_OF_MIB);

    private final SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
    private final USM usm = new USM(protocols, new OctetString("12345oracle"), 5);
    private Snmp snmp = new Snmp();
    private int port;

    @BeforeEach
    void start() throws IOException {
        protocols.addPrivacyProtocol(new PrivAES192With3DESKeyExtension());
        protocols.addPrivacyProtocol(new PrivAES256With3DESKeyExtension());
        MessageDispatcher dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv3(usm));
        DefaultUdpTransportMapping transport = new DefaultUdpTransportMapping(new UdpAddress(InetAddress.getLoopbackAddress(), 0));
        snmp = new Snmp(dispatcher, transport);
        UserConversationTest.everyUser().forEach(u -> usm.addUser(theirs(u)));
        snmp.addCommandResponder(new Answering());
        snmp.listen();
        port = transport.getListenAddress().getPort();
    }

    @AfterEach
    void stop() throws IOException {
        snmp.close();
    }

    private static UsmUser theirs(Credential.User user) {
        return new UsmUser(
                new OctetString(user.name()),
                user.auth().map(a -> AUTH[a.protocol().ordinal()]).orElse(null),
                user.auth().map(a -> new OctetString(a.password().utf8())).orElse(null),
                user.privacy().map(p -> PRIVACY[p.protocol().ordinal()]).orElse(null),
                user.privacy().map(p -> new OctetString(p.password().utf8())).orElse(null));
    }

    private static Value octets(String text) {
        return new Value.Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Answering implements CommandResponder {
        @Override
        public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
            PDU pdu = (PDU) event.getPDU().clone();
            pdu.setType(PDU.RESPONSE);
            pdu.setVariableBindings(List.of(VALUES));
            try {
                event.getMessageDispatcher().returnResponsePdu(
                        event.getMessageProcessingModel(), event.getSecurityModel(), event.getSecurityName(), event.getSecurityLevel(), pdu,
                        event.getMaxSizeResponsePDU(), event.getStateReference(), new StatusInformation());
            } catch (MessageException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void answersWhatWeAsk() throws IOException {
        try (Udp udp = new Udp()) {
            for (Credential.User user : UserConversationTest.everyUser()) {
                Optional<Heard> heard = udp.ask(new Conversation(user, new Random(1)), port, Pdu.get(7, List.of(Talk.NAME)), System.nanoTime());
                assertThat(heard).as(user.toString()).get().isInstanceOf(Heard.Answer.class);
                Pdu pdu = ((Heard.Answer) heard.get()).pdu();
                assertThat(pdu.bindings()).extracting(Binding::value).isEqualTo(OURS);
                assertThat(pdu.bindings().get(1).oid()).isEqualTo(Oid.of("1.3.6.1.2.1.1.2.4294967295"));
            }
        }
    }

    @Test
    void asksWhatWeAnswer() throws Exception {
        List<Credential.User> users = UserConversationTest.everyUser();
        long now = System.nanoTime();
        try (Udp udp = new Udp()) {
            Thread.ofVirtual().start(() -> answer(udp, new AgentSide(users, Talk.ENGINE, 9, now, new Random(2))));
            for (Credential.User user : users) {
                assertThat(asked(user, udp.port())).as(user.toString()).isEqualTo(List.of(VALUES));
            }
        }
    }

    private List<? extends VariableBinding> asked(Credential.User user, int at) throws IOException {
        UserTarget<UdpAddress> target = new UserTarget<>();
        target.setAddress(new UdpAddress(InetAddress.getLoopbackAddress(), at));
        target.setVersion(3);
        target.setSecurityName(new OctetString(user.name()));
        target.setSecurityLevel(user.privacy().isPresent() ? 3 : user.auth().isPresent() ? 2 : 1);
        target.setTimeout(3000);
        ScopedPDU pdu = new ScopedPDU();
        pdu.setType(PDU.GETNEXT);
        pdu.add(new VariableBinding(new OID("1.3.6.1.2.1.1.5.0")));
        PDU response = snmp.send(pdu, target).getResponse();
        assertThat(response).isNotNull();
        return response.getVariableBindings();
    }

    private static void answer(Udp udp, AgentSide agent) {
        byte[] to = new byte[Message.MOST_BYTES];
        try {
            while (true) {
                Optional<DatagramPacket> packet = udp.receive();
                if (packet.isEmpty()) {
                    return;
                }
                long now = System.nanoTime();
                switch (agent.read(packet.get().getData(), packet.get().getLength(), now)) {
                    case Asked.Request r -> udp.reply(packet.get(), to, agent.write(r, response(r.pdu()), to, now));
                    case Asked.Report(byte[] reply, String _) -> udp.reply(packet.get(), reply, reply.length);
                    case Asked.Damage(String why) -> throw new AssertionError(why);
                }
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private static Pdu response(Pdu request) {
        List<Binding> bindings = new java.util.ArrayList<>();
        for (int i = 0; i < OURS.size(); i++) {
            bindings.add(new Binding(Oid.of(VALUES[i].getOid().toDottedString()), OURS.get(i)));
        }
        return Pdu.response(request.id(), 0, 0, bindings);
    }
}

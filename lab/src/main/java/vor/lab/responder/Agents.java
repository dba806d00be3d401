package vor.lab.responder;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vor.lab.agent.Agent;
import vor.lab.kernel.Ends;
import vor.wire.snmp.AgentSide;
import vor.wire.snmp.Asked;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Version;

/**
 * Agents by address: reads a datagram, finds who is asked, writes what it says. Which agents there are is said once, before
 * it is used; for one thread.
 */
final class Agents {
    /** Of Juniper's, as text behind the enterprise number (RFC 3411, SnmpEngineID). */
    private static final byte[] ENGINE = {(byte) 0x80, 0, 0x0a, 0x4c, 4};

    private static final int TOO_BIG = 1;

    private final Map<Address, Entry> entries = new HashMap<>();
    private final Map<String, Entry> byName = new HashMap<>();
    private final AgentSide communities;
    private final List<? extends Credential> credentials;
    private final Random random;

    /** An address, IPv4 mapped into IPv6. */
    private record Address(long high, long low) {}

    /** One agent and what version 3 needs to know of it, made when first needed. */
    private static final class Entry {
        private final Agent agent;
        private final String name;
        private int boots = 1;
        private @Nullable AgentSide users;

        Entry(Agent agent, String name) {
            this.agent = agent;
            this.name = name;
        }
    }

    /** What is to be sent back, and by whom. */
    record Reply(Agent agent, int length) {}

    Agents(List<? extends Credential> credentials, Random random) {
        this.credentials = List.copyOf(credentials);
        this.random = random;
        communities = new AgentSide(credentials.stream()
                .filter(Credential.Community.class::isInstance)
                .map(Credential.Community.class::cast)
                .toList());
    }

    /** @param name at most 27 letters of ASCII: the engine of version 3 is called so */
    void add(String name, List<InetAddress> addresses, Agent agent) {
        Entry entry = new Entry(agent, name);
        byName.put(name, entry);
        addresses.forEach(a -> entries.put(new Address(Ends.high(a), Ends.low(a)), entry));
    }

    /** The device has started anew: version 3 counts that. */
    void rebooted(String name) {
        Entry entry = byName.get(name);
        if (entry != null) {
            entry.boots++;
            entry.users = null;
        }
    }

    /**
     * @param to where the reply is written
     * @param now seconds of the practice network
     * @return null where nobody answers
     */
    @Nullable Reply answer(Ends ends, byte[] datagram, int length, byte[] to, double now, long nanos) {
        Entry entry = entries.get(new Address(ends.localHigh(), ends.localLow()));
        if (entry == null) {
            return null;
        }
        AgentSide side = secured(datagram, length) ? users(entry, nanos) : communities;
        return switch (side.read(datagram, length, nanos)) {
            case Asked.Request request -> reply(entry.agent, side, request, to, now, nanos);
            case Asked.Report report -> copied(entry.agent, report.reply(), to);
            case Asked.Damage damage -> null;
        };
    }

    /** A SEQUENCE of any length that begins with the INTEGER 3. */
    private static boolean secured(byte[] datagram, int length) {
        int header = length > 1 && datagram[1] < 0 ? 2 + (datagram[1] & 0x7f) : 2;
        return header + 2 < length && datagram[header] == 2 && datagram[header + 1] == 1 && datagram[header + 2] == 3;
    }

    private AgentSide users(Entry entry, long nanos) {
        AgentSide side = entry.users;
        if (side == null) {
            side = new AgentSide(credentials, engine(entry.name), entry.boots, nanos, random);
            entry.users = side;
        }
        return side;
    }

    private static byte[] engine(String name) {
        byte[] engine = Arrays.copyOf(ENGINE, ENGINE.length + name.length());
        for (int i = 0; i < name.length(); i++) {
            engine[ENGINE.length + i] = (byte) name.charAt(i);
        }
        return engine;
    }

    private static @Nullable Reply reply(Agent agent, AgentSide side, Asked.Request request, byte[] to, double now, long nanos) {
        if (!agent.has(request.context())) {
            return copied(agent, side.unknownContext(request, nanos), to);
        }
        Pdu said = agent.answer(request.pdu(), request.version() == Version.V1, request.context(), now);
        if (said == null) {
            return null;
        }
        int length = side.write(request, said, to, nanos);
        if (length == 0) {
            length = side.write(request, Pdu.response(said.id(), TOO_BIG, 0, List.of()), to, nanos);
        }
        return length == 0 ? null : new Reply(agent, length);
    }

    private static @Nullable Reply copied(Agent agent, byte[] report, byte[] to) {
        if (report.length == 0 || report.length > to.length) {
            return null;
        }
        System.arraycopy(report, 0, to, 0, report.length);
        return new Reply(agent, report.length);
    }
}

package vor.server.collect.snmp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vor.testkit.ManualClock;
import vor.wire.snmp.AgentSide;
import vor.wire.snmp.Asked;
import vor.wire.snmp.AuthProtocol;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.PrivacyProtocol;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Value;
import vor.wire.snmp.Version;

/** A network of agents in virtual time: each has objects, a round trip, a size of answer, and perhaps a bad habit. */
final class VirtualAgents implements Transport {
    static final Credential.Community PUBLIC = new Credential.Community(Version.V2C, Secret.of("public"));
    static final Credential.Community FIRST = new Credential.Community(Version.V1, Secret.of("public"));
    static final Credential.User USER = new Credential.User(
            "vor",
            Optional.of(new Credential.User.Auth(AuthProtocol.SHA256, Secret.of("authentic"))),
            Optional.of(new Credential.User.Privacy(PrivacyProtocol.AES128, Secret.of("privately"))),
            "");

    /** How many of the next datagrams find the socket full. */
    int full;

    private final ManualClock clock;
    private final Map<InetSocketAddress, VirtualAgent> agents = new HashMap<>();
    private final PriorityQueue<Flying> flying = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));

    private record Flying(long at, InetSocketAddress from, byte[] bytes) {}

    VirtualAgents(ManualClock clock) {
        this.clock = clock;
    }

    /** One box. */
    static final class VirtualAgent {
        final NavigableMap<Oid, Value> objects = new TreeMap<>();
        final List<Pdu> asked = new ArrayList<>();
        Duration roundTrip = Duration.ofMillis(2);
        int mostValues = 60;
        boolean silent;
        /** How many of the next GETs get lost that ask for more than one object. */
        int losing;
        /** Changes an answer before it is sent. */
        Function<Pdu, Pdu> habit = Function.identity();
        /** What it tells of VLANs: asked as {@code public@10} or in the context {@code vlan-10}, by the number as text. */
        final Map<String, NavigableMap<Oid, Value>> vlans = new TreeMap<>();
        /** VLANs that it was asked for, as they were named. */
        final List<String> contexts = new ArrayList<>();
        private final AgentSide side =
                new AgentSide(List.of(PUBLIC, FIRST, USER), new byte[] {1, 2, 3, 4, 5}, 1, 0, new Random(5));

        void put(String oid, Value value) {
            objects.put(Oid.of(oid), value);
        }

        /** @return null where it gets lost, or there is no such VLAN */
        private @Nullable Pdu answer(Asked.Request request) {
            asked.add(request.pdu());
            if (losing > 0 && request.pdu().kind() == Pdu.Kind.GET && request.pdu().bindings().size() > 1) {
                losing--;
                return null;
            }
            if (request.context().isEmpty()) {
                return answer(request.pdu(), objects);
            }
            contexts.add(request.context());
            NavigableMap<Oid, Value> vlan = vlans.get(request.context().replace("vlan-", ""));
            return vlan == null ? null : answer(request.pdu(), vlan);
        }

        private Pdu answer(Pdu q, NavigableMap<Oid, Value> objects) {
            List<Binding> out = new ArrayList<>();
            switch (q.kind()) {
                case GET -> q.bindings().forEach(b -> out.add(new Binding(
                        b.oid(), objects.getOrDefault(b.oid(), Value.None.NO_SUCH_INSTANCE))));
                case GET_NEXT -> q.bindings().forEach(b -> out.add(next(b.oid(), objects)));
                case GET_BULK -> bulk(q, out, objects);
                case RESPONSE, SET, TRAP_V1, INFORM, TRAP, REPORT -> throw new IllegalArgumentException("not a question");
            }
            return habit.apply(Pdu.response(q.id(), 0, 0, out));
        }

        private void bulk(Pdu q, List<Binding> out, NavigableMap<Oid, Value> objects) {
            List<Oid> at = new ArrayList<>(q.bindings().stream().map(Binding::oid).toList());
            for (int row = 0; row < q.second(); row++) {
                for (int i = 0; i < at.size() && out.size() < mostValues; i++) {
                    Binding next = next(at.get(i), objects);
                    out.add(next);
                    at.set(i, next.oid());
                }
            }
        }

        private static Binding next(Oid oid, NavigableMap<Oid, Value> objects) {
            Map.Entry<Oid, Value> next = objects.higherEntry(oid);
            return next == null ? new Binding(oid, Value.None.END_OF_MIB) : new Binding(next.getKey(), next.getValue());
        }
    }

    VirtualAgent add(String address) {
        VirtualAgent agent = new VirtualAgent();
        agents.put(new InetSocketAddress(InetAddress.ofLiteral(address), 161), agent);
        return agent;
    }

    @Override
    public String send(InetSocketAddress to, byte[] bytes, int length) {
        if (full > 0) {
            full--;
            return FULL;
        }
        VirtualAgent agent = agents.get(to);
        if (agent != null) {
            byte[] reply = reply(agent, agent.side.read(bytes, length, clock.nanos()));
            if (reply.length > 0) {
                flying.add(new Flying(clock.nanos() + agent.roundTrip.toNanos(), to, reply));
            }
        }
        return "";
    }

    private byte[] reply(VirtualAgent agent, Asked asked) {
        return switch (asked) {
            case Asked.Damage _ -> new byte[0];
            case Asked.Report(byte[] reply, String _) -> agent.silent ? new byte[0] : reply;
            case Asked.Request request when agent.silent -> {
                agent.asked.add(request.pdu());
                yield new byte[0];
            }
            case Asked.Request request -> {
                Pdu said = agent.answer(request);
                byte[] out = new byte[LARGEST];
                yield said == null
                        ? agent.side.unknownContext(request, clock.nanos())
                        : Arrays.copyOf(out, agent.side.write(request, said, out, clock.nanos()));
            }
        };
    }

    @Override
    public void receive(Arrivals to) {
        while (!flying.isEmpty() && flying.peek().at <= clock.nanos()) {
            Flying one = flying.poll();
            to.came(one.from, one.bytes, one.bytes.length);
        }
    }

    /** When the next answer comes; the far future when none is on its way. */
    long next() {
        return flying.isEmpty() ? Long.MAX_VALUE : flying.peek().at;
    }

    /** Time passes until the next answer, at most so long. */
    @Override
    public void await(long nanos) {
        clock.advance(Duration.ofNanos(Math.clamp(next() - clock.nanos(), 0, nanos)));
    }

    @Override
    public void wake() {}

    @Override
    public void close() {}
}

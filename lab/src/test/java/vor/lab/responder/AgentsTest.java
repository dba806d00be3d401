package vor.lab.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vor.lab.LabSize;
import vor.lab.Plan;
import vor.lab.agent.Agent;
import vor.lab.agent.FixedTree;
import vor.lab.agent.Habit;
import vor.lab.agent.Tree;
import vor.lab.box.World;
import vor.lab.kernel.Ends;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Conversation;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Heard;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Value;
import vor.wire.snmp.Version;

class AgentsTest {
    private static final Credential.Community PUBLIC = new Credential.Community(Version.V2C, Secret.of("public"));
    private static final InetAddress US = InetAddress.ofLiteral("198.18.0.2");

    private final Agents agents = new Agents(List.of(PUBLIC), new Random(1));
    private final Conversation conversation = new Conversation(PUBLIC, new Random(2));
    private final byte[] request = new byte[2048];
    private final byte[] reply = new byte[16_384];

    AgentsTest() {
        Plan plan = Plan.of(new LabSize(1, 20));
        World world = new World(plan.inventory());
        plan.inventory().devices().forEach(d ->
                agents.add(d.name(), d.addresses().stream().map(InetAddress::ofLiteral).toList(), new Agent(world.tree(d.name()))));
    }

    private @Nullable Pdu ask(String address, Conversation by, Pdu pdu) {
        int length = by.write(pdu, request, 0);
        Ends ends = Ends.of(InetAddress.ofLiteral(address), US, 5000);
        Agents.Reply said = agents.answer(ends, request, length, reply, 1, 0);
        return said != null && by.read(reply, said.length(), 0) instanceof Heard.Answer a ? a.pdu() : null;
    }

    private static Pdu name() {
        return Pdu.get(9, List.of(Oid.of("1.3.6.1.2.1.1.5.0")));
    }

    @Test
    void eachAddressAnswersForItsDeviceAndOthersNotAtAll() {
        assertThat(nameOf("198.18.1.1")).isEqualTo("core");
        assertThat(nameOf("198.18.64.3")).isEqualTo("e1-2");
        assertThat(nameOf("fd9a:7c1e:5b00::1001")).isEqualTo("distro1");
        assertThat(ask("198.18.64.60", conversation, name())).isNull();
    }

    private String nameOf(String address) {
        return nameOf(ask(address, conversation, name()));
    }

    private static String nameOf(@Nullable Pdu answer) {
        return answer != null && answer.bindings().getFirst().value() instanceof Value.Octets o ? new String(o.bytes(), StandardCharsets.UTF_8) : "";
    }

    @Test
    void wrongCommunityIsPassedOverInSilence() {
        Conversation other = new Conversation(new Credential.Community(Version.V2C, Secret.of("private")), new Random(2));
        assertThat(ask("198.18.1.1", other, name())).isNull();
    }

    @Test
    void whatAPlayedAgentTellsOfAVlanIsAskedBehindTheCommunity() {
        Agent played = new Agent(new World(Plan.of(new LabSize(1, 20)).inventory()).tree("core"));
        agents.add("played", List.of(InetAddress.ofLiteral("198.18.7.7")), played);
        Conversation vlan10 = new Conversation(PUBLIC.at("10"), new Random(2));
        Conversation vlan20 = new Conversation(PUBLIC.at("20"), new Random(2));
        assertThat(ask("198.18.7.7", vlan20, name())).as("one without contexts tells all the same").isNotNull();

        played.habit(Habit.play("some.snmprec"), named("whole"), Map.of("10", named("vlan ten")));
        assertThat(nameOf(ask("198.18.7.7", conversation, name()))).isEqualTo("whole");
        assertThat(nameOf(ask("198.18.7.7", vlan10, name()))).isEqualTo("vlan ten");
        assertThat(ask("198.18.7.7", vlan20, name())).isNull();

        played.habit(Habit.NORMAL, null);
        assertThat(nameOf(ask("198.18.7.7", vlan20, name()))).isEqualTo("core");
    }

    private static Tree named(String name) {
        return new FixedTree(new TreeMap<>(Map.of(Oid.of("1.3.6.1.2.1.1.5.0"), new Value.Octets(name.getBytes(StandardCharsets.UTF_8)))));
    }

    @Test
    void rubbishOfAnyKindIsHarmless() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int whole = conversation.write(name(), request, 0);
        byte[] good = Arrays.copyOf(request, whole);
        Ends ends = Ends.of(InetAddress.ofLiteral("198.18.1.1"), US, 5000);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int n = random.nextInt(4); n > 0 && bad.length > 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            agents.answer(ends, bad, bad.length, reply, 1, 0);
        }
        assertThat(nameOf("198.18.1.1")).as("seed %d", seed).isEqualTo("core");
    }

    @Test
    void walksOfAStackAreFast() {
        long best = 0;
        for (int round = 0; round < 6; round++) {
            best = Math.max(best, varbindsPerSecond());
        }
        System.out.printf("varbinds per second, asking and reading included: %d%n", best);
        assertThat(best).isGreaterThan(20_000);
    }

    private long varbindsPerSecond() {
        long start = System.nanoTime();
        long count = 0;
        for (int walk = 0; walk < 4; walk++) {
            Oid at = Oid.of("1.3.6.1.2.1.1");
            boolean more = true;
            while (more) {
                Pdu answer = ask("198.18.2.1", conversation, Pdu.getBulk(3, 40, List.of(at)));
                more = answer != null && answer.bindings().getLast().value() != Value.None.END_OF_MIB;
                count += answer == null ? 0 : answer.bindings().size();
                at = answer == null ? at : last(answer).oid();
            }
        }
        return count * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static Binding last(Pdu answer) {
        return answer.bindings().getLast();
    }
}

package vor.server.collect.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vor.server.collect.snmp.facts.Tables;
import vor.server.collect.snmp.facts.VendorProfile;
import vor.server.collect.snmp.facts.VendorProfiles;
import vor.testkit.ManualClock;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Recording;
import vor.wire.snmp.Value;

class OneAgentTest {
    private static final String ADDRESS = "192.0.2.1";
    private static final VendorProfiles NO_VENDORS = new VendorProfiles(List.of(), VendorProfile.NONE);

    private final ManualClock clock = new ManualClock();
    private final VirtualAgents network = new VirtualAgents(clock);

    private OneAgent agent() {
        InetSocketAddress to = new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), 161);
        return new OneAgent(to, VirtualAgents.PUBLIC, clock, new Random(1), OneAgent.Progress.NONE, network);
    }

    private VirtualAgents.VirtualAgent box() {
        VirtualAgents.VirtualAgent box = network.add(ADDRESS);
        box.put("1.0.8802.1.1.2.1.3.3.0", text("sw1"));
        box.put("1.3.6.1.2.1.1.3.0", new Value.Ticks(100));
        box.put("1.3.6.1.2.1.1.5.0", text("sw1"));
        for (int i = 1; i <= 100; i++) {
            box.put("1.3.6.1.2.1.2.2.1.2." + i, text("port" + i));
            box.put("1.3.6.1.2.1.2.2.1.8." + i, new Value.Int(1));
        }
        return box;
    }

    private static Value text(String text) {
        return new Value.Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nobodyThereIsSaidWithTheAddress() {
        OneAgent.Told told = agent().tables(NO_VENDORS, Tables::of);

        assertThat(told.objects()).isEmpty();
        assertThat(told.end()).startsWith("no answer from 192.0.2.1 port 161: agents pass over a wrong community");
    }

    @Test
    void aRecordingHasEverythingThatTheAgentHas() {
        VirtualAgents.VirtualAgent box = box();

        OneAgent.Told told = agent().subtrees(List.of(Oid.of("1.0"), Oid.of("1.2"), Oid.of("1.3")));

        assertThat(told.objects()).isEqualTo(box.objects);
        assertThat(Recording.read(new Recording(told.objects(), List.of()).write()).objects()).isEqualTo(box.objects);
        assertThat(told.troubles()).isEmpty();
        assertThat(told.end()).isEmpty();
    }

    @Test
    void oneObjectCanBeRecordedByItself() {
        box();

        assertThat(agent().subtrees(List.of(Oid.of("1.3.6.1.2.1.1.5.0"))).objects())
                .containsOnlyKeys(Oid.of("1.3.6.1.2.1.1.5.0"));
    }

    @Test
    void allRowsOfTheTablesCome() {
        box();

        assertThat(agent().tables(NO_VENDORS, Tables::of).objects()).hasSize(202);
    }

    @Test
    void anAgentThatFallsSilentKeepsWhatItHasTold() {
        VirtualAgents.VirtualAgent box = box();
        box.habit = pdu -> {
            box.silent |= pdu.bindings().stream().anyMatch(b -> b.oid().equals(Oid.of("1.3.6.1.2.1.2.2.1.2.3")));
            return pdu;
        };

        OneAgent.Told told = agent().subtrees(List.of(Oid.of("1.3")));

        assertThat(told.objects()).hasSizeGreaterThan(3);
        assertThat(told.end()).isEqualTo("192.0.2.1 port 161 does not answer any more");
        assertThat(told.troubles()).containsExactly("1.3: no answer to the rest");
    }

    @Test
    void anAgentThatGoesInCirclesComesToAnEnd() {
        box().habit = pdu ->
                Pdu.response(pdu.id(), 0, 0, List.of(new Binding(Oid.of("1.3.6.1.2.1.2.2.1.2.1"), text("again"))));

        OneAgent.Told told = agent().subtrees(List.of(Oid.of("1.3")));

        assertThat(told.troubles()).containsExactly("1.3: the agent goes in circles after 1.3.6.1.2.1.2.2.1.2.1");
        assertThat(told.end()).isEmpty();
    }
}

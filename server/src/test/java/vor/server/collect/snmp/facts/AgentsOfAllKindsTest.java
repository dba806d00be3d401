package vor.server.collect.snmp.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vor.model.DeviceId;
import vor.model.Neighbours.Neighbour;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Stations;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Agents as they are: sparse, doubled, out of order, wrong. */
class AgentsOfAllKindsTest {
    private static Value octets(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return new Value.Octets(all);
    }

    @Test
    void noRowIsLostWhateverTheAgentLeavesOut() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Told told = new Told();
            Set<Oid> rows = new HashSet<>();
            int count = random.nextInt(40);
            for (int i = 0; i < count; i++) {
                Oid row = row(random);
                for (int c = 0; c < 1 + random.nextInt(5); c++) {
                    told.put(column(random), row, value(random));
                    rows.add(row);
                }
            }
            Ports ports = told.poll();
            assertThat(ports.ports()).as("seed " + seed + ", round " + round).hasSize(rows.size());
            assertThat(ports.ports().values()).as("seed " + seed).allMatch(p -> !p.name().isEmpty());
            assertThat(told.after(30).poll().ports().keySet()).as("seed " + seed).isEqualTo(ports.ports().keySet());
        }
    }

    private static Oid row(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> Oid.of(-random.nextInt(1000) - 1);
            case 1 -> Oid.of(Integer.MAX_VALUE - random.nextInt(3));
            case 2 -> Oid.of(random.nextInt(5), random.nextInt(5));
            default -> Oid.of(random.nextInt(60));
        };
    }

    private static Oid column(Random random) {
        List<Oid> all = List.of(
                Oids.IF_NAME, Oids.IF_DESCR, Oids.IF_ALIAS, Oids.IF_TYPE, Oids.IF_OPER, Oids.IF_ADMIN, Oids.IF_MAC, Oids.IF_HIGH_SPEED,
                Oids.IF_SPEED, Oids.IF_LAST_CHANGE, Oids.IF_HC_IN_OCTETS, Oids.IF_IN_ERRORS, Oids.IF_INDEX.first(9).with(4));
        return all.get(random.nextInt(all.size()));
    }

    /** Few names, so that many are doubled. */
    private static Value value(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> octets();
            case 1 -> octets(random.nextInt(256), random.nextInt(256));
            case 2 -> new Value.Int(random.nextInt());
            case 3 -> new Value.Counter64(random.nextLong());
            case 4 -> new Value.Gauge(random.nextLong(1L << 32));
            case 5 -> new Value.ObjectId(Oid.of(1, 3, random.nextInt()));
            case 6 -> octets("eth0#2".chars().toArray());
            default -> octets(("eth" + random.nextInt(3)).chars().toArray());
        };
    }

    @Test
    void secondPortOfANameGetsItsIndex() {
        Told told = new Told().text(Oids.IF_NAME, 5, "eth0").text(Oids.IF_NAME, 3, "eth0").text(Oids.IF_DESCR, 9, "wan").number(Oids.IF_TYPE, 12, 6);
        assertThat(told.poll().ports().keySet()).containsExactly("eth0", "eth0#5", "wan", "12");
    }

    @Test
    void portsKeepNamesAndMemoryWhenIndexesMove() {
        Told told = Told.switchWith(2);
        told.poll();
        var fell = told.after(30).number(Oids.IF_OPER, 1, 2).now();
        told.poll();
        told.objects.clear();
        told.text(Oids.IF_NAME, 601, "ge-0/0/0").number(Oids.IF_OPER, 601, 2).text(Oids.IF_NAME, 602, "ge-0/0/1");
        Port moved = Told.port(told.after(90).uptime(3000).poll(), "ge-0/0/0");
        assertThat(moved.index()).isEqualTo(601);
        assertThat(moved.downAt()).contains(fell);
    }

    @Test
    void aTableThatBrokeOffLosesNoPort() {
        Told told = Told.switchWith(3);
        var first = told.now();
        told.poll();
        told.objects.keySet().removeIf(o -> o.size() > 0 && o.part(o.size() - 1) == 3);
        Ports now = told.after(30).broken();
        assertThat(now.ports()).hasSize(3);
        assertThat(Told.port(now, "ge-0/0/2").at()).isEqualTo(first);
        assertThat(Told.port(now, "ge-0/0/1").at()).isEqualTo(told.now());
        assertThat(told.after(30).poll().ports()).hasSize(2);
    }

    @Test
    void lacpTellsMembersAndWhoIsOut() {
        Told told = Told.switchWith(3).text(Oids.IF_NAME, 100, "ae0").number(Oids.IF_TYPE, 100, 161).number(Oids.IF_OPER, 100, 1);
        for (int i = 1; i <= 2; i++) {
            told.number(Oids.AGG_ATTACHED, i, 100).put(Oids.AGG_ACTOR_STATE, Oid.of(i), octets(i == 1 ? 0xbc : 0xa0));
            told.put(Oids.AGG_PARTNER_SYSTEM, Oid.of(i), octets(2, 0, 0, 0, 0, 9));
        }
        told.number(Oids.AGG_ATTACHED, 3, 3);
        Ports.Bundle bundle = told.poll().bundle("ae0").orElseThrow();
        assertThat(bundle.members()).extracting(Ports.Member::port).containsExactly("ge-0/0/0", "ge-0/0/1");
        assertThat(bundle.members()).extracting(Ports.Member::active).containsExactly(true, false);
        assertThat(bundle.members().getFirst().lacp().orElseThrow().actorState())
                .containsExactly("activity", "aggregation", "synchronization", "collecting", "distributing");
        assertThat(bundle.members().getFirst().lacp().orElseThrow().partner()).isEqualTo("02:00:00:00:00:09");
    }

    @Test
    void aMemberThatLeftTheStackTableIsStillExpected() {
        Told told = Told.switchWith(2).text(Oids.IF_NAME, 100, "ae0").number(Oids.IF_TYPE, 100, 161);
        told.text(Oids.IF_NAME, 101, "ae0.0").text(Oids.IF_NAME, 11, "ge-0/0/0.0").text(Oids.IF_NAME, 12, "ge-0/0/1.0");
        told.put(Oids.IF_STACK_STATUS, Oid.of(101, 11), new Value.Int(1)).put(Oids.IF_STACK_STATUS, Oid.of(101, 12), new Value.Int(1));
        assertThat(told.poll().bundle("ae0").orElseThrow().active()).isEqualTo(2);
        told.objects.remove(Oids.IF_STACK_STATUS.with(101, 12));
        told.number(Oids.IF_OPER, 2, 2);
        Ports.Bundle now = told.after(30).poll().bundle("ae0").orElseThrow();
        assertThat(now.active()).isEqualTo(1);
        assertThat(now.expected()).isEqualTo(2);
        assertThat(now.member("ge-0/0/1")).map(Ports.Member::active).contains(false);
    }

    @Test
    void whatTheInventoryPlansIsWhatIsExpected() {
        Told told = Told.switchWith(1).text(Oids.IF_NAME, 100, "ae0").number(Oids.IF_TYPE, 100, 161);
        told.facts.plan(List.of("ge-0/0/0", "ge-0/0/1", "ge-0/0/2", "ge-0/0/3").stream().map(p -> new Cable(p, new DeviceId(2), "ae0")).toList());
        assertThat(told.poll().bundle("ae0").orElseThrow().expected()).isEqualTo(4);
    }

    @Test
    void lldpsOwnPortNumbersLeadToPortsByName() {
        Told told = Told.switchWith(9);
        Oid local = Oid.of("1.0.8802.1.1.2.1.3.7.1");
        told.number(local.with(2), 1, 5).text(local.with(3), 1, "ge-0/0/7");
        told.put(Oid.of("1.0.8802.1.1.2.1.4.1.1.9"), Oid.of(0, 1, 4), octets("there".chars().toArray()));
        told.poll();
        List<Neighbour> all = told.facts.neighbours(Mib.of(told.objects), told.now()).neighbours();
        assertThat(all).singleElement().satisfies(n -> assertThat(n.port()).isEqualTo("ge-0/0/7"));
    }

    @Test
    void theSecondVersionOfLldpIsReadToo() {
        Told told = Told.switchWith(9);
        Oid remote = Oid.of("1.3.111.2.802.1.1.13.1.4.1.1");
        told.put(remote.with(10), Oid.of(0, 3, 1, 7), octets("there".chars().toArray()));
        told.put(Oid.of("1.3.111.2.802.1.1.13.1.4.2.1.3"), Oid.of(0, 3, 1, 7, 1, 4, 192, 0, 2, 9), new Value.Int(2));
        told.poll();
        List<Neighbour> all = told.facts.neighbours(Mib.of(told.objects), told.now()).neighbours();
        assertThat(all).singleElement().satisfies(n -> {
            assertThat(n.port()).isEqualTo("ge-0/0/2");
            assertThat(n.name()).isEqualTo("there");
            assertThat(n.addresses()).containsExactly("192.0.2.9");
        });
    }

    @Test
    void bridgePortsVlansAndContextsLeadToStations() {
        Told told = Told.switchWith(4);
        told.number(Oids.BASE_PORT_IF, 40, 4).put(Oids.Q_FDB_PORT, Oid.of(7, 2, 0, 0, 0, 0, 1), new Value.Int(40));
        told.put(Oids.Q_VLAN_FDB, Oid.of(0, 100), new Value.Gauge(7));
        told.poll();
        Told context = new Told().number(Oids.BASE_PORT_IF, 2, 2);
        context.put(Oids.FDB_PORT, Oid.of(2, 0, 0, 0, 0, 2), new Value.Int(2));
        Stations all = told.facts.stations(Mib.of(told.objects), told.now(), Map.of(30, Mib.of(context.objects)));
        assertThat(all.stations()).containsExactly(
                new Stations.Station("02:00:00:00:00:01", "ge-0/0/3", 100, false),
                new Stations.Station("02:00:00:00:00:02", "ge-0/0/1", 30, false));
    }

    @Test
    void neighboursOfBothFamiliesAreBound() {
        Told told = Told.switchWith(1);
        Oid v6 = Oid.of(1, 2, 16, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        told.put(Oids.PHYS_MAC, v6, octets(2, 0, 0, 0, 0, 3));
        told.put(Oids.ARP_MAC, Oid.of(1, 192, 0, 2, 7), octets(2, 0, 0, 0, 0, 4));
        told.poll();
        assertThat(told.facts.stations(Mib.of(told.objects), told.now(), Map.of()).bindings()).containsExactly(
                new Stations.Binding("2001:db8::1", "02:00:00:00:00:03", "ge-0/0/0"),
                new Stations.Binding("192.0.2.7", "02:00:00:00:00:04", "ge-0/0/0"));
    }

    @Test
    void aHundredThousandRowsOfNonsenseHarmNobody() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Oid> roots = Tables.of(VendorProfile.NONE).stream().flatMap(t -> t.columns().stream()).toList();
        Told told = new Told();
        for (int i = 0; i < 100_000; i++) {
            int[] index = random.ints(random.nextInt(14), -3, 300).toArray();
            told.objects.put(roots.get(random.nextInt(roots.size())).with(index), value(random));
        }
        told.poll();
        Mib mib = Mib.of(told.objects);
        assertThat(told.facts.neighbours(mib, told.now()).neighbours()).as("seed " + seed).isNotEmpty();
        assertThat(told.facts.stations(mib, told.now(), Map.of()).device()).isNotNull();
        assertThat(told.facts.chassis(mib, told.now()).members()).isEmpty();
    }
}

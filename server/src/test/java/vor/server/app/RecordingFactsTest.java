package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Chassis.Part;
import vor.model.Chassis.Sensor;
import vor.model.Neighbours;
import vor.model.Neighbours.Protocol;
import vor.model.Ports;
import vor.model.Report;
import vor.model.Stations;

/** All that real agents' recordings hold is in the reports. What is expected is counted in the files' text. */
class RecordingFactsTest {
    private static final String IF = "1.3.6.1.2.1.2.2.1.";

    private static <R> R report(Recordings recording, Class<R> kind) {
        List<Report> all = SnmpCommand.reports(recording.read());
        return all.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    private static long sensors(Chassis chassis, Predicate<Sensor> wanted) {
        return chassis.sensors().stream().filter(wanted).count();
    }

    @Test
    void everyRowOfTheInterfaceTablesIsAPort() {
        for (Recordings r : Recordings.all()) {
            long rows = r.different("1\\.3\\.6\\.1\\.2\\.1\\.(?:2\\.2\\.1|31\\.1\\.1\\.1)\\.\\d+\\.(\\d+)\\|");
            assertThat(report(r, Ports.class).ports()).as(r.name()).hasSize((int) rows);
        }
    }

    @Test
    void everyPortThatIsUpIsUp() {
        for (Recordings r : Recordings.all()) {
            long up = report(r, Ports.class).ports().values().stream().filter(p -> p.up()).count();
            assertThat(up).as(r.name()).isEqualTo(r.matching("1\\.3\\.6\\.1\\.2\\.1\\.2\\.2\\.1\\.8\\.\\d+\\|2\\|1$"));
        }
    }

    @Test
    void everyAliasIsKept() {
        for (Recordings r : Recordings.all()) {
            long aliases = report(r, Ports.class).ports().values().stream().filter(p -> !p.alias().isEmpty()).count();
            assertThat(aliases).as(r.name()).isEqualTo(r.matching("1\\.3\\.6\\.1\\.2\\.1\\.31\\.1\\.1\\.1\\.18\\.\\d+\\|4x?\\|.*\\S"));
        }
    }

    @Test
    void everyPortWithWideOctetsHasCounters() {
        for (Recordings r : Recordings.all()) {
            long counted = report(r, Ports.class).ports().values().stream()
                    .filter(p -> p.counters().filter(c -> c.inOctets() >= 0).isPresent())
                    .count();
            assertThat(counted).as(r.name())
                    .isEqualTo(r.different("1\\.3\\.6\\.1\\.2\\.1\\.(?:2\\.2\\.1\\.10|31\\.1\\.1\\.1\\.6)\\.(\\d+)\\|"));
        }
    }

    @Test
    void everyNeighbourThatLldpHeardIsThereAndOnAPort() {
        for (Recordings r : Recordings.all()) {
            Neighbours all = report(r, Neighbours.class);
            long heard = r.different("1\\.0\\.8802\\.1\\.1\\.2\\.1\\.4\\.1\\.1\\.\\d+\\.([0-9.]+)\\|");
            assertThat(all.neighbours().stream().filter(n -> n.protocol() == Protocol.LLDP)).as(r.name()).hasSize((int) heard);
            assertThat(all.neighbours()).as(r.name()).allMatch(n -> !n.port().isEmpty());
        }
    }

    @Test
    void everyNeighbourThatCdpHeardIsThere() {
        Recordings r = Recordings.of("ios_2960x");
        Neighbours all = report(r, Neighbours.class);
        assertThat(all.neighbours()).hasSize((int) r.count("1.3.6.1.4.1.9.9.23.1.2.1.1.6."));
        assertThat(all.neighbours()).anySatisfy(n -> {
            assertThat(n.port()).isEqualTo("Gi1/0/3");
            assertThat(n.name()).isEqualTo("acme-fr-ap-011");
            assertThat(n.remotePort()).isEqualTo("GigabitEthernet0");
            assertThat(n.addresses()).containsExactly("172.27.49.84");
        });
    }

    @Test
    void managementAddressesComeWithTheirNeighbour() {
        Neighbours all = report(Recordings.of("arista_eos"), Neighbours.class);
        assertThat(all.neighbours().stream().filter(n -> n.name().startsWith("4900M")).toList())
                .singleElement()
                .satisfies(n -> assertThat(n.addresses()).containsExactly("84.232.18.1", "2a04:41c0::1"))
                .satisfies(n -> assertThat(n.capabilities()).contains("bridge", "router"));
    }

    @Test
    void bundlesOfUnitsAndOfPortsAreFound() {
        assertThat(report(Recordings.of("junos_ex4600mp"), Ports.class).bundle("ae0").orElseThrow().members())
                .extracting(Ports.Member::port)
                .containsExactlyInAnyOrder("et-0/2/0", "et-1/2/0");
        assertThat(report(Recordings.of("ios_2960x"), Ports.class).bundle("Po1").orElseThrow().members())
                .extracting(Ports.Member::port)
                .containsExactlyInAnyOrder("Gi1/0/52", "Gi3/0/52");
        assertThat(report(Recordings.of("arista_eos"), Ports.class).bundle("Port-Channel1").orElseThrow().members())
                .extracting(Ports.Member::port)
                .containsExactlyInAnyOrder("Ethernet43", "Ethernet44");
    }

    @Test
    void everyMemberOfAVirtualChassisIsThereWithItsOwnSensors() {
        Recordings r = Recordings.of("junos_ex4600mp");
        Chassis chassis = report(r, Chassis.class);
        assertThat(chassis.members()).hasSize((int) r.count("1.3.6.1.4.1.2636.3.40.1.4.1.1.1.2."));
        assertThat(chassis.members().get(1).role()).isEqualTo("master");
        assertThat(chassis.members()).allMatch(m -> m.uptime().isPresent() && !m.serial().isEmpty());
        for (Sensor.Kind kind : List.of(Sensor.Kind.TEMPERATURE, Sensor.Kind.CPU, Sensor.Kind.MEMORY)) {
            Set<Integer> with = chassis.sensors().stream()
                    .filter(s -> s.kind() == kind && s.port().isEmpty())
                    .map(Sensor::member)
                    .collect(Collectors.toSet());
            assertThat(with).as(kind + "").contains(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    @Test
    void aRoutingEngineIsCalledWhatTheAgentCallsIt() {
        Chassis chassis = report(Recordings.of("junos_ex4600mp"), Chassis.class);
        assertThat(chassis.sensors()).anySatisfy(s -> {
            assertThat(s.name()).isEqualTo("Routing Engine 1 CPU");
            assertThat(s.value()).isEqualTo(5);
            assertThat(s.member()).isEqualTo(1);
        });
    }

    @Test
    void everyTemperatureOfJunosIsThere() {
        for (String name : List.of("junos_ex4600mp", "junos_qfx5100", "junos_rpm", "junos_ex")) {
            Recordings r = Recordings.of(name);
            long told = r.matching("1\\.3\\.6\\.1\\.4\\.1\\.2636\\.3\\.1\\.13\\.1\\.7\\.[0-9.]+\\|\\d+\\|[1-9]");
            Chassis chassis = report(r, Chassis.class);
            assertThat(sensors(chassis, s -> s.kind() == Sensor.Kind.TEMPERATURE && s.port().isEmpty())).as(name).isEqualTo(told);
        }
    }

    @Test
    void everyOpticWithLightHasItsLight() {
        Recordings r = Recordings.of("junos_qfx5100");
        Chassis chassis = report(r, Chassis.class);
        long modules = r.different("1\\.3\\.6\\.1\\.4\\.1\\.2636\\.3\\.60\\.1\\.1\\.1\\.1\\.(?:5|12)\\.(\\d+)\\|2\\|-?[1-9]");
        assertThat(sensors(chassis, s -> s.kind() == Sensor.Kind.LIGHT && s.name().endsWith("in"))).isEqualTo(modules);
        assertThat(chassis.sensors()).filteredOn(s -> s.kind() == Sensor.Kind.LIGHT).allSatisfy(s -> {
            assertThat(s.port()).isNotEmpty();
            assertThat(s.low()).isLessThan(s.high());
        });
    }

    @Test
    void everySensorOfEntityMibIsThereOnce() {
        Recordings arista = Recordings.of("arista_eos");
        long entities = arista.count("1.3.6.1.2.1.99.1.1.1.4.");
        long storage = arista.matching("1\\.3\\.6\\.1\\.2\\.1\\.25\\.2\\.3\\.1\\.5\\.\\d+\\|2\\|[1-9]");
        long processors = arista.count("1.3.6.1.2.1.25.3.3.1.2.");
        Chassis chassis = report(arista, Chassis.class);
        assertThat(chassis.sensors()).hasSize((int) (entities + storage + processors));
        assertThat(sensors(chassis, s -> !Double.isNaN(s.high()))).isPositive();
        assertThat(sensors(chassis, s -> s.kind() == Sensor.Kind.LIGHT && s.port().startsWith("Ethernet"))).isPositive();
    }

    @Test
    void everySensorOfCiscoIsThereWithItsLimits() {
        Recordings r = Recordings.of("ios_2960x");
        Chassis chassis = report(r, Chassis.class);
        long told = r.count("1.3.6.1.4.1.9.9.91.1.1.1.1.4.")
                + r.count("1.3.6.1.4.1.9.9.13.1.3.1.3.")
                + r.count("1.3.6.1.4.1.9.9.48.1.1.1.5.")
                + r.count("1.3.6.1.4.1.9.9.109.1.1.1.1.7.")
                + r.count("1.3.6.1.2.1.105.1.3.1.1.4.");
        assertThat(chassis.sensors()).hasSize((int) told);
        assertThat(chassis.sensors()).anySatisfy(s -> {
            assertThat(s.name()).isEqualTo("Gi1/0/52 Module Temperature Sensor");
            assertThat(s.value()).isEqualTo(34.6);
            assertThat(s.high()).isEqualTo(85);
            assertThat(s.low()).isEqualTo(-5);
            assertThat(s.port()).isEqualTo("Gi1/0/52");
            assertThat(s.member()).isEqualTo(1);
        });
        assertThat(chassis.members()).hasSize((int) r.count("1.3.6.1.4.1.9.9.500.1.2.1.1.3."));
        assertThat(chassis.members()).extracting(Chassis.Member::number).containsExactly(1, 2, 3);
        assertThat(chassis.members()).extracting(Chassis.Member::role).containsExactly("master", "member", "member");
    }

    @Test
    void fansAndSuppliesAreThereOnce() {
        Recordings cisco = Recordings.of("ios_2960x");
        assertThat(parts(cisco, Part.Kind.FAN)).isEqualTo(cisco.count("1.3.6.1.4.1.9.9.13.1.4.1.3."));
        assertThat(parts(cisco, Part.Kind.SUPPLY)).isEqualTo(cisco.count("1.3.6.1.4.1.9.9.13.1.5.1.3."));
        Recordings arista = Recordings.of("arista_eos");
        assertThat(parts(arista, Part.Kind.FAN)).isEqualTo(arista.matching("1\\.3\\.6\\.1\\.2\\.1\\.47\\.1\\.1\\.1\\.1\\.5\\.\\d+\\|2\\|7$"));
        Recordings junos = Recordings.of("junos_ex4600mp");
        assertThat(parts(junos, Part.Kind.SUPPLY)).isEqualTo(junos.matching("1\\.3\\.6\\.1\\.4\\.1\\.2636\\.3\\.1\\.15\\.1\\.6\\.[0-9.]+\\|2\\|7$"));
        assertThat(parts(junos, Part.Kind.FAN)).isEqualTo(junos.matching("1\\.3\\.6\\.1\\.4\\.1\\.2636\\.3\\.1\\.15\\.1\\.6\\.[0-9.]+\\|2\\|13$"));
    }

    private static long parts(Recordings recording, Part.Kind kind) {
        return report(recording, Chassis.class).parts().stream().filter(p -> p.kind() == kind).count();
    }

    @Test
    void everyStationAndEveryArpEntryIsThere() {
        for (Recordings r : Recordings.all()) {
            Stations stations = report(r, Stations.class);
            long learned = r.different("1\\.3\\.6\\.1\\.2\\.1\\.17\\.7\\.1\\.2\\.2\\.1\\.2\\.([0-9.]+)\\|") + r.count("1.3.6.1.2.1.17.4.3.1.2.");
            long mixed = r.different("1\\.3\\.6\\.1\\.2\\.1\\.4\\.(?:22\\.1\\.2\\.\\d+|35\\.1\\.4\\.\\d+\\.1\\.4)\\.([0-9.]+)\\|4x");
            assertThat(stations.stations()).as(r.name()).hasSize((int) learned);
            assertThat(stations.bindings().stream().filter(b -> b.address().contains(".")).map(b -> b.address()).distinct())
                    .as(r.name())
                    .hasSize((int) mixed);
        }
    }

    @Test
    void junosFilteringDatabasesAreVlans() {
        Stations stations = report(Recordings.of("junos_qfx5100"), Stations.class);
        assertThat(stations.stations()).filteredOn(s -> s.vlan() == 23).hasSizeGreaterThan(300);
        assertThat(stations.stations()).allMatch(s -> s.vlan() > 0 && s.vlan() < 4095);
    }

    @Test
    void anUptimeBeyondItsWrapIsSeen() {
        Agent agent = report(Recordings.of("junos_qfx5100"), Agent.class);
        assertThat(agent.uptime().orElseThrow().up().toDays()).isEqualTo(863);
        assertThat(report(Recordings.of("junos_rpm"), Agent.class).uptime().orElseThrow().up().toDays()).isEqualTo(138);
    }

    @Test
    void profilesAreFound() {
        for (Recordings r : Recordings.all()) {
            String wanted = r.name().startsWith("junos") ? "juniper" : r.name().startsWith("ios") ? "cisco-ios" : "arista";
            assertThat(report(r, Agent.class).identity().orElseThrow().profile()).as(r.name()).isEqualTo(wanted);
        }
    }

    @Test
    void debiansAgentIsUnderstood() {
        Recordings r = Recordings.debian();
        assertThat(report(r, Agent.class).identity().orElseThrow().profile()).isEqualTo("net-snmp");
        assertThat(report(r, Ports.class).ports()).hasSize((int) r.count(IF + "1."));
        Chassis chassis = report(r, Chassis.class);
        assertThat(sensors(chassis, s -> s.kind() == Sensor.Kind.CPU)).isEqualTo(r.count("1.3.6.1.2.1.25.3.3.1.2."));
        assertThat(sensors(chassis, s -> s.kind() == Sensor.Kind.MEMORY)).isEqualTo(1);
        assertThat(sensors(chassis, s -> s.name().startsWith("Load-"))).isEqualTo(3);
    }
}

package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Chassis.Part;
import vor.model.Chassis.Sensor;
import vor.model.Neighbours;
import vor.model.Ports;
import vor.model.Report;
import vor.wire.snmp.Recording;

/** Boxes that no public recording exists of, made by us after their vendors' documents. */
class VendorsTest {
    private final List<String> lines = new ArrayList<>();
    private List<Report> reports = List.of();

    private void box(String objectId, String description, String portPrefix, String... more) {
        put("1.3.6.1.2.1.1.1.0|4|" + description, "1.3.6.1.2.1.1.2.0|6|" + objectId, "1.3.6.1.2.1.1.3.0|67|4711", "1.3.6.1.2.1.1.5.0|4|box1");
        for (int i = 1; i <= 4; i++) {
            put("1.3.6.1.2.1.2.2.1.2." + i + "|4|" + portPrefix + i, "1.3.6.1.2.1.2.2.1.3." + i + "|2|6", "1.3.6.1.2.1.2.2.1.7." + i + "|2|1",
                    "1.3.6.1.2.1.2.2.1.8." + i + "|2|" + (i == 4 ? 2 : 1), "1.3.6.1.2.1.31.1.1.1.1." + i + "|4|" + portPrefix + i,
                    "1.3.6.1.2.1.31.1.1.1.6." + i + "|70|1000", "1.3.6.1.2.1.31.1.1.1.15." + i + "|66|1000");
        }
        put("1.3.6.1.2.1.2.2.1.3.100|2|161", "1.3.6.1.2.1.2.2.1.8.100|2|1", "1.3.6.1.2.1.31.1.1.1.1.100|4|lag1");
        put("1.2.840.10006.300.43.1.2.1.1.13.1|2|100", "1.2.840.10006.300.43.1.2.1.1.13.2|2|100");
        put("1.0.8802.1.1.2.1.4.1.1.4.0.3.1|2|4", "1.0.8802.1.1.2.1.4.1.1.5.0.3.1|4x|020000000009", "1.0.8802.1.1.2.1.4.1.1.6.0.3.1|2|5",
                "1.0.8802.1.1.2.1.4.1.1.7.0.3.1|4|ge-0/0/7", "1.0.8802.1.1.2.1.4.1.1.9.0.3.1|4|distro1", "1.0.8802.1.1.2.1.3.7.1.2.3|2|5",
                "1.0.8802.1.1.2.1.3.7.1.3.3|4|" + portPrefix + "3");
        put(more);
        Recording recording = Recording.read(String.join("\n", lines));
        assertThat(recording.problems()).isEmpty();
        reports = SnmpCommand.reports(recording);
    }

    private void put(String... more) {
        lines.addAll(List.of(more));
    }

    private <R> R report(Class<R> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    /** Ports, bundle and neighbour are told by standard tables, whoever made the box. */
    private void assertStandard(String profile, String portPrefix) {
        assertThat(report(Agent.class).identity().orElseThrow().profile()).isEqualTo(profile);
        assertThat(report(Ports.class).ports()).hasSize(5);
        assertThat(report(Ports.class).bundle("lag1").orElseThrow().members()).hasSize(2);
        assertThat(report(Neighbours.class).neighbours()).singleElement().satisfies(n -> {
            assertThat(n.name()).isEqualTo("distro1");
            assertThat(n.port()).isEqualTo(portPrefix + "3");
        });
    }

    private List<Double> values(Sensor.Kind kind) {
        return report(Chassis.class).sensors().stream().filter(s -> s.kind() == kind).map(Sensor::value).toList();
    }

    private List<Chassis.Status> states(Part.Kind kind) {
        return report(Chassis.class).parts().stream().filter(p -> p.kind() == kind).map(Part::status).toList();
    }

    @Test
    void aStrangerTellsItsStandardTablesWhole() {
        box("1.3.6.1.4.1.99999.1", "Nobody's switch", "port");
        assertStandard("standard", "port");
    }

    @Test
    void mikrotik() {
        box("1.3.6.1.4.1.14988.1", "RouterOS CCR2004", "sfp",
                "1.3.6.1.4.1.14988.1.1.3.100.1.2.17|4|cpu-temperature", "1.3.6.1.4.1.14988.1.1.3.100.1.3.17|2|45", "1.3.6.1.4.1.14988.1.1.3.100.1.4.17|2|1",
                "1.3.6.1.4.1.14988.1.1.3.100.1.2.18|4|psu1-voltage", "1.3.6.1.4.1.14988.1.1.3.100.1.3.18|2|241", "1.3.6.1.4.1.14988.1.1.3.100.1.4.18|2|3",
                "1.3.6.1.4.1.14988.1.1.3.100.1.2.19|4|psu2-state", "1.3.6.1.4.1.14988.1.1.3.100.1.3.19|2|1", "1.3.6.1.4.1.14988.1.1.3.100.1.4.19|2|6",
                "1.3.6.1.2.1.25.3.3.1.2.1|2|17");
        assertStandard("mikrotik", "sfp");
        assertThat(values(Sensor.Kind.TEMPERATURE)).containsExactly(45.0);
        assertThat(values(Sensor.Kind.VOLTAGE)).containsExactly(24.1);
        assertThat(values(Sensor.Kind.CPU)).containsExactly(17.0);
        assertThat(states(Part.Kind.SUPPLY)).containsExactly(Chassis.Status.FAILED);
    }

    @Test
    void edgeSwitch() {
        box("1.3.6.1.4.1.4413", "EdgeSwitch 48-Port 500W, 1.9.3", "0/",
                "1.3.6.1.4.1.4413.1.1.43.1.8.1.5.0|2|47", "1.3.6.1.4.1.4413.1.1.43.1.6.1.3.0|2|2", "1.3.6.1.4.1.4413.1.1.43.1.7.1.3.0|2|2");
        assertStandard("ubiquiti", "0/");
        assertThat(values(Sensor.Kind.TEMPERATURE)).containsExactly(47.0);
        assertThat(states(Part.Kind.FAN)).containsExactly(Chassis.Status.OK);
        assertThat(states(Part.Kind.SUPPLY)).containsExactly(Chassis.Status.OK);
    }

    @Test
    void proCurve() {
        box("1.3.6.1.4.1.11.2.3.7.11.160", "HP J9727A 2920-24G Switch", "", "1.3.6.1.4.1.11.2.14.11.5.1.9.6.1.0|2|23",
                "1.3.6.1.4.1.11.2.14.11.1.2.8.1.1.2.0|4|Chassis", "1.3.6.1.4.1.11.2.14.11.1.2.8.1.1.3.0|4|28C",
                "1.3.6.1.4.1.11.2.14.11.5.1.54.2.1.1.2.1|2|1", "1.3.6.1.4.1.11.2.14.11.5.1.54.2.1.1.4.1|2|5");
        assertStandard("hp-aruba", "");
        assertThat(values(Sensor.Kind.CPU)).containsExactly(23.0);
        assertThat(values(Sensor.Kind.TEMPERATURE)).containsExactly(28.0);
        assertThat(states(Part.Kind.FAN)).hasSize(1);
    }

    @Test
    void nexus() {
        box("1.3.6.1.4.1.9.12.3.1.3.1238", "Cisco NX-OS(tm) n9000, Version 9.3", "Ethernet1/", "1.3.6.1.4.1.9.9.305.1.1.1.0|66|14",
                "1.3.6.1.4.1.9.9.305.1.1.2.0|66|52");
        assertStandard("cisco-nxos", "Ethernet1/");
        assertThat(values(Sensor.Kind.CPU)).containsExactly(14.0);
        assertThat(values(Sensor.Kind.MEMORY)).containsExactly(52.0);
    }

    @Test
    void arubaCx() {
        box("1.3.6.1.4.1.47196.4.1.1.1.50", "Aruba JL659A 6300M, ArubaOS-CX FL.10.08", "1/1/",
                "1.3.6.1.4.1.47196.4.1.1.3.11.3.1.1.5.1.1|4|1/1-PHY", "1.3.6.1.4.1.47196.4.1.1.3.11.3.1.1.6.1.1|4|normal",
                "1.3.6.1.4.1.47196.4.1.1.3.11.3.1.1.7.1.1|2|41500", "1.3.6.1.4.1.47196.4.1.1.3.11.2.1.1.3.1.1|4|1/1",
                "1.3.6.1.4.1.47196.4.1.1.3.11.2.1.1.4.1.1|4|fault_input", "1.3.6.1.4.1.47196.4.1.1.3.11.5.1.1.4.1.1|4|1/1/1",
                "1.3.6.1.4.1.47196.4.1.1.3.11.5.1.1.5.1.1|4|ok");
        assertStandard("aruba-cx", "1/1/");
        assertThat(values(Sensor.Kind.TEMPERATURE)).containsExactly(41.5);
        assertThat(states(Part.Kind.SUPPLY)).containsExactly(Chassis.Status.FAILED);
        assertThat(states(Part.Kind.FAN)).containsExactly(Chassis.Status.OK);
    }

    @Test
    void aMemberThatTheStacksOwnTableNoLongerTellsOfIsLostThoughTheEntityTableStillHoldsIt() {
        String entity = "1.3.6.1.2.1.47.1.1.1.1.";
        String stack = "1.3.6.1.4.1.2636.3.40.1.4.1.1.1.";
        box("1.3.6.1.4.1.2636.1.1.1.2.66", "Juniper Networks, Inc. ex3300-48t Ethernet Switch", "ge-0/0/",
                entity + "4.1|2|0", entity + "5.1|2|11", entity + "6.1|2|-1",
                entity + "4.2|2|1", entity + "5.2|2|3", entity + "6.2|2|0", entity + "4.3|2|1", entity + "5.3|2|3", entity + "6.3|2|1",
                stack + "2.0|4|AB0123", stack + "3.0|2|1");
        assertThat(report(Chassis.class).members()).extracting(Chassis.Member::serial).containsExactly("AB0123");
    }

    @Test
    void iosStackOfTwo() {
        String stack = "1.3.6.1.4.1.9.9.500.1.2.1.1.";
        box("1.3.6.1.4.1.9.1.1745", "Cisco IOS Software [Everest], Catalyst L3 Switch Software (CAT3K_CAA-UNIVERSALK9-M)", "Gi1/0/",
                stack + "1.1001|66|1", stack + "1.2001|66|2", stack + "3.1001|2|1", stack + "3.2001|2|2", stack + "6.1001|2|4", stack + "6.2001|2|9",
                "1.3.6.1.4.1.9.9.13.1.3.1.2.1006|4|SW#1, Sensor#1, GREEN", "1.3.6.1.4.1.9.9.13.1.3.1.3.1006|66|33", "1.3.6.1.4.1.9.9.13.1.3.1.6.1006|2|1");
        assertStandard("cisco-ios", "Gi1/0/");
        assertThat(report(Chassis.class).members()).extracting(Chassis.Member::number).containsExactly(1, 2);
        assertThat(report(Chassis.class).members()).extracting(Chassis.Member::role).containsExactly("master", "member");
        assertThat(report(Chassis.class).members()).extracting(Chassis.Member::status).containsExactly(Chassis.Status.OK, Chassis.Status.ABSENT);
        assertThat(values(Sensor.Kind.TEMPERATURE)).containsExactly(33.0);
    }
}

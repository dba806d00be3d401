package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Chassis.Member;
import vor.model.Chassis.Part;
import vor.model.Chassis.Sensor;
import vor.model.Chassis.Status;
import vor.model.Neighbours;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Report;
import vor.wire.snmp.Recording;

/** What agents of many vendors do that the six recordings do not: boxes made by us in the shape of real ones. */
class StrangersTest {
    private static final String IF = "1.3.6.1.2.1.2.2.1.";
    private static final String IFX = "1.3.6.1.2.1.31.1.1.1.";
    private static final String ENTITY = "1.3.6.1.2.1.47.1.1.1.1.";
    private static final String SENSOR = "1.3.6.1.2.1.99.1.1.1.";

    private List<Report> reports = List.of();

    private void box(String objectId, String... lines) {
        Recording recording = Recording.read(
                "1.3.6.1.2.1.1.2.0|6|" + objectId + "\n1.3.6.1.2.1.1.5.0|4|box\n" + String.join("\n", lines) + "\n");
        assertThat(recording.problems()).isEmpty();
        reports = SnmpCommand.reports(recording);
    }

    private <R> R report(Class<R> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    private Chassis chassis(String profile) {
        assertThat(report(Agent.class).identity().orElseThrow().profile()).isEqualTo(profile);
        return report(Chassis.class);
    }

    private Sensor sensor(String name) {
        return report(Chassis.class).sensors().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    private Port port(String name) {
        return report(Ports.class).port(name).orElseThrow();
    }

    private static String[] ports(String... names) {
        String[] lines = new String[names.length * 3];
        for (int i = 0; i < names.length; i++) {
            lines[3 * i] = IF + "3." + (i + 1) + "|2|6";
            lines[3 * i + 1] = IF + "8." + (i + 1) + "|2|1";
            lines[3 * i + 2] = IFX + "1." + (i + 1) + "|4|" + names[i];
        }
        return lines;
    }

    private static String[] with(String[] ports, String... more) {
        String[] all = Arrays.copyOf(ports, ports.length + more.length);
        System.arraycopy(more, 0, all, ports.length, more.length);
        return all;
    }

    @Test
    void aSpeedThatTheAgentCannotTellIsNoSpeed() {
        box("1.3.6.1.4.1.99999.1", with(ports("a", "b", "c", "d"), IF + "5.1|66|4294967295", IFX + "15.1|66|10000", IF + "5.2|66|4294967295",
                IFX + "15.2|66|0", IF + "5.3|66|100000000", IFX + "15.3|66|0", IFX + "15.4|66|4294967295", IF + "5.4|66|1000000000"));
        assertThat(List.of(port("a").megabits(), port("b").megabits(), port("c").megabits(), port("d").megabits()))
                .containsExactly(10_000L, 0L, 100L, 1000L);
    }

    @Test
    void aSensorWithoutScaleAndDigitsIsInWholeUnits() {
        box("1.3.6.1.4.1.99999.1", SENSOR + "1.1|2|8", SENSOR + "4.1|2|41", SENSOR + "1.2|2|8", SENSOR + "2.2|2|0", SENSOR + "3.2|2|1", SENSOR + "4.2|2|305",
                SENSOR + "1.3|2|14", SENSOR + "2.3|2|8", SENSOR + "3.3|2|0", SENSOR + "4.3|2|-2500");
        assertThat(chassis("standard").sensors()).extracting(Sensor::kind, Sensor::value, Sensor::unit)
                .containsExactlyInAnyOrder(
                        tuple(Sensor.Kind.TEMPERATURE, 41.0, "°C"), tuple(Sensor.Kind.TEMPERATURE, 30.5, "°C"), tuple(Sensor.Kind.LIGHT, -2.5, "dBm"));
    }

    @Test
    void aDiskOfMoreBlocksThanItsNumberHoldsIsFullAsItIs() {
        String storage = "1.3.6.1.2.1.25.2.3.1.";
        box("1.3.6.1.4.1.99999.1", storage + "3.1|4|/srv", storage + "5.1|2|-1294967296", storage + "6.1|2|1500000000", storage + "5.2|2|0", storage + "6.2|2|0");
        assertThat(chassis("standard").sensors()).extracting(Sensor::name, Sensor::value).containsExactly(tuple("/srv", 50.0));
    }

    @Test
    void powerOverEthernetIsASensorOfEveryAgent() {
        String pse = "1.3.6.1.2.1.105.1.3.1.1.";
        box("1.3.6.1.4.1.99999.1", pse + "2.1|66|370", pse + "3.1|2|1", pse + "4.1|66|85", pse + "2.2|66|0", pse + "3.2|2|3", pse + "4.2|66|0");
        assertThat(chassis("standard").sensors()).extracting(Sensor::name, Sensor::value, Sensor::high, Sensor::status)
                .containsExactly(tuple("PoE 1", 85.0, 370.0, Status.OK), tuple("PoE 2", 0.0, Double.NaN, Status.FAILED));
    }

    @Test
    void membersOfAStackWhoseNamesEndInTheModelAreNoOneAndTheSame() {
        box("1.3.6.1.4.1.99999.1", ENTITY + "5.1|2|11", ENTITY + "5.2|2|3", ENTITY + "4.2|2|1", ENTITY + "6.2|2|1", ENTITY + "7.2|4|SW 48", ENTITY + "11.2|4|A",
                ENTITY + "5.3|2|3", ENTITY + "4.3|2|1", ENTITY + "6.3|2|12", ENTITY + "7.3|4|SW 48", ENTITY + "11.3|4|B");
        assertThat(chassis("standard").members()).extracting(Member::number, Member::serial).containsExactly(tuple(1, "A"), tuple(12, "B"));
        box("1.3.6.1.4.1.99999.1", ENTITY + "5.1|2|11", ENTITY + "5.2|2|3", ENTITY + "4.2|2|1", ENTITY + "6.2|2|-1",
                ENTITY + "5.3|2|3", ENTITY + "4.3|2|1", ENTITY + "6.3|2|-1");
        assertThat(chassis("standard").members()).extracting(Member::number).containsExactly(1, 2);
    }

    @Test
    void aNeighbourWithoutAnAddressTellsZeros() {
        String lldp = "1.0.8802.1.1.2.1.4.";
        box("1.3.6.1.4.1.99999.1", with(ports("a"), lldp + "1.1.9.4294000000.1.7|4|camera", lldp + "2.1.3.4294000000.1.7.1.4.0.0.0.0|2|2"));
        assertThat(report(Neighbours.class).neighbours()).singleElement().satisfies(n -> {
            assertThat(n.port()).isEqualTo("a");
            assertThat(n.addresses()).isEmpty();
        });
    }

    @Test
    void aPortIsToldByItsAddressThoughItsUnitsHaveTheSame() {
        String lldp = "1.0.8802.1.1.2.1.";
        box("1.3.6.1.4.1.8072.3.2.10", with(ports("eth6", "eth6.500", "eth6.10", "eth7", "eth8"), IF + "6.1|4x|020000000006", IF + "6.2|4x|020000000006",
                IF + "6.3|4x|020000000006", IF + "6.4|4x|020000000007", IF + "6.5|4x|020000000007", lldp + "3.7.1.2.77|2|3", lldp + "3.7.1.3.77|4x|020000000006",
                lldp + "3.7.1.2.78|2|3", lldp + "3.7.1.3.78|4x|020000000007", lldp + "4.1.1.9.0.77.1|4|a", lldp + "4.1.1.9.0.78.1|4|b"));
        assertThat(report(Neighbours.class).neighbours()).extracting(Neighbours.Neighbour::name, Neighbours.Neighbour::port)
                .containsExactly(tuple("a", "eth6"), tuple("b", ""));
    }

    @Test
    void comware() {
        String ext = "1.3.6.1.4.1.25506.2.6.1.1.1.1.";
        String optic = "1.3.6.1.4.1.25506.2.70.1.1.1.";
        box("1.3.6.1.4.1.25506.11.1.33", with(ports("XGE1/0/1", "XGE2/0/1"),
                ENTITY + "5.1|2|11", ENTITY + "5.2|2|3", ENTITY + "4.2|2|1", ENTITY + "5.3|2|3", ENTITY + "4.3|2|1", ENTITY + "11.3|4|CN2", ENTITY + "5.9|2|6",
                ENTITY + "2.9|4|AC power", ENTITY + "7.2|4|Board 1",
                "1.3.6.1.4.1.25506.2.91.2.1.1.2|2|1", "1.3.6.1.4.1.25506.2.91.2.1.1.3|2|5", "1.3.6.1.4.1.25506.2.91.2.1.3.2|2|32",
                ext + "6.1|2|0", ext + "8.1|2|0", ext + "12.1|2|65535", ext + "6.2|2|12", ext + "8.2|2|40", ext + "12.2|2|38", ext + "13.2|2|65535", ext + "19.9|2|51",
                "1.3.6.1.4.1.25506.8.35.9.1.1.1.2.1|2|2", "1.3.6.1.4.1.25506.8.35.9.1.2.1.2.1|2|1",
                optic + "5.1|4|CN2A", optic + "9.1|2|-541", optic + "12.1|2|-1005", optic + "13.1|2|-300", optic + "14.1|2|-2000", optic + "15.1|2|31",
                optic + "16.1|2|331", optic + "17.1|2|999", optic + "12.2|2|2147483647", optic + "9.2|2|2147483647", optic + "15.2|2|2147483647"));
        Chassis chassis = chassis("comware");
        assertThat(chassis.members()).extracting(Member::number, Member::serial).containsExactly(tuple(1, ""), tuple(5, "CN2"));
        assertThat(chassis.sensors()).hasSize(8);
        assertThat(sensor("Board 1 CPU").value()).isEqualTo(12);
        assertThat(sensor("Board 1 memory").value()).isEqualTo(40);
        assertThat(sensor("Board 1 temperature")).satisfies(s -> {
            assertThat(s.value()).isEqualTo(38);
            assertThat(s.high()).isNaN();
        });
        assertThat(sensor("XGE1/0/1 light in")).satisfies(s -> {
            assertThat(s.value()).isEqualTo(-10.05);
            assertThat(s.low()).isEqualTo(-20);
            assertThat(s.high()).isEqualTo(-3);
        });
        assertThat(sensor("XGE1/0/1 laser current").value()).isEqualTo(0.00999);
        assertThat(sensor("XGE1/0/1 optic voltage").value()).isEqualTo(3.31);
        assertThat(chassis.parts()).extracting(Part::name, Part::status)
                .contains(tuple("AC power", Status.FAILED), tuple("fan 1", Status.FAILED), tuple("power supply 1", Status.OK));
    }

    @Test
    void brocade() {
        String base = "1.3.6.1.4.1.1991.1.1.";
        box("1.3.6.1.4.1.1991.1.3.61", with(ports("1/1/1", "1/1/2"),
                base + "1.2.1.1.3.1|2|2", base + "1.3.1.1.3.1|2|3", base + "2.13.1.1.3.1.1|4|Line module 1, sensor 1", base + "2.13.1.1.4.1.1|2|83",
                base + "2.11.1.1.5.1.1.1|66|57", base + "2.11.1.1.5.1.1.60|66|4", base + "2.2.1.1.24.1|70|2147483648", base + "2.2.1.1.25.1|70|1073741824",
                base + "3.3.6.1.1.1|4|N/A", base + "3.3.6.1.1.2|4|43.3554 C: Normal", base + "3.3.6.1.3.1|4|N/A", base + "3.3.6.1.3.2|4|-002.8008 dBm: Normal",
                base + "3.31.2.2.1.2.1|2|2", base + "3.31.2.2.1.2.2|2|4", base + "3.31.2.2.1.3.1|4x|020000000001", base + "3.31.2.2.1.5.1|2|1",
                base + "3.31.2.2.1.5.2|2|3"));
        Chassis chassis = chassis("brocade");
        assertThat(chassis.members()).extracting(Member::number, Member::role, Member::status)
                .containsExactly(tuple(1, "master", Status.OK), tuple(2, "member", Status.ABSENT));
        assertThat(chassis.sensors()).extracting(Sensor::value).containsExactlyInAnyOrder(4.0, 50.0, 41.5, 43.3554, -2.8008);
        assertThat(sensor("1/1/2 light in").port()).isEqualTo("1/1/2");
        assertThat(chassis.parts()).extracting(Part::kind, Part::status)
                .containsExactlyInAnyOrder(tuple(Part.Kind.SUPPLY, Status.OK), tuple(Part.Kind.FAN, Status.FAILED));
    }

    @Test
    void smallCiscoSwitches() {
        String base = "1.3.6.1.4.1.9.6.1.101.";
        box("1.3.6.1.4.1.9.6.1.94.48.6", base + "1.8.0|2|101", base + "53.14.1.5.1|4|A", base + "53.14.1.5.2|4|B", base + "53.15.1.10.1|2|52", base + "53.15.1.10.2|2|0",
                base + "83.1.1.1.2.67109185|4|fan 1 unit 1", base + "83.1.1.1.3.67109185|2|6", base + "83.1.2.1.3.67109185|2|5");
        Chassis chassis = chassis("cisco-sb");
        assertThat(chassis.members()).extracting(Member::number, Member::serial).containsExactly(tuple(1, "A"), tuple(2, "B"));
        assertThat(chassis.sensors()).extracting(Sensor::value).containsExactly(52.0);
        assertThat(chassis.parts()).extracting(Part::status).containsExactlyInAnyOrder(Status.FAILED, Status.ABSENT);
        box("1.3.6.1.4.1.9.6.1.94.48.6", base + "1.8.0|2|7", base + "53.14.1.5.1|4|A");
        assertThat(chassis("cisco-sb").members()).isEmpty();
        assertThat(sensor("CPU").value()).isEqualTo(7);
    }

    @Test
    void extreme() {
        String base = "1.3.6.1.4.1.1916.1.";
        box("1.3.6.1.4.1.1916.2.141", base + "1.1.8.0|2|33", base + "1.1.9.1.2.101|2|2", base + "1.1.9.1.4.101|2|4300", base + "1.1.27.1.2.1|2|2", base + "32.1.2.0|4|7.5",
                base + "32.2.2.1.2.1|4|262144", base + "32.2.2.1.3.1|4|65536", base + "33.2.1.3.1|2|1", base + "33.2.1.4.1|2|1", base + "33.2.1.3.2|2|2", base + "33.2.1.4.2|2|3");
        Chassis chassis = chassis("extreme");
        assertThat(chassis.members()).extracting(Member::role, Member::status).containsExactly(tuple("master", Status.OK), tuple("backup", Status.FAILED));
        assertThat(chassis.sensors()).extracting(Sensor::value).containsExactlyInAnyOrder(33.0, 4300.0, 7.5, 75.0);
        assertThat(chassis.parts()).extracting(Part::kind, Part::status)
                .containsExactlyInAnyOrder(tuple(Part.Kind.FAN, Status.FAILED), tuple(Part.Kind.SUPPLY, Status.OK));
    }

    @Test
    void fastpathUnderTheRootsOfThoseWhoSellIt() {
        for (String root : List.of("1.3.6.1.4.1.4526.10", "1.3.6.1.4.1.674.10895.5000.2.6132.1.1", "1.3.6.1.4.1.4413.1.1")) {
            box(root.startsWith("1.3.6.1.4.1.674") ? "1.3.6.1.4.1.674.10895.3042" : root.substring(0, 16), root + ".43.1.8.1.5.1.0|2|41",
                    root + ".43.1.6.1.3.1.0|2|4", root + ".1.1.4.9.0|4|    5 Secs ( 9.5%)   60 Secs ( 12.25%)  300 Secs ( 38.2%)", root + ".1.1.4.1.0|2|250",
                    root + ".1.1.4.2.0|2|1000");
            assertThat(chassis("fastpath").sensors()).extracting(Sensor::value).containsExactlyInAnyOrder(41.0, 12.25, 75.0);
            assertThat(chassis("fastpath").parts()).extracting(Part::status).containsExactly(Status.WORN);
        }
    }

    @Test
    void stacksAndOpticsOfArubaSwitches() {
        String optic = "1.3.6.1.4.1.11.2.14.11.5.1.82.1.1.1.1.";
        String vsf = "1.3.6.1.4.1.11.2.14.11.5.1.116.1.3.1.";
        box("1.3.6.1.4.1.11.2.3.7.11.181.20", with(ports("1/A1"), vsf + "9.1|2|3", vsf + "9.2|2|8", vsf + "9.3|2|0", vsf + "14.1|4|SG1", vsf + "19.1|2|32",
                vsf + "20.1|2|700", vsf + "21.1|2|525", optic + "3.1|4|J9151A", optic + "11.1|2|27453", optic + "12.1|66|33014", optic + "14.1|2|-5877",
                optic + "15.1|2|-99999999", optic + "32.1|66|10000", optic + "33.1|66|1000"));
        Chassis chassis = chassis("hp-aruba");
        assertThat(chassis.members()).extracting(Member::number, Member::role, Member::status, Member::serial)
                .containsExactly(tuple(1, "master", Status.OK, "SG1"), tuple(2, "member", Status.FAILED, ""));
        assertThat(sensor("member 1 memory").value()).isEqualTo(25);
        assertThat(sensor("1/A1 optic voltage").value()).isEqualTo(3.3014);
        assertThat(sensor("1/A1 light in").value()).isNaN();
        assertThat(sensor("1/A1 light out")).satisfies(s -> {
            assertThat(s.value()).isEqualTo(-5.877);
            assertThat(s.low()).isEqualTo(-10);
            assertThat(s.high()).isZero();
        });
    }

    @Test
    void arubaCxTellsStatesAsNumbersToo() {
        String base = "1.3.6.1.4.1.47196.4.1.1.3.";
        box("1.3.6.1.4.1.47196.4.1.1.1.50", with(ports("1/1/1"), base + "11.2.1.1.11.1.1|2|3", base + "11.2.1.1.4.1.2|4|ok", base + "11.2.1.1.11.1.2|2|1",
                base + "11.5.1.1.10.1.1|2|5", base + "27.1.2.2.1.12.1.1|4|0.5000 mW", base + "27.1.2.2.1.7.1.1|4|n/a", base + "27.1.2.1.1.2.1|4|31.5"));
        Chassis chassis = chassis("aruba-cx");
        assertThat(chassis.parts()).extracting(Part::kind, Part::status).containsExactlyInAnyOrder(
                tuple(Part.Kind.SUPPLY, Status.FAILED), tuple(Part.Kind.SUPPLY, Status.OK), tuple(Part.Kind.FAN, Status.FAILED));
        assertThat(chassis.sensors()).extracting(Sensor::name, Sensor::value)
                .containsExactlyInAnyOrder(tuple("1/1/1 lane 1 light in", -3.0103), tuple("1/1/1 optic temperature", 31.5));
    }

    @Test
    void ciscoWithoutLacpWithFewColumns() {
        String cpu = "1.3.6.1.4.1.9.9.109.1.1.1.1.";
        String pagp = "1.3.6.1.4.1.9.9.98.1.1.1.1.8.";
        box("1.3.6.1.4.1.9.1.516", with(ports("Gi1/0/1", "Gi1/0/2", "Gi1/0/3"), IF + "3.50|2|53", IF + "8.50|2|1", IFX + "1.50|4|Po1",
                pagp + "1|2|50", pagp + "2|2|50", pagp + "3|2|3", cpu + "8.1|66|11", cpu + "12.1|66|300", cpu + "13.1|66|100", cpu + "5.2|66|9",
                "1.3.6.1.4.1.9.9.221.1.1.1.1.3.1.1|4|Processor", "1.3.6.1.4.1.9.9.221.1.1.1.1.18.1.1|70|4000000000", "1.3.6.1.4.1.9.9.221.1.1.1.1.20.1.1|70|12000000000"));
        assertThat(report(Ports.class).bundle("Po1").orElseThrow().members()).extracting(Ports.Member::port).containsExactly("Gi1/0/1", "Gi1/0/2");
        assertThat(report(Ports.class).bundles()).hasSize(1);
        assertThat(chassis("cisco-ios").sensors()).extracting(Sensor::kind, Sensor::value).containsExactlyInAnyOrder(
                tuple(Sensor.Kind.CPU, 11.0), tuple(Sensor.Kind.CPU, 9.0), tuple(Sensor.Kind.MEMORY, 75.0), tuple(Sensor.Kind.MEMORY, 25.0));
    }

    @Test
    void radiosAndRoutersThatFeedTheirNeighbours() {
        box("1.3.6.1.4.1.10002.1", "1.3.6.1.4.1.41112.1.4.8.3.0|2|606", "1.3.6.1.4.1.41112.1.4.8.4.0|2|0");
        assertThat(chassis("ubiquiti").sensors()).extracting(Sensor::value).containsExactly(6.06);
        String poe = "1.3.6.1.4.1.14988.1.1.15.1.1.";
        box("1.3.6.1.4.1.14988.1", with(ports("ether1"), poe + "2.1|4|ether1", poe + "3.1|2|3", poe + "4.1|2|240", poe + "5.1|2|120", poe + "6.1|2|29"));
        assertThat(chassis("mikrotik").sensors()).extracting(Sensor::value, Sensor::port)
                .containsExactlyInAnyOrder(tuple(2.9, "ether1"), tuple(24.0, "ether1"), tuple(0.12, "ether1"));
    }
}

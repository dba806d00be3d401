package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.server.inventory.Batch;

/** Switch lines and patch lists of event crews. */
class GondulTest {
    private static final String SWITCHES =
            """
            # name subnet4 subnet6 mgmt4 mgmt6 vlan distro
            e1-3 198.18.40.0/26 2001:db8:584:0a::/64 198.18.0.2/26 2001:db8:584:54a::2/64 1013 distro0
            e1-4\t198.18.40.64/26   2001:db8:584:0b::/64 198.18.0.3/26 2001:db8:584:54a::3/64 1014 distro0  # by the door

            sw2-studio 198.18.50.0/24 - 198.18.0.4/27 - 229 rs1.north
            sw3-lounge 198.18.50.0/24 - 198.18.0.5/27 - 229 rs1.north
            """;
    private static final String PATCHES =
            """
            e1-3 distro0 ge-0/0/0 ge-1/0/0 ge-2/0/0
            e1-4 distro0 mge-0/0/24 mge-2/0/24 # multirate
            sw2-studio rs1.north ge-0/0/45
            """;

    @TempDir
    Path dir;

    private Exchanged into;

    @BeforeEach
    void begin() {
        into = new Exchanged(dir);
    }

    @AfterEach
    void end() {
        into.close();
    }

    @Test
    void switchLinesAreDevicesWithTheirNetworkAndDistro() {
        into.load(Format.GONDUL, SWITCHES);
        assertThat(into.device("e1-3").addresses()).containsExactly("198.18.0.2", "2001:db8:584:54a::2");
        assertThat(into.device("e1-3").networks()).containsExactly("e1-3");
        assertThat(into.network("e1-3").vlan()).hasValue(1013);
        assertThat(into.network("e1-3").subnets()).containsExactly("198.18.40.0/26", "2001:db8:584:a::/64");
        assertThat(into.uplinks("e1-4")).containsExactly(">distro0:");
    }

    @Test
    void switchesWithTheSameSubnetAndVlanShareOneNetwork() {
        into.load(Format.GONDUL, SWITCHES);
        assertThat(into.device("sw3-lounge").networks()).containsExactly("sw2-studio");
        assertThat(into.inventory().networks()).hasSize(3);
    }

    @Test
    void distroThatNobodyDescribesIsMadeAndSaid() {
        Batch batch = Format.GONDUL.read(Exchanged.bytes(SWITCHES), Options.NONE);
        assertThat(batch.notes()).containsExactly("only named as above others, without an address where they are new: distro0, rs1.north");
        into.load(batch, false);
        assertThat(into.device("distro0").addresses()).isEmpty();
    }

    @Test
    void distroThatIsThereStaysAsItIs() {
        into.given("devices:\n  distro0: {addresses: [198.18.0.1], tags: [distro], note: ring}\n  rs1.north: {}\n");
        String before = into.device("distro0").toString();
        into.load(Format.GONDUL, SWITCHES);
        assertThat(into.device("distro0")).hasToString(before);
    }

    @Test
    void patchListHasThePortsOfTheDistroAndLeavesOurOwnOpen() {
        into.load(Format.GONDUL, PATCHES);
        assertThat(into.uplinks("e1-3")).containsExactly(">distro0:ge-0/0/0", ">distro0:ge-1/0/0", ">distro0:ge-2/0/0");
        assertThat(into.uplinks("e1-4")).containsExactly(">distro0:mge-0/0/24", ">distro0:mge-2/0/24");
    }

    @Test
    void ownPortsFollowFromTheFirstWhenThePersonSaysIt() {
        into.load(Format.GONDUL.read(Exchanged.bytes(PATCHES), new Options(List.of(), "ge-0/0/44")), false);
        assertThat(into.uplinks("e1-3"))
                .containsExactly("ge-0/0/44>distro0:ge-0/0/0", "ge-0/0/45>distro0:ge-1/0/0", "ge-0/0/46>distro0:ge-2/0/0");
    }

    @Test
    void bothKindsOfLinesMayStandInOneFileInAnyOrder() {
        into.load(Format.GONDUL, PATCHES + SWITCHES);
        String both = into.yaml();
        assertThat(into.uplinks("e1-3")).hasSize(3);
        assertThat(into.load(Format.GONDUL, SWITCHES).items()).isEmpty();
        assertThat(into.load(Format.GONDUL, PATCHES).items()).isEmpty();
        assertThat(into.yaml()).isEqualTo(both);
    }

    @Test
    void patchListKeepsOwnPortsThatAreKnown() {
        into.given("devices:\n  distro0: {}\n  e1-3: {uplinks: [{port: ge-0/0/44, to: distro0, toPort: ge-0/0/0}, {port: xe-0/1/0, to: distro0, toPort: ge-9/0/9}]}\n");
        into.load(Format.GONDUL, PATCHES);
        assertThat(into.uplinks("e1-3")).containsExactly("ge-0/0/44>distro0:ge-0/0/0", ">distro0:ge-1/0/0", ">distro0:ge-2/0/0");
    }

    @Test
    void patchListThatGoesOutComesBackAndChangesNothing() {
        into.load(Format.GONDUL.read(Exchanged.bytes(PATCHES), new Options(List.of(), "ge-0/0/44")), false);
        into.given("devices:\n  \"a b\": {uplinks: [{to: distro0, toPort: x}]}\n  unknown: {uplinks: [{to: distro0}]}\n  core: {}\n");
        String out = into.write(Format.GONDUL);
        assertThat(out.lines()).containsExactly(
                "# name distro port port port",
                "e1-3 distro0 ge-0/0/0 ge-1/0/0 ge-2/0/0",
                "e1-4 distro0 mge-0/0/24 mge-2/0/24",
                "sw2-studio rs1.north ge-0/0/45",
                "# uplinks left out, as a name has a space in it or a port is not known: 2");
        assertThat(into.load(Format.GONDUL, out).items()).isEmpty();
    }

    @Test
    void whatTheLinesCannotSayStays() {
        into.given("plans:\n  hall: {width: 9, height: 9}\nnetworks:\n  mgmt: {}\ndevices:\n"
                + "  e1-3: {tags: [access], note: n, networks: [mgmt], addresses: [198.18.9.9], placements: [{plan: hall, x: 1, y: 1, width: 1, height: 1}]}\n");
        into.load(Format.GONDUL, SWITCHES);
        assertThat(into.device("e1-3").tags()).containsExactly("access");
        assertThat(into.device("e1-3").note()).isEqualTo("n");
        assertThat(into.device("e1-3").networks()).containsExactly("e1-3", "mgmt");
        assertThat(into.device("e1-3").placements()).hasSize(1);
        assertThat(into.device("e1-3").addresses()).containsExactly("198.18.0.2", "2001:db8:584:54a::2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "e1|1:1 has 1 word",
        "e1 distro0|1:1 has 2 words",
        "e1 198.18.40.0/26 -|1:1 has 3 words",
        "e1 198.18.40.0/33 - - - 1 d|1:4 subnet4: \"198.18.40.0/33\" is no prefix of IPv4",
        "e1 2001:db8::/64 - - - 1 d|1:4 subnet4: \"2001:db8::/64\" is no prefix of IPv4",
        "e1 198.18.40.1/26 - - - 1 d|1:4 subnet4: \"198.18.40.1/26\" has bits set beyond its length",
        "e1 - - 198.18.0.256/26 - 1 d|1:8 mgmt4: \"198.18.0.256/26\" is no address of IPv4",
        "e1 - - 198.18.0.2/33 - 1 d|1:8 mgmt4: \"198.18.0.2/33\" is no address of IPv4",
        "e1 - - 198.18.0.2 198.18.0.2 1 d|1:19 mgmt6: \"198.18.0.2\" is no address of IPv6",
        "e1 - - - - vlan7 d|1:12 vlan: \"vlan7\" is no number from 1 to 4094",
        "e1 - - - - 4095 d|1:12 networks.e1.vlan: expected a whole number from 1 to 4094, got 4095",
        "e1 - - - - 1 d\\n\\n e1 - - - - 2 d|3:2 name: \"e1\" stands here twice; first in line 1",
        "e1 - - - - 1 d1\\ne1 d2 ge-0/0/1|1:14 e1: is at \"d1\" here, but at \"d2\" in the patch list, line 2",
        "e1 - - 198.18.0.2 - 1 d\\ne2 - - 198.18.0.2 - 2 d|2:8 devices.e2.addresses[0]: \"198.18.0.2\" is an address of device \"e1\" too",
        "e1 e1 ge-0/0/1|1:4 devices.e1.uplinks[0].to: a device cannot be its own uplink",
    })
    void faultsAreSaidWithLineAndColumn(String lines, String fault) {
        assertThat(into.faults(Format.GONDUL, lines.replace("\\n", "\n"))).contains(fault);
    }
}

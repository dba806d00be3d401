package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.server.exchange.NetBoxMade.list;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Clock;
import vor.model.Link;
import vor.server.inventory.Batch;

/** Answers of NetBox. */
class NetBoxTest {
    private static final String CORE = NetBoxMade.device(1, "core", "198.18.0.1/32", "2001:DB8::1/128");
    private static final String DISTRO = NetBoxMade.device(2, "distro1", "198.18.0.2/24", "", "device_role", "staged", "by the stage", 52);

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

    private static Batch read(String text, String... top) {
        return Format.NETBOX.read(Exchanged.bytes(text), new Options(List.of(top), ""));
    }

    @Test
    void deviceBringsItsPrimaryAddressesAndRoleSiteAndTags() {
        Batch batch = read(list(List.of(CORE, DISTRO)));
        into.load(batch, false);
        assertThat(into.device("core").addresses()).containsExactly("198.18.0.1", "2001:db8::1");
        assertThat(into.device("core").tags()).containsExactly("3-uplinks", "access-switch", "floor");
        assertThat(into.device("distro1").tags()).containsExactly("3-uplinks", "access-switch", "floor", "staged");
        assertThat(into.device("distro1").note()).isEqualTo("by the stage");
        assertThat(batch.notes()).containsExactly("not taken over: device_type (2), rack (2), serial (2)");
    }

    @Test
    void whatNetBoxCannotSayStays() {
        into.given("devices:\n  core: {profile: remote, tags: [mine], note: ours, addresses: [198.18.9.9]}\n");
        into.load(read(list(List.of(CORE))), false);
        assertThat(into.device("core").profile()).isEqualTo("remote");
        assertThat(into.device("core").note()).isEqualTo("ours");
        assertThat(into.device("core").tags()).contains("mine", "floor");
        assertThat(into.device("core").addresses()).containsExactly("198.18.0.1", "2001:db8::1");
    }

    @Test
    void listsMayStandUnderThePathsOfTheApiOrAloneOrOneAfterTheOther() {
        for (String text : List.of(
                "{\"dcim/devices\":[" + CORE + "],\"/api/dcim/cables/\":" + list(List.of()) + "}",
                "[" + CORE + "]",
                CORE,
                list(List.of(CORE)) + "\n" + list(List.of(DISTRO)))) {
            assertThat(read(text).root().get("devices").fields()).containsKey("core");
        }
    }

    @Test
    void answerThatGoesOnElsewhereIsSaid() {
        Batch batch = read(list(List.of(CORE)).replace("\"count\":1", "\"count\":190").replace("\"next\":null", "\"next\":\"https://netbox.example.org/api/dcim/devices/?limit=1&offset=1\""));
        assertThat(batch.notes()).contains("dcim/devices: the file has 1 of 190; the rest is behind its \"next\"");
    }

    @Test
    void patchPanelsAndDevicesWithoutANameAreCounted() {
        String panel = NetBoxMade.device(3, "PP:MDF", "", "", "role", "active", "", 0);
        String nameless = CORE.replace("\"name\":\"core\"", "\"name\":null");
        Batch batch = read(list(List.of(panel, panel.replace("/3/", "/4/"), nameless)));
        assertThat(batch.root().get("devices").fields()).isEmpty();
        assertThat(batch.notes()).containsExactly("not taken over: devices with neither interface nor address (2), devices without a name (1)");
    }

    @Test
    void cablesAreLinksWithTheSpeedAndTheBundleOfTheirPorts() {
        String ports = list(List.of(
                NetBoxMade.port(11, 1, "core", "et-0/0/1", "100gbase-x-qsfp28", "ae1", ""),
                NetBoxMade.port(12, 2, "distro1", "xe-0/1/0", "10gbase-x-sfpp", "ae0", "")));
        String cables = list(List.of(NetBoxMade.cable(1, 11, 1, "core", "et-0/0/1", 12, 2, "distro1", "xe-0/1/0")));
        into.load(read(list(List.of(CORE, DISTRO)) + ports + cables), false);
        assertThat(into.inventory().links()).singleElement().satisfies(l -> {
            assertThat(l.a().port()).isEqualTo("et-0/0/1");
            assertThat(l.b().port()).isEqualTo("xe-0/1/0");
            assertThat(l.bundle()).isEqualTo("ae1");
            assertThat(l.megabits()).isEqualTo(10_000);
        });
        assertThat(into.uplinks("distro1")).isEmpty();
    }

    @Test
    void uplinksLeadToTheTopThatThePersonNames() {
        String cables = list(List.of(NetBoxMade.cable(1, 11, 1, "core", "et-0/0/1", 12, 2, "distro1", "xe-0/1/0")));
        into.load(read(list(List.of(CORE, DISTRO)) + cables, "core"), false);
        assertThat(into.uplinks("distro1")).containsExactly("xe-0/1/0>core:et-0/0/1");
        assertThat(into.uplinks("core")).isEmpty();
    }

    @Test
    void cablesOfOldVersionsReadTheSame() {
        into.load(read(list(List.of(CORE, DISTRO)) + list(List.of(NetBoxMade.oldCable(1, "core", "et-0/0/1", "distro1", "xe-0/1/0"))), "core"), false);
        assertThat(into.uplinks("distro1")).containsExactly("xe-0/1/0>core:et-0/0/1");
    }

    @Test
    void farEndBehindAPatchPanelIsKnownFromTheInterface() {
        String port = NetBoxMade.port(12, 2, "distro1", "xe-0/1/0", "10gbase-x-sfpp", "", "")
                .replace("\"connected_endpoints\":null", "\"connected_endpoints\":[{\"id\":11,\"device\":{\"id\":1,\"name\":\"core\"},\"name\":\"et-0/0/1\"}]")
                .replace("\"connected_endpoints_type\":null", "\"connected_endpoints_type\":\"dcim.interface\"")
                .replace("\"connected_endpoints_reachable\":null", "\"connected_endpoints_reachable\":true");
        String half = NetBoxMade.cable(1, "[{\"object_type\":\"dcim.frontport\",\"object_id\":1,\"object\":{}}]", "[]", "connected");
        Batch batch = read(list(List.of(CORE, DISTRO)) + list(List.of(port)) + list(List.of(half)));
        into.load(batch, false);
        assertThat(into.inventory().links()).extracting(Link::megabits).containsExactly(10_000L);
        assertThat(batch.notes()).anyMatch(n -> n.contains("cables with an end that is no interface (1)"));
    }

    @Test
    void cablesThatLeadElsewhereOrAreOnlyPlannedAreCounted() {
        String out = NetBoxMade.cable(1, 11, 1, "core", "et-0/0/1", 12, 9, "elsewhere", "xe-0/1/0");
        String planned = NetBoxMade.cable(2, "[]", "[]", "planned");
        Batch batch = read(list(List.of(CORE)) + list(List.of(out, planned)));
        assertThat(batch.root().get("links").items()).isEmpty();
        assertThat(batch.notes()).anyMatch(n -> n.contains("cables that are not connected (1), cables to what is not taken over (1)"));
    }

    @Test
    void vlansWithTheirPrefixesAreNetworks() {
        String row = NetBoxMade.vlan(7, 101, "row1");
        String ports = list(List.of(NetBoxMade.port(11, 1, "core", "ae1", "lag", "", row)));
        String prefixes = list(List.of(
                NetBoxMade.prefix(1, "198.18.40.0/26", row), NetBoxMade.prefix(2, "2001:db8:40::/64", row), NetBoxMade.prefix(3, "198.18.0.0/15", "null")));
        Batch batch = read(list(List.of(CORE)) + ports + list(List.of(row, NetBoxMade.vlan(8, 999, "empty"))) + prefixes);
        into.load(batch, false);
        assertThat(into.network("row1").vlan()).hasValue(101);
        assertThat(into.network("row1").subnets()).containsExactly("198.18.40.0/26", "2001:db8:40::/64");
        assertThat(into.network("empty").subnets()).isEmpty();
        assertThat(into.device("core").networks()).containsExactly("row1");
        assertThat(batch.notes()).anyMatch(n -> n.contains("prefixes without a VLAN (1)"));
    }

    @Test
    void vlansOfOneNameAreToldApartByTheirNumber() {
        into.load(read(list(List.of(NetBoxMade.vlan(1, 10, "mgmt"), NetBoxMade.vlan(2, 20, "mgmt"), NetBoxMade.vlan(3, 20, "mgmt"), NetBoxMade.vlan(4, 30, "x")))), false);
        assertThat(into.inventory().networks()).extracting(n -> n.name()).containsExactly("mgmt-10", "mgmt-20-2", "mgmt-20-3", "x");
    }

    @Test
    void faultsAreSaidWithLineAndColumn() {
        String bad = NetBoxMade.device(3, "e1", "198.18.0.300/24", "");
        assertThat(into.faults(Format.NETBOX, list(List.of(CORE, bad, CORE.replace("/1/", "/9/")))))
                .anyMatch(f -> f.matches("3:[0-9]+ primary_ip4: \"198.18.0.300/24\" is not an address"))
                .anyMatch(f -> f.matches("4:[0-9]+ name: \"core\" stands here twice; first in line 2, column 1"));
        assertThat(into.faults(Format.NETBOX, "[{\"id\":1}]")).containsExactly("1:2 url: is missing, so nobody can know what this is");
        assertThat(into.faults(Format.NETBOX, "7")).containsExactly("1:1 expected an answer of NetBox's API");
        assertThat(into.faults(Format.NETBOX, "{\"detail\":\"Invalid token\"}")).hasSize(1);
        assertThat(into.faults(Format.NETBOX, "[")).singleElement().asString().contains("this is not JSON");
    }

    @Test
    void topThatIsNotThereIsAFault() {
        Batch batch = read(list(List.of(CORE)), "cora");
        assertThat(batch.faults().count()).isEqualTo(1);
    }

    @Test
    void thousandDevicesAreReadCheckedAndKept() {
        String text = NetBoxMade.hall(1_000);
        byte[] bytes = Exchanged.bytes(text);
        long begin = Clock.system().nanos();
        Batch batch = read(text, "core");
        long read = Clock.system().nanos();
        into.load(batch, false);
        long kept = Clock.system().nanos();
        System.out.printf("NetBox, 1,000 devices, %,d kB: read in %d ms, checked and kept in %d ms%n", bytes.length / 1000, (read - begin) / 1_000_000, (kept - read) / 1_000_000);
        assertThat(into.inventory().devices()).hasSize(1_000);
        assertThat(into.uplinks("e0-0")).containsExactly("ge-0/0/44>distro1:ge-0/0/0", "ge-0/0/45>distro1:ge-1/0/0", "ge-0/0/46>distro1:ge-2/0/0");
        assertThat(into.uplinks("distro3")).containsExactly("et-0/1/0>core:et-0/0/3");
        assertThat(into.inventory().links()).hasSize(10 + 989 * 3);
        assertThat(into.inventory().networks()).hasSize(989);
        assertThat(into.load(read(text, "core"), false).items()).isEmpty();
    }
}

package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.testkit.ManualClock;

/** What an edit refuses, with the field and the words. */
final class EditTest {
    private InventoryStore store;

    @BeforeEach
    void begin(@TempDir Path dir) {
        store = InventoryStore.open(dir, new ManualClock(), InventoryStoreContract.PROFILES);
        Given.put(store, Kind.PLAN, "hall", "{'width':100,'height':50}");
        Given.put(store, Kind.NETWORK, "row1", "{}");
        Given.device(store, "core", "{'addresses':['192.0.2.1']}");
    }

    @AfterEach
    void end() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'profile':'wird'}|profile: \"wird\" does not exist",
        "{'profile':7}|profile: expected a string, got a number",
        "{'addresses':7}|addresses: expected an array of strings, got a number",
        "{'addresses':null}|addresses: expected an array of strings, got null",
        "{'addresses':[7]}|addresses[0]: expected a string, got a number",
        "{'addresses':['1.2.3']}|addresses[0]: \"1.2.3\" is not an address",
        "{'addresses':['a','b','a']}|addresses[2]: \"a\" stands here twice",
        "{'addresses':['192.0.2.1']}|addresses[0]: \"192.0.2.1\" is an address of device \"core\" too",
        "{'addresses':['h.example','H.example']}|addresses[1]: \"H.example\" stands here twice",
        "{'uplinks':[{'to':'kore'}]}|uplinks[0].to: there is no device \"kore\"",
        "{'uplinks':[{'to':'new'}]}|uplinks[0].to: a device cannot be its own uplink",
        "{'uplinks':[{}]}|uplinks[0].to: is missing; expected the name of a device",
        "{'uplinks':[{'to':'core'},{'to':'core'}]}|uplinks[1]: stands here twice",
        "{'uplinks':['core']}|uplinks[0]: expected an object, got a string",
        "{'networks':['row2']}|networks[0]: \"row2\" does not exist",
        "{'tags':['a b']}|tags[0]: character 2 is white space (U+0020)",
        "{'placements':[{'plan':'hal','x':0,'y':0,'width':1,'height':1}]}|placements[0].plan: \"hal\" does not exist",
        "{'placements':[{'plan':'hall','x':0,'y':0,'width':0,'height':1}]}|placements[0].width: expected a number from 0.001 to 100000, got 0",
        "{'placements':[{'plan':'hall','x':1e999,'y':0,'width':1,'height':1}]}|placements[0].x: expected a number from -100000 to 100000, got Infinity",
        "{'placements':[{'plan':'hall','y':0,'width':1,'height':1}]}|placements[0].x: is missing; expected a number",
        "{'placements':[{'latitude':91,'longitude':0}]}|placements[0].latitude: expected a number from -90 to 90, got 91",
        "{'placements':[{}]}|placements[0]: expected either plan, x, y, width, height or latitude, longitude",
        "{'maintenance':{'why':'x','until':'soon'}}|maintenance.until: expected a time: milliseconds since 1970, or such as 2026-04-01T14:00:00Z",
        "{'maintenance':true}|maintenance: expected an object, got true",
        "{'note':7}|note: expected a string, got a number",
        "{'nmae':'x'}|nmae: there is no such field",
        "{'id':77}|id: is not the id of this one",
        "{'name':'other'}|name: is \"other\", but the request is for \"new\"",
        "[]|: expected an object, got an array",
    })
    void deviceThatIsNotValidIsRefusedNamingTheField(String json, String fault) {
        assertThat(Given.faults(store, Kind.DEVICE, "new", json)).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'vlan':0}|vlan: expected a whole number from 1 to 4094, got 0",
        "{'vlan':4095}|vlan: expected a whole number from 1 to 4094, got 4095",
        "{'vlan':1.5}|vlan: expected a whole number from 1 to 4094, got 1.5",
        "{'vlan':'7'}|vlan: expected a whole number, got a string",
        "{'vlan':1e300}|vlan: expected a whole number from 1 to 4094, got 1.0E300",
        "{'subnets':['10.0.0.1/8']}|subnets[0]: \"10.0.0.1/8\" is not in normal form",
        "{'gateways':['gw.example']}|gateways[0]: \"gw.example\" is not an address",
        "{'router':'nobody'}|router: there is no device \"nobody\"",
    })
    void networkThatIsNotValidIsRefusedNamingTheField(String json, String fault) {
        assertThat(Given.faults(store, Kind.NETWORK, "new", json)).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'height':1}|width: is missing; expected a number",
        "{'width':-1,'height':1}|width: expected a number from 0.001 to 100000, got -1",
        "{'width':1,'height':1,'shapes':[{'kind':'circle'}]}|shapes[0].kind: there is no such shape",
        "{'width':1,'height':1,'shapes':[{'kind':'rect','x':0,'y':0,'width':1,'height':1,'tone':'red'}]}|shapes[0].tone: there is no tone \"red\"",
        "{'width':1,'height':1,'shapes':[{'kind':'text','x':0,'y':0,'size':1,'text':7}]}|shapes[0].text: expected a string, got a number",
        "{'width':1,'height':1,'shapes':[{'kind':'text','x':0,'y':0,'size':1,'label':''}]}|shapes[0].label: there is no such field",
    })
    void planThatIsNotValidIsRefusedNamingTheField(String json, String fault) {
        assertThat(Given.faults(store, Kind.PLAN, "new", json)).containsExactly(fault);
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        assertThat(Given.faults(
                        store, Kind.DEVICE, "new", "{'profile':'x','addresses':['1.2.3',5],'tags':['']," + "'uplinks':[{'to':'y','prt':1}]}"))
                .hasSize(6);
    }

    @Test
    void hintsNameWhatWasMeant() {
        for (int i = 0; i < 20; i++) {
            Given.device(store, "distro" + i, "{}");
        }
        assertThatThrownBy(() -> Given.device(store, "e1", "{'uplinks':[{'to':'disto1'}],'profile':'wird'}"))
                .isInstanceOfSatisfying(InventoryException.Invalid.class, e -> assertThat(e.faults())
                        .extracting(Fault::hint)
                        .containsExactly("one of: mesh, remote, wired", "near: distro1, distro0, distro10"));
    }

    @ParameterizedTest
    @CsvSource({".", "..", "'a '", "''"})
    void namesThatCannotBeAreRefused(String name) {
        assertThat(Given.faults(store, Kind.DEVICE, name, "{}")).singleElement().asString().startsWith("name: the name \"");
    }

    @Test
    void listsAreBounded() {
        String many = IntStream.range(0, 65).mapToObj(i -> "'h" + i + "'").collect(Collectors.joining(","));
        assertThat(Given.faults(store, Kind.DEVICE, "new", "{'addresses':[" + many + "]}"))
                .containsExactly("addresses: has 65 entries; at most 64 are allowed");
    }

    @Test
    void thousandsOfFaultsAreCutShort() {
        String many = IntStream.range(0, 3000).mapToObj(i -> "{'name':'d" + i + "','x':1}").collect(Collectors.joining(","));
        List<String> faults = Given.faults(store, e -> {
            e.putAll(Kind.DEVICE, Given.json("[" + many + "]"), Condition.NONE);
            return "";
        });
        assertThat(faults).hasSize(201).last().isEqualTo(": and 2800 more");
    }

    @Test
    void circleOfUplinksIsNamed() {
        Given.device(store, "a", "{'uplinks':[{'to':'core'}]}");
        Given.device(store, "b", "{'uplinks':[{'to':'a'}]}");
        assertThat(Given.faults(store, Kind.DEVICE, "core", "{'uplinks':[{'to':'b'}]}"))
                .containsExactly("uplinks: uplinks go round in a circle: core -> b -> a -> core");
    }

    @Test
    void circleThatABulkWouldMakeIsNamedOnce() {
        assertThat(Given.faults(store, e -> {
                    e.putAll(Kind.DEVICE, Given.json("[{'name':'x','uplinks':[{'to':'y'}]},{'name':'y','uplinks':[{'to':'x'}]}]"), Condition.NONE);
                    return "";
                }))
                .containsExactly("devices[0].uplinks: uplinks go round in a circle: x -> y -> x");
    }

    @Test
    void longChainOfUplinksIsNoProblem() {
        String chain = IntStream.range(0, 20_000)
                .mapToObj(i -> "{'name':'d" + i + "'" + (i == 0 ? "" : ",'uplinks':[{'to':'d" + (i - 1) + "'}]") + "}")
                .collect(Collectors.joining(","));
        assertThat(Given.faults(store, e -> {
                    e.putAll(Kind.DEVICE, Given.json("[" + chain + "]"), Condition.NONE);
                    return "";
                }))
                .isEmpty();
    }

    @Test
    void bulkNamesTheIndexOfEachFault() {
        assertThat(Given.faults(store, e -> {
                    e.putAll(Kind.DEVICE, Given.json("[{'name':'x'},{'name':'x'},{},7,{'name':'y','addresses':[1]},{'name':null}]"), Condition.NONE);
                    return "";
                }))
                .containsExactly(
                        "devices[1].name: \"x\" stands here twice; first in [0]",
                        "devices[2].name: is missing",
                        "devices[3]: expected an object, got a number",
                        "devices[5].name: expected a string, got null",
                        "devices[4].addresses[0]: expected a string, got a number");
    }

    @Test
    void deviceThatUsesAProfileOfYesterdayStaysUntilItIsWrittenAgain() {
        assertThat(Given.faults(store, Kind.DEVICE, "other", "{}")).isEmpty();
        assertThat(Given.faults(store, Kind.DEVICE, "core", "{'profile':'gone'}")).hasSize(1);
    }

    @Test
    void takenNameIsAConflict() {
        Given.device(store, "a", "{}");
        assertThatThrownBy(() -> Given.patch(store, "a", "{'name':'core'}"))
                .isInstanceOf(InventoryException.Conflict.class)
                .hasMessage("there is another device named \"core\"");
    }

    @Test
    void linkBetweenTheSamePortsIsThereOnlyOnce() {
        Given.device(store, "a", "{}");
        store.write("ada", e -> e.add(Given.json("{'a':{'device':'core','port':'1'},'b':{'device':'a','port':'2'}}")));
        assertThat(Given.faults(store, e -> e.add(Given.json("{'a':{'device':'a','port':'2'},'b':{'device':'core','port':'1'}}"))))
                .containsExactly(": there is another link between these two ports");
        assertThat(Given.faults(store, e -> e.add(Given.json("{'a':{'device':'a'},'b':{'device':'a','port':'1'}}"))))
                .containsExactly(": both ends are at the same device");
        assertThat(Given.faults(store, e -> e.add(Given.json("{'a':{'device':'a'},'b':null,'megabits':-1}"))))
                .containsExactly("b: is missing; expected an object with device and port", "megabits: expected a whole number from 0 to 1000000000, got -1");
    }
}

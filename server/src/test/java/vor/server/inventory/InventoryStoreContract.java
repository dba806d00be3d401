package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Inventory;

/** What every inventory store does, whichever database is behind it. */
abstract class InventoryStoreContract extends UndoContract {
    @Test
    void newStoreIsEmptyAndItsRevisionIsOfItsOwn() {
        assertThat(store.current().devices()).isEmpty();
        assertThat(store.current().revision()).isEqualTo(clock.millis());
    }

    @Test
    void everythingIsThereAgainAfterReopening() {
        Given.put(store, Kind.PLAN, "hall", "{'width':100,'height':50,'order':2,'shapes':["
                + "{'kind':'rect','x':1,'y':2,'width':3,'height':4,'tone':'table','label':'<b>'},"
                + "{'kind':'line','x1':0,'y1':0,'x2':5,'y2':5,'width':0.4,'tone':'wall'},"
                + "{'kind':'text','x':1,'y':1,'size':2,'text':'Row 1'}]}");
        Given.device(store, "core", "{'addresses':['198.18.0.1']}");
        Given.put(store, Kind.NETWORK, "row1", "{'vlan':101,'subnets':['198.18.40.0/26'],'gateways':['198.18.40.1'],"
                + "'router':'core','tags':['b','a'],'note':'x'}");
        Given.device(store, "e1", "{'profile':'mesh','addresses':['198.18.40.2','fd9a::2','switch.example.org'],"
                + "'uplinks':[{'port':'p1','to':'core','toPort':'c1'},{'to':'core'}],'networks':['row1'],'tags':['z','a'],"
                + "'placements':[{'plan':'hall','x':-1.5,'y':10,'width':1.2,'height':6},{'latitude':59.9,'longitude':-10.7}],"
                + "'maintenance':{'why':'psu','until':1767225600000},'note':'a\\nb'}");
        store.write("ada", e -> e.add(Given.json("{'a':{'device':'e1','port':'x'},'b':{'device':'core'},'megabits':10}")));
        Inventory before = store.current();
        reopen();
        Inventory after = store.current();
        assertThat(after.devices()).containsExactlyElementsOf(before.devices());
        assertThat(after.networks()).containsExactlyElementsOf(before.networks());
        assertThat(after.links()).containsExactlyElementsOf(before.links());
        assertThat(after.plans()).containsExactlyElementsOf(before.plans());
        assertThat(after.revision()).isEqualTo(before.revision());
    }

    @Test
    void idsAreNeverGivenOutTwice() {
        Given.device(store, "a", "{}");
        Given.device(store, "b", "{}");
        store.write("ada", e -> {
            e.delete(Kind.DEVICE, "b", false, Condition.NONE);
            return "";
        });
        reopen();
        Given.device(store, "c", "{}");
        assertThat(device("c").id().value()).isEqualTo(3);
    }

    @Test
    void refusedEditUsesUpNoId() {
        assertThatThrownBy(() -> Given.device(store, "a", "{'profile':'wird'}")).isInstanceOf(InventoryException.Invalid.class);
        Given.device(store, "b", "{}");
        assertThat(device("b").id().value()).isEqualTo(1);
    }

    @Test
    void writingTheSameChangesNothing() {
        Given.device(store, "a", "{'note':'x'}");
        Inventory before = store.current();
        Delta delta = Given.device(store, "a", "{'note':'x'}");
        assertThat(delta.items()).isEmpty();
        assertThat(delta.unchanged()).isEqualTo(1);
        assertThat(store.current()).isSameAs(before);
    }

    @Test
    void everyChangeOfADeviceCountsItsVersion() {
        Given.device(store, "a", "{}");
        assertThat(device("a").version()).isEqualTo(1);
        Given.patch(store, "a", "{'note':'x'}");
        assertThat(device("a").version()).isEqualTo(2);
    }

    @Test
    void networkMadeAnewHasAnotherTagThanTheOneThatWent() {
        Given.put(store, Kind.NETWORK, "n", "{}");
        String old = Etags.of(store.current().network("n").orElseThrow());
        store.write("ada", e -> {
            e.delete(Kind.NETWORK, "n", false, Condition.NONE);
            return "";
        });
        Given.put(store, Kind.NETWORK, "n", "{'vlan':7}");
        assertThat(Etags.of(store.current().network("n").orElseThrow())).isNotEqualTo(old);
    }

    @Test
    void renamedDeviceKeepsItsIdAndWhatShowsItsNameGetsANewVersion() {
        Given.device(store, "core", "{}");
        Given.device(store, "e1", "{'uplinks':[{'to':'core'}]}");
        Given.device(store, "other", "{}");
        Given.put(store, Kind.NETWORK, "n", "{'router':'core'}");
        store.write("ada", e -> e.add(Given.json("{'a':{'device':'core'},'b':{'device':'e1'}}")));
        long network = store.current().network("n").orElseThrow().version();
        Given.patch(store, "core", "{'name':'kjerne'}");
        assertThat(device("kjerne").id().value()).isEqualTo(1);
        assertThat(device("e1").version()).isEqualTo(2);
        assertThat(device("other").version()).isEqualTo(1);
        assertThat(store.current().network("n").orElseThrow().version()).isGreaterThan(network);
        assertThat(store.current().links().iterator().next().version()).isEqualTo(2);
        reopen();
        assertThat(device("kjerne").version()).isEqualTo(2);
    }

    @Test
    void addressMayMoveFromOneDeviceToAnotherInOneEdit() {
        Given.device(store, "a", "{'addresses':['192.0.2.1']}");
        Given.device(store, "b", "{'addresses':['192.0.2.2']}");
        store.write("ada", e -> {
            e.patchAll(Kind.DEVICE, Given.json("[{'name':'a','addresses':['192.0.2.2']},{'name':'b','addresses':['192.0.2.1']}]"),
                    Condition.NONE);
            return "";
        });
        reopen();
        assertThat(device("a").addresses()).containsExactly("192.0.2.2");
    }

    @Test
    void listenersHearEveryCommitInOrderAndOneThatFailsHurtsNobody() {
        List<Long> heard = new ArrayList<>();
        store.onChange(i -> {
            throw new IllegalStateException("a listener that fails");
        });
        store.onChange(i -> heard.add(i.revision()));
        long first = store.current().revision();
        for (int i = 0; i < 5; i++) {
            Given.device(store, "d" + i, "{}");
        }
        assertThat(heard).containsExactly(first + 1, first + 2, first + 3, first + 4, first + 5);
    }

    @Test
    void everyChangeIsKeptWithWhoWhenBeforeAndAfter() {
        Given.device(store, "a", "{}");
        clock.advance(Duration.ofSeconds(5));
        store.write("grace", e -> e.patch(Kind.DEVICE, "a", Given.json("{'name':'b'}"), Condition.NONE));
        store.write("eve", e -> {
            e.delete(Kind.DEVICE, "b", false, Condition.NONE);
            return "";
        });
        Given.device(store, "c", "{}");
        List<Change> changes = store.changes(new Change.Query(Optional.of("b"), Optional.empty(), Long.MAX_VALUE, 10));
        assertThat(changes).extracting(Change::action).containsExactly("delete", "update");
        Change update = changes.get(1);
        assertThat(update.who()).isEqualTo("grace");
        assertThat(update.at()).isEqualTo(clock.now());
        assertThat(update.before().orElseThrow().get("name").asString()).isEqualTo("a");
        assertThat(update.after().orElseThrow().get("name").asString()).isEqualTo("b");
        assertThat(changes.getFirst().after()).isEmpty();
    }

    @Test
    void changesOfADeviceIncludeThoseUnderItsFormerNames() {
        Given.device(store, "a", "{}");
        Given.patch(store, "a", "{'name':'b'}");
        List<Change> changes = store.changes(new Change.Query(Optional.of("b"), Optional.of(Kind.DEVICE), Long.MAX_VALUE, 10));
        assertThat(changes).extracting(Change::name).containsExactly("b", "a");
    }

    @Test
    void rehearsalChangesNothing() {
        Delta delta = store.rehearse(e -> e.put(Kind.DEVICE, "a", Given.json("{}"), Condition.NONE)).delta();
        assertThat(delta.items()).hasSize(1);
        assertThat(store.current().devices()).isEmpty();
        assertThat(store.changes(new Change.Query(Optional.empty(), Optional.empty(), Long.MAX_VALUE, 10))).isEmpty();
    }

    @Test
    void detachedDeviceTakesItsReferencesWithIt() {
        Given.device(store, "core", "{}");
        Given.device(store, "e1", "{'uplinks':[{'to':'core'}]}");
        Given.put(store, Kind.NETWORK, "n", "{'router':'core'}");
        store.write("ada", e -> e.add(Given.json("{'a':{'device':'core'},'b':{'device':'e1'}}")));
        assertThatThrownBy(() -> store.write("ada", e -> {
                    e.delete(Kind.DEVICE, "core", false, Condition.NONE);
                    return "";
                }))
                .isInstanceOf(InventoryException.Conflict.class)
                .hasMessageContaining("an uplink of device \"e1\", link 1 to device \"e1\", the router of network \"n\"");
        store.write("ada", e -> {
            e.delete(Kind.DEVICE, "core", true, Condition.NONE);
            return "";
        });
        reopen();
        assertThat(device("e1").uplinks()).isEmpty();
        assertThat(store.current().links()).isEmpty();
        assertThat(store.current().network("n").orElseThrow().router()).isEmpty();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    @Test
    void tenThousandDevicesAreImportedInSeconds() {
        StringBuilder yaml = new StringBuilder("vor: inventory/1\nplans:\n  hall: {width: 100, height: 100}\ndevices:\n");
        for (int i = 0; i < 10_000; i++) {
            String uplink = i == 0 ? "" : ", uplinks: [{port: p, to: d" + (i - 1) / 20 + ", toPort: q" + i + "}]";
            yaml.append("  d").append(i).append(": {addresses: [10.0.").append(i / 250).append('.').append(i % 250)
                    .append(", \"fd00::").append(Integer.toHexString(i + 1)).append("\"], tags: [x, y], placements: [{plan: hall, x: ")
                    .append(i % 100).append(", y: ").append(i / 100).append(", width: 1, height: 1}]").append(uplink).append("}\n");
        }
        long before = cpuNanos();
        Given.load(store, yaml.toString(), false);
        Duration took = Duration.ofNanos(cpuNanos() - before);
        assertThat(took).isLessThan(Duration.ofSeconds(15)); // of the processor, with the compiler's share
        Given.patch(store, "d9999", "{'note':'x'}");
        reopen();
        assertThat(store.current().devices()).hasSize(10_000);
    }
}

package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Taking edits back, whichever database is behind the store. */
abstract class UndoContract extends StoreFixture {
    private static final int RANDOM_EDITS = 120;

    private String export() {
        return YamlWriter.write(store.current());
    }

    /** The number of the newest edit. */
    private long last() {
        return store.edits(Long.MAX_VALUE, 1).getFirst().edit().id();
    }

    private long write(Function<Edit, ?> edit) {
        store.write("eve", edit);
        return last();
    }

    private long delete(Kind kind, String name, boolean detach) {
        return write(e -> {
            e.delete(kind, name, detach, Condition.NONE);
            return name;
        });
    }

    private long link(String a, String b) {
        return write(e -> e.add(Given.json("{'a':{'device':'" + a + "','port':'x'},'b':{'device':'" + b + "','port':'y'}}")));
    }

    private Delta undo(long edit) {
        return store.undo("grace", edit, false).delta();
    }

    /** {@code number who: what} of each later change that the refusal names. */
    private List<String> refusal(long edit) {
        List<String> later = new ArrayList<>();
        String before = export();
        assertThatExceptionOfType(InventoryException.Conflict.class)
                .isThrownBy(() -> undo(edit))
                .satisfies(e -> e.later().forEach(l -> later.add(l.edit().id() + " " + l.edit().who() + ": " + l.what())));
        assertThat(export()).isEqualTo(before);
        return later;
    }

    private void smallSite() {
        Given.put(store, Kind.PLAN, "hall", "{'width':100,'height':50}");
        Given.device(store, "core", "{'addresses':['192.0.2.1']}");
        Given.put(store, Kind.NETWORK, "row1", "{'vlan':101,'router':'core'}");
        Given.device(store, "e1", "{'addresses':['192.0.2.2'],'uplinks':[{'port':'u','to':'core','toPort':'1'}],'networks':['row1'],"
                + "'tags':['a'],'placements':[{'plan':'hall','x':1.5,'y':2,'width':3,'height':4}],'note':'old'}");
        link("core", "e1");
    }

    @Test
    void editThatNeverWasIsNotFound() {
        assertThatThrownBy(() -> undo(7)).isInstanceOf(InventoryException.NotFound.class).hasMessage("there is no edit 7");
    }

    @Test
    void editIsUndoneOnlyOnce() {
        Given.device(store, "a", "{}");
        undo(1);
        assertThat(refusal(1)).containsExactly("2 grace: undid edit 1");
        assertThatThrownBy(() -> undo(1)).hasMessageContaining("is undone already, by edit 2 of grace");
    }

    @Test
    void deviceThatWasMadeGoesAndNoIdIsUsedAgain() {
        String before = export();
        Given.device(store, "a", "{'tags':['x']}");
        undo(last());
        assertThat(export()).isEqualTo(before);
        Given.device(store, "b", "{}");
        assertThat(device("b").id().value()).isEqualTo(2);
    }

    @Test
    void fieldsBecomeWhatTheyWereAndAreCountedAsANewVersion() {
        smallSite();
        String before = export();
        Given.patch(store, "e1", "{'note':'new','maintenance':{'why':'psu','until':5},'placements':[],'addresses':[]}");
        undo(last());
        assertThat(export()).isEqualTo(before);
        assertThat(device("e1").version()).isEqualTo(3);
    }

    @Test
    void removedDeviceComesBackWithItsIdAndATagThatWasNeverUsed() {
        smallSite();
        String before = export();
        String tag = Etags.of(device("e1"));
        long id = device("e1").id().value();
        delete(Kind.DEVICE, "e1", true);
        undo(last());
        assertThat(export()).isEqualTo(before);
        assertThat(device("e1").id().value()).isEqualTo(id);
        assertThat(Etags.of(device("e1"))).isNotEqualTo(tag);
        assertThat(store.current().links()).extracting(l -> l.id()).containsExactly(1L);
        reopen();
        assertThat(export()).isEqualTo(before);
        assertThat(device("e1").version()).isEqualTo(2);
    }

    @Test
    void detachedDeviceGetsAllThatReferredToItBack() {
        smallSite();
        String before = export();
        long detach = delete(Kind.DEVICE, "core", true);
        assertThat(undo(detach).items()).hasSize(4);
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void networkAndPlanComeBackToWhoHadThem() {
        smallSite();
        String before = export();
        long network = delete(Kind.NETWORK, "row1", true);
        long plan = delete(Kind.PLAN, "hall", true);
        undo(network);
        undo(plan);
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void renameIsTakenBackAndEveryDocumentThatShowsTheNameIsNew() {
        smallSite();
        String before = export();
        Given.patch(store, "core", "{'name':'kjerne'}");
        long link = store.current().link(1).orElseThrow().version();
        undo(last());
        assertThat(export()).isEqualTo(before);
        assertThat(device("core").id().value()).isEqualTo(1);
        assertThat(store.current().link(1).orElseThrow().version()).isGreaterThan(link);
    }

    @Test
    void bulkIsTakenBackWhole() {
        smallSite();
        String before = export();
        write(e -> {
            e.patchAll(Kind.DEVICE, Given.json("[{'name':'core','addresses':['192.0.2.2']},{'name':'e1','addresses':['192.0.2.1']}]"),
                    Condition.NONE);
            return "";
        });
        undo(last());
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void undoOfAnUndoDoesItAgain() {
        smallSite();
        Given.patch(store, "e1", "{'note':'new'}");
        long change = last();
        String after = export();
        undo(change);
        long undo = last();
        undo(undo);
        assertThat(export()).isEqualTo(after);
        List<PastEdit.Summary> edits = store.edits(Long.MAX_VALUE, 3);
        assertThat(edits).extracting(e -> e.edit().action()).containsExactly("undo", "undo", "update");
        assertThat(edits.get(0).edit().undoes()).hasValue(undo);
        assertThat(edits.get(1).edit().undoneBy()).hasValue(last());
        assertThat(edits.get(2).edit().undoneBy()).isEmpty();
        undo(change);
        assertThat(device("e1").note()).isEqualTo("old");
        undo(last());
        reopen();
        assertThat(store.edits(change + 1, 1).getFirst().edit().undoneBy()).isEmpty();
    }

    @Test
    void laterChangeOfTheSameFieldIsNamedAndStays() {
        smallSite();
        Given.patch(store, "e1", "{'note':'new'}");
        long change = last();
        store.write("eve", e -> e.patch(Kind.DEVICE, "e1", Given.json("{'note':'newer','tags':['b']}"), Condition.NONE));
        Given.patch(store, "e1", "{'tags':['c']}");
        assertThat(refusal(change)).containsExactly((change + 1) + " eve: changed tags, note of device \"e1\"");
        assertThatExceptionOfType(InventoryException.Conflict.class).isThrownBy(() -> undo(change)).satisfies(e -> {
            assertThat(e.faults()).extracting(Fault::field).containsExactly("devices.e1.note");
            assertThat(e).hasMessage("edit " + change + " cannot be undone: devices.e1.note: has changed since; later edits: "
                    + (change + 1) + " by eve");
        });
    }

    @Test
    void laterChangeOfAnotherFieldStays() {
        smallSite();
        Given.patch(store, "e1", "{'note':'new'}");
        long change = last();
        Given.patch(store, "e1", "{'tags':['b'],'name':'e2'}");
        undo(change);
        assertThat(device("e2").note()).isEqualTo("old");
        assertThat(device("e2").tags()).containsExactly("b");
    }

    @Test
    void fieldThatIsAlreadyAsItWasIsLeftAlone() {
        smallSite();
        Given.patch(store, "e1", "{'note':'new','tags':['b']}");
        long change = last();
        Given.patch(store, "e1", "{'note':'old'}");
        undo(change);
        assertThat(device("e1").tags()).containsExactly("a");
        Given.patch(store, "e1", "{'note':'x'}");
        long other = last();
        Given.patch(store, "e1", "{'note':'old'}");
        assertThat(refusal(other)).containsExactly((other + 1) + " ada: changed note of device \"e1\"");
    }

    @Test
    void laterChangeThatWasUndoneStandsInNobodysWay() {
        smallSite();
        Given.patch(store, "e1", "{'note':'new'}");
        long change = last();
        Given.patch(store, "e1", "{'note':'newer'}");
        undo(last());
        undo(change);
        assertThat(device("e1").note()).isEqualTo("old");
    }

    @Test
    void anotherNameOfWhatItRefersToIsNoChange() {
        smallSite();
        Given.patch(store, "e1", "{'uplinks':[]}");
        long change = last();
        Given.patch(store, "core", "{'name':'kjerne'}");
        Given.device(store, "core", "{}");
        undo(change);
        assertThat(device("e1").uplinks()).extracting(u -> u.above()).containsExactly(device("kjerne").id());
    }

    @Test
    void madeDeviceThatWasChangedLaterIsNotTakenAway() {
        Given.device(store, "a", "{}");
        Given.patch(store, "a", "{'note':'work of somebody'}");
        assertThat(refusal(1)).containsExactly("2 ada: changed note of device \"a\"");
    }

    @Test
    void madeDeviceThatLaterChangesReferToIsNotTakenAway() {
        Given.device(store, "a", "{}");
        Given.device(store, "b", "{'uplinks':[{'to':'a'}]}");
        Given.put(store, Kind.NETWORK, "n", "{'router':'a'}");
        link("a", "b");
        assertThat(refusal(1)).containsExactly(
                "2 ada: made device \"b\"", "3 ada: made network \"n\"", "4 eve: made link \"a:x - b:y\"");
    }

    @Test
    void madeNetworkAndPlanThatLaterDevicesUseAreNotTakenAway() {
        Given.put(store, Kind.NETWORK, "n", "{}");
        Given.put(store, Kind.PLAN, "p", "{'width':1,'height':1}");
        Given.device(store, "a", "{}");
        Given.patch(store, "a", "{'networks':['n'],'placements':[{'plan':'p','x':0,'y':0,'width':1,'height':1}]}");
        assertThat(refusal(1)).containsExactly("4 ada: changed networks, placements of device \"a\"");
        assertThat(refusal(2)).containsExactly("4 ada: changed networks, placements of device \"a\"");
    }

    @Test
    void nameThatWasTakenSinceIsNamed() {
        Given.device(store, "a", "{}");
        Given.device(store, "c", "{}");
        long removal = delete(Kind.DEVICE, "a", false);
        Given.patch(store, "c", "{'name':'b'}");
        long rename = last();
        Given.device(store, "a", "{}");
        Given.patch(store, "a", "{'note':'x'}");
        Given.device(store, "c", "{}");
        assertThat(refusal(removal)).containsExactly((rename + 1) + " ada: made device \"a\"");
        assertThat(refusal(rename)).containsExactly((rename + 3) + " ada: made device \"c\"");
    }

    @Test
    void addressThatWasTakenSinceIsNamed() {
        smallSite();
        Given.patch(store, "e1", "{'addresses':[]}");
        long change = last();
        Given.device(store, "e2", "{'addresses':['192.0.2.2']}");
        assertThat(refusal(change)).containsExactly((change + 1) + " ada: made device \"e2\"");
        assertThatThrownBy(() -> undo(change)).hasMessageContaining("\"192.0.2.2\" is an address of device \"e2\" now");
    }

    @Test
    void whatIsGoneSinceIsNamed() {
        smallSite();
        Given.patch(store, "e1", "{'uplinks':[],'networks':[],'placements':[]}");
        long change = last();
        long unlinked = write(e -> {
            e.delete(Kind.LINK, "1", false, Condition.NONE);
            return "";
        });
        long network = delete(Kind.NETWORK, "row1", true);
        long plan = delete(Kind.PLAN, "hall", true);
        long core = delete(Kind.DEVICE, "core", true);
        assertThat(refusal(change)).containsExactly(
                network + " eve: removed network \"row1\"", plan + " eve: removed plan \"hall\"", core + " eve: removed device \"core\"");
        assertThat(refusal(unlinked)).containsExactly(core + " eve: removed device \"core\"");
        assertThat(refusal(4)).contains(change + " ada: changed uplinks, networks, placements of device \"e1\"");
    }

    @Test
    void changedRecordThatWasRemovedSinceIsNamed() {
        smallSite();
        Given.patch(store, "e1", "{'note':'new'}");
        long change = last();
        long removal = delete(Kind.DEVICE, "e1", true);
        assertThat(refusal(change)).containsExactly(removal + " eve: removed device \"e1\"");
    }

    @Test
    void networkThatWasMadeAnewIsNamed() {
        Given.put(store, Kind.NETWORK, "n", "{'vlan':7}");
        long removal = delete(Kind.NETWORK, "n", false);
        Given.put(store, Kind.NETWORK, "n", "{'vlan':8}");
        assertThat(refusal(removal)).containsExactly((removal + 1) + " ada: made network \"n\"");
    }

    @Test
    void linkBetweenTheSamePortsThatWasMadeSinceIsNamed() {
        Given.device(store, "a", "{}");
        Given.device(store, "b", "{}");
        link("a", "b");
        long removal = delete(Kind.LINK, "1", false);
        long made = link("b", "a");
        Given.put(store, Kind.LINK, "2", "{'a':{'device':'b','port':'y'},'b':{'device':'a','port':'x'}}");
        assertThat(refusal(removal)).containsExactly(made + " eve: made link \"b:x - a:y\"", (made + 1) + " ada: changed a, b of link \"b:y - a:x\"");
    }

    @Test
    void circleThatWouldCloseIsNamed() {
        Given.device(store, "a", "{}");
        Given.device(store, "b", "{'uplinks':[{'to':'a'}]}");
        Given.patch(store, "b", "{'uplinks':[]}");
        long change = last();
        Given.patch(store, "a", "{'uplinks':[{'to':'b'}]}");
        assertThat(refusal(change)).containsExactly((change + 1) + " ada: changed uplinks of device \"a\"");
        assertThatThrownBy(() -> undo(change)).hasMessageContaining("uplinks go round in a circle");
    }

    @Test
    void dryRunSaysWhatWouldChangeAndChangesNothing() {
        smallSite();
        long change = delete(Kind.DEVICE, "core", true);
        String before = export();
        InventoryStore.Result<PastEdit> dry = store.undo("grace", change, true);
        assertThat(dry.delta().items()).extracting(Delta.Item::name).containsExactlyInAnyOrder("core", "e1", "row1", "core:x - e1:y");
        assertThat(dry.number()).isZero();
        assertThat(export()).isEqualTo(before);
        assertThat(last()).isEqualTo(change);
        assertThat(undo(change).items()).isEqualTo(dry.delta().items());
    }

    @Test
    void editsSayHowMuchTheyChangedAndWhat() {
        smallSite();
        delete(Kind.DEVICE, "core", true);
        List<PastEdit.Summary> edits = store.edits(Long.MAX_VALUE, 2);
        assertThat(edits.getFirst().records()).isEqualTo(Map.of(Kind.DEVICE, 2, Kind.NETWORK, 1, Kind.LINK, 1));
        assertThat(edits.getFirst().names()).containsExactly("core", "core:x - e1:y", "e1", "row1");
        assertThat(edits.getFirst().edit().action()).isEqualTo("delete");
        assertThat(edits.getFirst().edit().who()).isEqualTo("eve");
        assertThat(store.edits(edits.getLast().edit().id(), 100)).hasSize(4);
    }

    @Test
    void importOfTwoHundredDevicesIsTakenBackByteForByte() {
        smallSite();
        String before = export();
        Given.load(store, TwoHundred.yaml(), false);
        long load = last();
        assertThat(store.current().devices()).hasSizeGreaterThan(200);
        undo(load);
        assertThat(export()).isEqualTo(before);
        undo(last());
        String all = export();
        Given.load(store, before, true);
        assertThat(export()).isEqualTo(before);
        undo(last());
        assertThat(export()).isEqualTo(all);
        reopen();
        assertThat(export()).isEqualTo(all);
    }

    @Test
    void manyRandomEditsUndoneInReverseLeaveWhatWasThereFirst() {
        long seed = System.nanoTime();
        System.out.println("UndoContract seed " + seed);
        smallSite();
        String before = export();
        long first = last();
        RandomEdits random = new RandomEdits(store, new Random(seed));
        for (int i = 0; i < RANDOM_EDITS; i++) {
            random.one();
        }
        for (long edit = last(); edit > first; edit--) {
            undo(edit);
        }
        assertThat(export()).as("seed %d", seed).isEqualTo(before);
    }
}

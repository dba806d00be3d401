package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import vor.model.FloorPlan;

/** Images below plans, whichever database is behind the store. */
abstract class ImageContract extends StoreFixture {
    private static final String HALL = "{'title':'Hall','width':120,'height':60}";

    static PlanImage image(String content) {
        return PlanImage.of("image/png", 4, 3, content.getBytes(StandardCharsets.UTF_8));
    }

    /** @return the edit's number */
    static long put(InventoryStore store, String plan, PlanImage image) {
        return store.write("ada", image, e -> e.patch(
                        Kind.PLAN, plan, JsonNodeFactory.instance.objectNode().put("image", image.hash()), Condition.NONE))
                .number();
    }

    private FloorPlan hall() {
        return store.current().plan("hall").orElseThrow();
    }

    private String shown() {
        return hall().image().flatMap(store::image).map(i -> new String(i.bytes(), StandardCharsets.UTF_8)).orElse("none");
    }

    @Test
    void imageIsThereAgainAfterReopening() {
        Given.put(store, Kind.PLAN, "hall", HALL);
        PlanImage one = image("one");
        put(store, "hall", one);
        reopen();
        assertThat(shown()).isEqualTo("one");
        PlanImage kept = store.image(one.hash()).orElseThrow();
        assertThat(List.of(kept.type(), kept.width(), kept.height())).containsExactly("image/png", 4, 3);
        assertThat(one.hash()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void replacedImageComesBackByUndoAndGoesByItsUndo() {
        Given.put(store, Kind.PLAN, "hall", HALL);
        put(store, "hall", image("one"));
        long second = put(store, "hall", image("two"));
        assertThat(shown()).isEqualTo("two");
        reopen();
        long undo = store.undo("grace", second, false).number();
        assertThat(shown()).isEqualTo("one");
        store.undo("grace", undo, false);
        assertThat(shown()).isEqualTo("two");
    }

    @Test
    void removedImageComesBackAndSoDoesThatOfARemovedPlan() {
        Given.put(store, Kind.PLAN, "hall", HALL);
        put(store, "hall", image("one"));
        String before = YamlWriter.write(store.current());
        long removed = store.write("ada", e -> e.patch(Kind.PLAN, "hall", Given.json("{'image':null}"), Condition.NONE)).number();
        assertThat(shown()).isEqualTo("none");
        store.undo("ada", removed, false);
        assertThat(shown()).isEqualTo("one");
        long gone = store.write("ada", e -> {
                    e.delete(Kind.PLAN, "hall", false, Condition.NONE);
                    return "";
                })
                .number();
        store.undo("ada", gone, false);
        assertThat(YamlWriter.write(store.current())).isEqualTo(before);
        assertThat(shown()).isEqualTo("one");
    }

    @Test
    void sameImageAgainChangesNothing() {
        Given.put(store, Kind.PLAN, "hall", HALL);
        put(store, "hall", image("one"));
        assertThat(put(store, "hall", image("one"))).isZero();
    }

    @Test
    void imageThatIsNotKeptHereCannotBeReferredTo() {
        assertThat(Given.faults(store, Kind.PLAN, "hall", "{'width':1,'height':1,'image':'sha256:00'}"))
                .containsExactly("image: there is no image \"sha256:00\" here");
        assertThat(Given.faults(store, Kind.PLAN, "hall", "{'width':1,'height':1,'image':7}"))
                .contains("image: expected a string, got a number");
        assertThat(Given.faults(store, Kind.PLAN, "hall", "{'width':1,'height':1,'image':'../../etc/passwd'}"))
                .containsExactly("image: there is no image \"../../etc/passwd\" here");
    }

    @Test
    void refusedEditKeepsNoImage() {
        PlanImage one = image("one");
        assertThatThrownBy(() -> put(store, "nowhere", one)).isInstanceOf(InventoryException.NotFound.class);
        assertThat(store.image(one.hash())).isEmpty();
        reopen();
        assertThat(store.image(one.hash())).isEmpty();
    }

    @Test
    void exportNamesTheImageAndImportFindsItOrSaysThatItIsMissing() {
        Given.put(store, Kind.PLAN, "hall", HALL);
        put(store, "hall", image("one"));
        String yaml = YamlWriter.write(store.current());
        assertThat(yaml).contains("image: \"" + image("one").hash() + "\"");
        store.write("ada", e -> e.patch(Kind.PLAN, "hall", Given.json("{'image':null}"), Condition.NONE));
        Given.load(store, yaml, true);
        assertThat(shown()).isEqualTo("one");
        Batch strange = YamlInventory.read(
                "vor: inventory/1\nplans: {hall: {image: \"sha256:77\"}, ring: {width: 9, height: 9, image: \"sha256:77\"}}".getBytes(StandardCharsets.UTF_8));
        List<String> notes = store.write("ada", e -> {
                    e.load(strange, false);
                    return e.notes();
                })
                .value();
        assertThat(notes).hasSize(2).allMatch(n -> n.contains("\"sha256:77\") is not kept here"));
        assertThat(shown()).isEqualTo("one");
        assertThat(store.current().plan("ring").flatMap(FloorPlan::image)).isEmpty();
    }

    @Test
    void copyTakesImagesAlong() throws Exception {
        Given.put(store, Kind.PLAN, "hall", HALL);
        put(store, "hall", image("one"));
        put(store, "hall", image("two"));
        Path other = Files.createDirectory(dir.resolve("other"));
        store.copyTo(other.resolve(InventoryStore.FILE));
        try (InventoryStore copy = InventoryStore.open(other, clock, PROFILES)) {
            assertThat(copy.image(image("one").hash())).isPresent();
            Optional<PlanImage> two = copy.current().plan("hall").flatMap(FloorPlan::image).flatMap(copy::image);
            assertThat(two.map(i -> new String(i.bytes(), StandardCharsets.UTF_8))).contains("two");
        }
    }
}

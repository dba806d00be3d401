package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;
import vor.testkit.ManualClock;

/** The inventory as YAML: out and in again, and what is refused. */
final class YamlTest {
    private static final List<String> ODD = List.of(
            "true", "null", "~", "1", "1e3", "0x10", "1.5", "198.18", "12:30:45", "2026-01-01", "yes", "No", "a: b", "a #b", "#x", "- y",
            "'q'", "a\"b\\c", "{x}", "[y]", "&a", "*a", "!t", "%d", "@x", "`x`", "?", "|", ">", "=", "<<", "a,b", "x/y", "a  b", "vor",
            "<script>alert(1)</script>", "Åse 🦄", "e\u0301", "عربي", "👩\u200d🚀", "a\u00a0b", "\ue000", "devices", "plans", "198.18.40.2",
            "...", "---", "%00", "a.b", "a[0]", "é", "-", ":", "--- a", "0", "-1", "+", "null ".strip(), "x".repeat(64));

    @TempDir
    Path dir;

    private InventoryStore store;

    @BeforeEach
    void begin() {
        store = open("one");
    }

    private InventoryStore open(String name) {
        return InventoryStore.open(dir.resolve(name), new ManualClock(), InventoryStoreContract.PROFILES);
    }

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void oddNamesGoOutAndInAndOutTheSame() {
        Given.device(store, "root", "{}");
        ODD.forEach(this::putEverythingNamed);
        store.write("ada", e -> e.add(Given.json("{'a':{'device':'~','port':'#'},'b':{'device':'<<','port':'null'},'bundle':'yes'}")));
        String first = YamlWriter.write(store.current());
        assertThat(Given.load(store, first, true).items()).isEmpty();
        try (InventoryStore other = open("two")) {
            Given.load(other, first, false);
            assertThat(YamlWriter.write(other.current())).isEqualTo(first);
            assertThat(other.current().devices()).extracting(d -> d.name()).containsAll(ODD);
        }
    }

    private void putEverythingNamed(String name) {
        ObjectNode plan = (ObjectNode) Given.json("{'width':0.1,'height':1e-2}");
        plan.putArray("shapes").addObject().put("kind", "text").put("x", -0.0).put("y", 1e5).put("size", 1).put("text", name);
        ObjectNode device = (ObjectNode)
                Given.json("{'placements':[{'latitude':0.1,'longitude':-1}],'maintenance':{'why':'','until':1}}");
        device.put("note", name + "\n\t" + name + " ");
        device.putArray("networks").add(name);
        device.putArray("tags").add(name.replaceAll("[\\s\u00a0]", "_"));
        device.putArray("uplinks").addObject().put("port", name).put("toPort", name).put("to", "root");
        store.write("ada", e -> {
            e.put(Kind.NETWORK, name, Given.json("{}"), Condition.NONE);
            e.put(Kind.PLAN, name, plan, Condition.NONE);
            return e.put(Kind.DEVICE, name, device, Condition.NONE);
        });
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> Given.load(store, "vor: inventory/1\ndevices: {a: {note: \"\\ud800\"}}\n", false))
                .isInstanceOfSatisfying(InventoryException.Invalid.class, e -> assertThat(e.faults().getFirst().message())
                        .isEqualTo("character 1 is half of a surrogate pair (U+D800)"));
    }

    @Test
    void emptyInventoryIsOneLine() {
        assertThat(YamlWriter.write(store.current())).isEqualTo("vor: inventory/1\n");
        assertThat(Given.load(store, "vor: inventory/1\n", false).items()).isEmpty();
    }

    @Test
    void fieldsThatAreNotWrittenKeepTheirValue() {
        Given.device(store, "a", "{'note':'x','tags':['t'],'maintenance':{'why':'psu','until':5}}");
        Given.load(store, "vor: inventory/1\ndevices:\n  a: {tags: [u]}\n  b:\n", false);
        assertThat(store.current().device("a").orElseThrow().note()).isEqualTo("x");
        assertThat(store.current().device("a").orElseThrow().tags()).containsExactly("u");
        assertThat(store.current().device("b").orElseThrow().profile()).isEqualTo("wired");
    }

    @Test
    void replaceRemovesWhatIsNotNamed() {
        Given.device(store, "a", "{}");
        Given.device(store, "b", "{}");
        store.write("ada", e -> e.add(Given.json("{'a':{'device':'a'},'b':{'device':'b'}}")));
        Given.load(store, "vor: inventory/1\ndevices:\n  b: {}\n", true);
        assertThat(store.current().devices()).extracting(d -> d.name()).containsExactly("b");
        assertThat(store.current().links()).isEmpty();
    }

    @Test
    void replaceThatCutsAReferenceIsRefusedAtItsLine() {
        Given.device(store, "core", "{}");
        Given.device(store, "e1", "{'uplinks':[{'to':'core'}]}");
        assertThatThrownBy(() -> Given.load(store, "vor: inventory/1\ndevices:\n  e1: {note: x}\n", true))
                .isInstanceOfSatisfying(InventoryException.Invalid.class, e -> assertThat(e.faults().getFirst())
                        .isEqualTo(new Fault("devices.e1.uplinks[0].to", "there is no device \"core\"", "one of: e1", 3, 3)));
    }

    @Test
    void linksAreFoundByTheirEndsInEitherOrder() {
        Given.load(store, "vor: inventory/1\ndevices: {a: {}, b: {}}\nlinks:\n  - {a: {device: a, port: 1x}, b: {device: b, port: 2x}}\n", false);
        Delta delta = Given.load(store, "vor: inventory/1\nlinks:\n  - {b: {device: a, port: 1x}, a: {device: b, port: 2x}, megabits: 10}\n", false);
        assertThat(delta.items()).hasSize(1);
        assertThat(store.current().links()).singleElement().satisfies(l -> {
            assertThat(l.megabits()).isEqualTo(10);
            assertThat(l.a().port()).isEqualTo("1x");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "devices: {}|:  this is no inventory: the field \"vor\" is missing|1:1",
        "vor: inventory/2|vor: this kind of file is not understood|1:1",
        "vor: 1|vor: expected a string, got a number|1:1",
        "vor: inventory/1\\ndevises: {}|devises: there is no such field|2:1",
        "vor: inventory/1\\ndevices: [a]|devices: expected names with their values, got an array|2:1",
        "vor: inventory/1\\ndevices:\\n  a: 7|devices.a: expected an object, got a number|3:3",
        "vor: inventory/1\\ndevices:\\n  a:\\n    note: 7|devices.a.note: expected a string, got a number|4:5",
        "vor: inventory/1\\ndevices:\\n  a:\\n    addresses: [x, 1.2.3]|devices.a.addresses[1]: \"1.2.3\" is not an address|4:20",
        "vor: inventory/1\\ndevices:\\n  a: {id: 7}|devices.a.id: there is no such field in a file|3:7",
        "vor: inventory/1\\ndevices:\\n  'a ': {}|devices[\"a \"]: the name \"a \" ends with a space|3:3",
        "vor: inventory/1\\nlinks:\\n  - {a: {device: x}, b: {device: y}}|links[0].a.device: there is no device \"x\"|3:10",
        "vor: inventory/1\\ndevices:\\n  a: {tags: [.nan, 2026-01-01, 1_000]}\\n  b: {maintenance: {until: 2026}}|devices.b.maintenance.until|0:0",
    })
    void faultsAreSaidWithLineAndColumn(String yaml, String fault, String spot) {
        if (spot.equals("0:0")) {
            assertThat(Given.load(store, yaml.replace("\\n", "\n"), false).items()).hasSize(2);
            return;
        }
        assertThatThrownBy(() -> Given.load(store, yaml.replace("\\n", "\n"), false))
                .isInstanceOfSatisfying(InventoryException.Invalid.class, e -> {
                    Fault first = e.faults().getFirst();
                    assertThat((first.field() + ": " + first.message()).replace(":  ", ": ")).isEqualTo(fault.replace(":  ", ": "));
                    assertThat(first.line() + ":" + first.column()).isEqualTo(spot);
                });
    }

    static Stream<List<String>> unreadable() {
        String deep = "vor: " + "[".repeat(100_000);
        return Stream.of(
                List.of("a: [", "this is not YAML", "1:5"),
                List.of("a: 1\na: 2", "the key \"a\" stands here twice", "2:1"),
                List.of("a: &x 1\nb: *x", "anchors (&name) are not understood here; write it out", "1:4"),
                List.of("a: *x", "aliases (*name) are not understood here; write it out", "1:4"),
                List.of("a: !!java.net.URL x", "tags (tag:yaml.org,2002:java.net.URL) are not understood here; leave it out", "1:4"),
                List.of("a: 1\n---\nb: 1", "there is a second document", "3:1"),
                List.of("? [x]\n: 1", "a key must be a word", "1:3"),
                List.of("a: \"x\u0000\"", "the character U+0000 is not allowed in YAML", "1:6"),
                List.of("a: 1\n\tb: 2", "this is not YAML", "2:1"),
                List.of(deep, "nested more than 16 deep", "1:21"),
                List.of("%YAML 3.0\n---\na: 1", "this is not YAML", "0:0"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatIsNoPlainYamlIsRefusedWithItsPlace(List<String> example) {
        assertThatThrownBy(() -> YamlInventory.read(example.get(0).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(InventoryException.Malformed.class, e -> {
                    assertThat(e.fault().message()).startsWith(example.get(1));
                    assertThat(e.fault().line() + ":" + e.fault().column()).isEqualTo(example.get(2));
                });
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = {'a', ':', ' ', (byte) 0xff, (byte) 0xfe, '\n'};
        assertThatThrownBy(() -> YamlInventory.read(bytes)).isInstanceOf(InventoryException.Malformed.class);
    }
}

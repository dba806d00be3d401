package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import vor.server.inventory.InventoryException;
import vor.server.inventory.YamlWriter;

/** Files that mean harm: refused, or kept as the text that they are. */
class HostileFilesTest {
    private static final String MARKUP = "<img/src=x/onerror=alert(1)>";

    @TempDir
    Path dir;

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(new byte[10_000_000]);
        }
        return out.toByteArray();
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[10_000_000]);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "YAML")
    void whatIsPackedIsNeverUnpacked(Format format) throws IOException {
        refused(format, zip(), "this is a zip file or a spreadsheet");
        refused(format, gzip(), "this is compressed");
        refused(format, "\ufeffname".getBytes(StandardCharsets.UTF_16LE), "this is UTF-16");
        refused(format, new byte[] {'a', '\n', 'b', (byte) 0xff, 'c'}, "this is not text in UTF-8");
    }

    private static void refused(Format format, byte[] bytes, String message) {
        assertThatThrownBy(() -> format.read(bytes, Options.NONE))
                .isInstanceOfSatisfying(InventoryException.Malformed.class, e -> assertThat(e.fault().message()).startsWith(message));
    }

    static Stream<Arguments> bombs() {
        String laughs = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
        return Stream.of(
                Arguments.of(Format.YAML, laughs, "anchors"),
                Arguments.of(Format.ANSIBLE, laughs, "anchors"),
                Arguments.of(Format.PROMETHEUS, laughs, "anchors"),
                Arguments.of(Format.NETBOX, "[".repeat(1_000_000), "nesting depth"),
                Arguments.of(Format.NETBOX, "{\"results\":".repeat(1_000_000), "nesting depth"),
                Arguments.of(Format.PROMETHEUS, "[".repeat(1_000_000), "nesting depth"),
                Arguments.of(Format.PROMETHEUS, "- ".repeat(100_000), "nested more than 40 deep"),
                Arguments.of(Format.ANSIBLE, "{\"a\":".repeat(100_000), "nesting depth"),
                Arguments.of(Format.ANSIBLE, "a: " + "{b: ".repeat(100_000), "nested more than 40 deep"),
                Arguments.of(Format.NETBOX, "[" + "0,".repeat(2_000_000) + "0]", "more than 1000000 values"),
                Arguments.of(Format.NETBOX, "[{\"id\":" + "9".repeat(1_000) + "}]", "Number"),
                Arguments.of(Format.NETBOX, "[{\"name\":\"" + "x".repeat(2_000_000) + "\"}]", "String"),
                Arguments.of(Format.HOSTS, hosts(150_000), "names more than 100000 of a kind"),
                Arguments.of(Format.CSV, "name\n" + rows(150_000), "names more than 100000 of a kind"));
    }

    private static String hosts(int many) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < many; n++) {
            text.append("10.0.0.1 h").append(n).append('\n');
        }
        return text.toString();
    }

    private static String rows(int many) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < many; n++) {
            text.append('r').append(n).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombsAreRefusedWhileTheyAreRead(Format format, String text, String message) {
        assertThatThrownBy(() -> format.read(Exchanged.bytes(text), Options.NONE))
                .isInstanceOf(InventoryException.Malformed.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> heaps() {
        int many = 4_000_000;
        return Stream.of(
                Arguments.of(Format.GONDUL, "\n".repeat(4 * many)),
                Arguments.of(Format.GONDUL, "a b\n".repeat(many)),
                Arguments.of(Format.GONDUL, "a ".repeat(2 * many)),
                Arguments.of(Format.HOSTS, "x\n".repeat(2 * many)),
                Arguments.of(Format.ANSIBLE, "[a]\n" + "x\n".repeat(2 * many)),
                Arguments.of(Format.ANSIBLE, "[a]\n" + "x " + "a=b ".repeat(2 * many)),
                Arguments.of(Format.CSV, ",".repeat(4 * many)),
                Arguments.of(Format.CSV, "name\n" + "\"\"\n".repeat(many)),
                Arguments.of(Format.CSV, "name\n\"" + "\"\"".repeat(2 * many)),
                Arguments.of(Format.PROMETHEUS, "[" + "[],".repeat(300_000) + "[]]"));
    }

    /** Sixteen megabytes of next to nothing. */
    @ParameterizedTest
    @MethodSource("heaps")
    void heapsOfFaultsAreCountedNotKept(Format format, String text) {
        try (Exchanged into = new Exchanged(dir)) {
            assertThat(into.faults(format, text)).hasSizeLessThanOrEqualTo(201);
        }
    }

    @Test
    void recognitionIsQuickWhateverTheFile() {
        for (String text : new String[] {"\n", " ", "\t", "a", "[", "- ", "a-", "a/", ":", "[a", "name"}) {
            assertThat(Format.recognise("x", Exchanged.bytes(text.repeat(100_000)))).isInstanceOf(Optional.class);
        }
    }

    static Stream<Arguments> markup() {
        String q = "\"" + MARKUP + "\"";
        return Stream.of(
                Arguments.of(Format.YAML, "vor: inventory/1\nplans:\n  " + q + ": {title: " + q + ", width: 9, height: 9, shapes: [{kind: text, x: 1, y: 1, size: 1, text: " + q
                        + "}, {kind: rect, x: 1, y: 1, width: 1, height: 1, tone: room, label: " + q + "}]}\nnetworks:\n  " + q + ": {tags: [" + q + "], note: " + q
                        + "}\ndevices:\n  up: {}\n  " + q + ": {tags: [" + q + "], note: " + q + ", networks: [" + q + "], maintenance: {why: " + q + "}, uplinks: [{port: " + q
                        + ", to: up, toPort: " + q + "}]}\nlinks:\n  - {a: {device: up, port: " + q + "}, b: {device: " + q + ", port: " + q + "}, bundle: " + q + "}\n"),
                Arguments.of(Format.CSV, "name,tags,note,uplinks,ports,toPorts\nup,,,,,\n" + String.join(",", MARKUP, MARKUP, MARKUP, "up", MARKUP, MARKUP) + "\n"),
                Arguments.of(Format.GONDUL, MARKUP + " - - 198.18.0.1 - 7 up<svg>\n" + MARKUP + " up<svg> " + MARKUP + "\n"),
                Arguments.of(Format.HOSTS, "198.18.0.1 " + MARKUP + "\n"),
                Arguments.of(Format.ANSIBLE, "[" + MARKUP + "]\n" + MARKUP + " ansible_host=198.18.0.1\n"),
                Arguments.of(Format.ANSIBLE, "all:\n  children:\n    " + q + ":\n      hosts:\n        " + q + ":\n"),
                Arguments.of(Format.PROMETHEUS, "[{\"targets\":[\"198.18.0.1\"],\"labels\":{\"device\":" + q + ",\"__meta_vor_tags\":\"," + MARKUP + ",\"}}]"),
                Arguments.of(Format.NETBOX, NetBoxMade.list(java.util.List.of(
                        NetBoxMade.device(1, MARKUP, "198.18.0.1/24", "", "role", "active", MARKUP, 1).replace("3-uplinks", MARKUP).replace("\"floor\"", q),
                        NetBoxMade.device(2, "up", "", "")))
                        + NetBoxMade.list(java.util.List.of(NetBoxMade.cable(1, 1, 1, MARKUP, MARKUP, 2, 2, "up", MARKUP)))
                        + NetBoxMade.list(java.util.List.of(NetBoxMade.vlan(1, 7, MARKUP)))));
    }

    @ParameterizedTest
    @MethodSource("markup")
    void markupInAnyTextIsKeptAsText(Format format, String text) {
        try (Exchanged into = new Exchanged(dir)) {
            assertThat(into.faults(format, text)).isEmpty();
            assertThat(into.device(MARKUP).name()).isEqualTo(MARKUP);
            assertThat(into.yaml()).contains(YamlWriter.text(MARKUP));
            assertThat(into.write(Format.CSV)).contains(MARKUP);
            assertThat(JsonMapper.shared().readTree(into.write(Format.ANSIBLE)).toString()).contains("onerror");
            assertThat(into.write(Format.HOSTS)).doesNotContain("<");
            JsonMapper.shared().readTree(into.write(Format.PROMETHEUS));
        }
    }
}

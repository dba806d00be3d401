package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vor.server.inventory.Faults;
import vor.server.inventory.YamlWriter;

/** Devices as a table, in and out. */
class CsvTest {
    private static final List<String> ODD = List.of(
            "=1+1", "+1", "-1", "-x", "@SUM(A1)", "'quoted", "'=x", "''", "a,b", "a;b", "a\"b", "\"", "a  b", "1e3", "007", "true", "<b>x</b>",
            "Åse 🦄", "عربي", "\uff1dx", "=cmd|' /C calc'!A0", "a b\"c", "x".repeat(64), "-", ".5", "\"\"");

    @TempDir
    Path dir;

    private Exchanged into;

    @BeforeEach
    void begin() {
        into = new Exchanged(dir.resolve("one"));
    }

    @AfterEach
    void end() {
        into.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void separatorIsFoundInTheFirstLine(String s) {
        String table = "\ufefftags,NAME,addresses\r\naccess row1,e1-1,192.0.2.1 2001:db8::1\r\n\r\n,e1-2,\r\n".replace(",", s);
        into.load(Format.CSV, table);
        assertThat(into.device("e1-1").tags()).containsExactly("access", "row1");
        assertThat(into.device("e1-1").addresses()).containsExactly("192.0.2.1", "2001:db8::1");
        assertThat(into.device("e1-2").profile()).isEqualTo("wired");
    }

    @Test
    void columnThatIsMissingLeavesAndAnEmptyCellEmpties() {
        into.given("devices:\n  e1: {note: kept, tags: [gone], addresses: [192.0.2.1]}\n");
        into.load(Format.CSV, "name,tags\ne1,\n");
        assertThat(into.device("e1").tags()).isEmpty();
        assertThat(into.device("e1").note()).isEqualTo("kept");
        assertThat(into.device("e1").addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void uplinksWithoutTheirPortsKeepThoseThatAreKnown() {
        into.given("devices:\n  d1: {}\n  d2: {}\n  e1: {uplinks: [{port: ge-0/0/44, to: d1, toPort: ge-0/0/1}]}\n");
        into.load(Format.CSV, "name,uplinks\ne1,d1 d2\n");
        assertThat(into.uplinks("e1")).containsExactly("ge-0/0/44>d1:ge-0/0/1", ">d2:");
    }

    @Test
    void cellsMayHoldQuotesSeparatorsAndLines() {
        into.load(Format.CSV, "name,networks,note\n\"a, \"\"b\"\"\",,\"one\r\ntwo, 3\"\nc,,last");
        assertThat(into.device("a, \"b\"").note()).isEqualTo("one\ntwo, 3");
        assertThat(into.device("c").note()).isEqualTo("last");
    }

    @Test
    void spreadsheetMaySayItsSeparatorFirst() {
        into.load(Format.CSV, "sep=;\r\nname;note\r\na;1,5, 2\r\n");
        assertThat(into.device("a").note()).isEqualTo("1,5, 2");
    }

    @Test
    void whatGoesOutComesBackAndChangesNothing() {
        everything();
        String table = into.write(Format.CSV);
        assertThat(into.load(Format.CSV, table).items()).isEmpty();
        try (Exchanged other = new Exchanged(dir.resolve("two"))) {
            other.given("plans:\n  hall: {width: 10, height: 10}\n  \"two words\": {width: 10, height: 10}\n"
                    + "networks:\n" + ODD.stream().map(n -> "  " + YamlWriter.text(n) + ": {}\n").collect(Collectors.joining()));
            other.load(Format.CSV, table);
            assertThat(other.write(Format.CSV)).isEqualTo(table);
            assertThat(other.names()).containsAll(ODD);
        }
    }

    private void everything() {
        StringBuilder yaml = new StringBuilder("plans:\n  hall: {width: 10, height: 10}\n  \"two words\": {width: 10, height: 10}\nnetworks:\n");
        ODD.forEach(n -> yaml.append("  ").append(YamlWriter.text(n)).append(": {}\n"));
        yaml.append("devices:\n  root: {placements: [{latitude: -0.5, longitude: 10.25}, {plan: hall, x: -4, y: 1.5, width: 2, height: 0.001}]}\n");
        int n = 1;
        for (String odd : ODD) {
            String text = YamlWriter.text(odd);
            yaml.append("  ").append(text).append(": {addresses: [192.0.2.").append(n).append(", \"2001:db8::").append(n++).append("\"], networks: [")
                    .append(text).append("], tags: [").append(YamlWriter.text(odd.replaceAll("\\s", "_"))).append("], note: ")
                    .append(YamlWriter.text("=" + odd + "\n\"; " + odd))
                    .append(", uplinks: [{port: ").append(text).append(", to: root}, {to: root, toPort: ").append(text)
                    .append("}], placements: [{plan: \"two words\", x: 1e5, y: 0, width: 1, height: 1}, {plan: hall, x: 0.1, y: 0, width: 1, height: 1}, {latitude: 1, longitude: 2}]}\n");
        }
        into.given(yaml.toString());
    }

    @Test
    void noCellBeginsAFormula() {
        everything();
        Csv csv = new Csv(into.write(Format.CSV), new Faults());
        while (csv.hasNext()) {
            assertThat(csv.next()).allSatisfy(cell -> assertThat(cell.text())
                    .doesNotMatch("(?s)[=+@\t\r\uff1d\uff0b\uff0d\uff20].*")
                    .doesNotMatch("(?s)-.*[^0-9.E-].*"));
        }
    }

    @Test
    void replaceRemovesDevicesAndNothingElse() {
        into.given("networks:\n  row1: {vlan: 1}\ndevices:\n  a: {}\n  b: {}\n");
        into.load(Format.CSV.read(Exchanged.bytes("name\nb\n"), Options.NONE), true);
        assertThat(into.names()).containsExactly("b");
        assertThat(into.network("row1").vlan()).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nam,tags\\na,x|1:1 nam: there is no such column",
        "tags,note\\nx,y|1:1 name: the column is missing",
        "name,tags,Tags\\na,x,y|1:11 tags: the column stands here twice",
        "name,ports\\na,x|1:1 ports: the column goes with the column uplinks, which is missing",
        "name,tags\\na,x,y|2:1 has 3 cells; the first line has 2",
        "name,tags\\na,x\\na,y|3:1 name: \"a\" stands here twice; first in line 2",
        "name,tags\\n,x|2:1 name: the name is empty",
        "name,tags\\na,\"x|2:3 the quote is never closed",
        "name,tags\\na,\"x\" y|2:6 there is something behind the closing quote",
        "name,tags\\na,\"\"\"x\"|2:3 tags: a quote of the list is not closed, or has no space behind it",
        "name,addresses\\na,192.0.2.300|2:3 devices.a.addresses[0]: \"192.0.2.300\" is not an address",
        "name,uplinks,ports\\na,b c,x|2:7 ports: has 1 words, but there are 2 uplinks",
        "name,uplinks\\na,b|2:3 devices.a.uplinks[0].to: there is no device \"b\"",
        "name,plans,x,y,width,height\\na,hall,1,2,three,4|2:12 width: expected a number, got \"three\"",
        "name,plans,x\\na,hall,1 2|2:8 x: has 2 numbers, but there are 1 plans",
        "name,profile\\na,wird|2:3 devices.a.profile: \"wird\" does not exist",
        "name,note\\n\"a\\nb\",x|2:1 devices[\"aU+000Ab\"]: the name \"aU+000Ab\" character 2 is a control character (U+000A)",
    })
    void faultsAreSaidWithLineAndColumn(String table, String fault) {
        assertThat(into.faults(Format.CSV, table.replace("\\n", "\n"))).contains(fault);
    }

    @Test
    void emptyFileIsRefused() {
        assertThat(into.faults(Format.CSV, "")).containsExactly("0:0 the file is empty");
    }
}

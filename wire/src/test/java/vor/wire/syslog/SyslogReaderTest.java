package vor.wire.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogReaderTest {
    private static Line read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return SyslogReader.read(bytes, bytes.length);
    }

    private static Line.Said said(String text) {
        return (Line.Said) read(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<>", "<192>x", "<1234>x", "<-1>x", "<1", "hello", "<x>y"})
    void aLineWithoutPriorityIsDamage(String text) {
        assertThat(read(text)).isInstanceOf(Line.Damage.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <28>Apr  1 12:00:00 distro4 mib2d[1234]: SNMP_TRAP_LINK_DOWN: ifIndex 512     | distro4 | mib2d | SNMP_TRAP_LINK_DOWN: ifIndex 512
                    <28>Apr  1 12:00:00 2026 distro4 mib2d: text                                  | distro4 | mib2d | text
                    <28>2026-04-01T12:00:00.000Z distro4 mib2d[1]: text                           | distro4 | mib2d | text
                    <189>45: *Mar  1 18:46:11.123: %LINK-3-UPDOWN: Interface Gi1/0/1 is           | ''      | ''    | %LINK-3-UPDOWN: Interface Gi1/0/1 is
                    <189>45: edge1: .Mar  1 18:46:11 CET: %LINK-3-UPDOWN: x                       | ''      | ''    | %LINK-3-UPDOWN: x
                    <189>: 2026 Apr  1 12:00:00 UTC: %ETHPORT-5-IF_DOWN_LINK_FAILURE: x           | ''      | ''    | %ETHPORT-5-IF_DOWN_LINK_FAILURE: x
                    <189>Apr  1 12:00:00 sw1.example.org 45: %LINK-3-UPDOWN: x                    | sw1.example.org | 45 | %LINK-3-UPDOWN: x
                    <189>%LINK-3-UPDOWN: x                                                        | ''      | ''    | %LINK-3-UPDOWN: x
                    <189>only text                                                                | ''      | ''    | only text
                    <0>                                                                           | ''      | ''    | ''
                    """)
    void theOldFormIsTakenAsItComes(String line, String host, String program, String text) {
        assertThat(said(line)).extracting(Line.Said::host, Line.Said::program, Line.Said::text).containsExactly(host, program, text);
    }

    @Test
    void theNewFormHasItsFields() {
        assertThat(said("<28>1 2026-04-01T12:00:00Z distro4 mib2d 1234 SNMP_TRAP_LINK_DOWN [junos@2636.1.1.1.2.29 a=\"]\\\"\" b=\"2\"][x] \ufefftext é"))
                .isEqualTo(new Line.Said(
                        3, 4, "distro4", "mib2d", "SNMP_TRAP_LINK_DOWN", "[junos@2636.1.1.1.2.29 a=\"]\\\"\" b=\"2\"][x]", "text é"));
        assertThat(said("<28>1 - - - - - -")).isEqualTo(new Line.Said(3, 4, "", "", "", "", ""));
    }

    @Test
    void controlCharactersAndLongLinesAreCut() {
        Line.Said said = said("<28>a\u001b[2J\n\u0000" + "x".repeat(10_000));
        assertThat(said.text()).startsWith("a [2J").hasSizeLessThanOrEqualTo(SyslogReader.MOST);
        assertThat(said.text().chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void everyPrefixReads() {
        String whole = "<28>1 2026-04-01T12:00:00Z distro4 mib2d 1234 ID [a b=\"c\\\"\"] text";
        for (int i = 0; i <= whole.length(); i++) {
            assertThat(read(whole.substring(0, i))).isNotNull();
        }
    }

    /** Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it search. */
    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        SyslogReader.read(bytes, bytes.length);
        byte[] behind = new byte[bytes.length + 4];
        System.arraycopy("<28>".getBytes(StandardCharsets.US_ASCII), 0, behind, 0, 4);
        System.arraycopy(bytes, 0, behind, 4, bytes.length);
        if (!(SyslogReader.read(behind, behind.length) instanceof Line.Said)) {
            throw new AssertionError("a line with a priority");
        }
    }
}

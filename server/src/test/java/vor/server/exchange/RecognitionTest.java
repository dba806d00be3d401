package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file is, by its name and its beginning. */
class RecognitionTest {
    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("hall.yaml", "# ours\nvor: inventory/1\n", "YAML"),
                Arguments.of("hall.yaml", "devices: {}\n", "YAML"),
                Arguments.of("-", "vor: inventory/1\n", "YAML"),
                Arguments.of("x.csv", "anything", "CSV"),
                Arguments.of("pasted", "\ufeffName;Tags\nx;y\n", "CSV"),
                Arguments.of("switches.txt", "# plan\ne1-3 198.18.40.0/26 2001:db8:a::/64 198.18.0.2/26 2001:db8::2/64 1013 distro0\n", "GONDUL"),
                Arguments.of("patchlist.txt", "e1-3 distro0 ge-0/0/0 ge-1/0/0\n", "GONDUL"),
                Arguments.of("patchlist.txt", "komplett distro0 Gi1/31 Gi1/32\n", "GONDUL"),
                Arguments.of("devices.json", NetBoxMade.list(List.of(NetBoxMade.vlan(1, 2, "x"))), "NETBOX"),
                Arguments.of("all.json", "{\n \"dcim/devices\": []}", "NETBOX"),
                Arguments.of("targets.json", "[\n {\"targets\": [\"a:1\"]}]", "PROMETHEUS"),
                Arguments.of("targets.yml", "- targets: [a]\n", "PROMETHEUS"),
                Arguments.of("targets.yml", "- labels: {a: b}\n  targets: [a]\n", "PROMETHEUS"),
                Arguments.of("hosts", "[edge]\ne1\n", "ANSIBLE"),
                Arguments.of("hosts", "e1 ansible_host=198.18.0.1\n", "ANSIBLE"),
                Arguments.of("inventory.yml", "all:\n  hosts:\n    e1:\n", "ANSIBLE"),
                Arguments.of("inventory.yml", "edge:\n  hosts:\n    e1:\n", "ANSIBLE"),
                Arguments.of("list.json", "{\"_meta\": {\"hostvars\": {}}, \"all\": {\"children\": []}}", "ANSIBLE"),
                Arguments.of("hosts", "# x\n127.0.0.1 localhost\n", "HOSTS"),
                Arguments.of("hosts", "::1 localhost\n", "HOSTS"),
                Arguments.of("x", "Dear crew, here is the list\n", ""),
                Arguments.of("x", "{}", ""),
                Arguments.of("x", "", ""));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isWhatItLooksLike(String name, String text, String format) {
        assertThat(Format.recognise(name, Exchanged.bytes(text)).map(Enum::name).orElse("")).isEqualTo(format);
    }

    @Test
    void whatWeWriteIsRecognised(@TempDir Path dir) {
        try (Exchanged into = new Exchanged(dir)) {
            into.given("devices:\n  d1: {}\n  e1: {addresses: [198.18.0.1], tags: [access], uplinks: [{to: d1, toPort: ge-0/0/1}]}\n");
            for (Format format : Format.values()) {
                if (format.isWritten()) {
                    assertThat(Format.recognise("pasted", Exchanged.bytes(into.write(format)))).contains(format);
                }
            }
        }
    }

    @Test
    void searchFindsDevicesAsThePageDoes(@TempDir Path dir) {
        try (Exchanged into = new Exchanged(dir)) {
            into.given("networks:\n  row1: {}\ndevices:\n  e1-1: {addresses: [198.18.0.1], tags: [access], networks: [row1]}\n  E1-2: {tags: [access]}\n  core: {profile: remote}\n");
            for (Arguments a : List.of(
                    Arguments.of("", 3), Arguments.of("E1", 2), Arguments.of("tag:access e1-1", 1), Arguments.of("net:row1", 1), Arguments.of("profile:remote", 1),
                    Arguments.of("address:198.18.", 1), Arguments.of("name:access", 0), Arguments.of("remote core", 1), Arguments.of("odd:x", 0))) {
                Search search = Search.of((String) a.get()[0]);
                assertThat(into.inventory().devices().stream().filter(search).count()).as((String) a.get()[0]).isEqualTo(((Integer) a.get()[1]).longValue());
            }
        }
    }
}

package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken line among a thousand is named, whatever the format, and changes nothing; all that are broken are named at once. */
class BrokenLineTest {
    @TempDir
    Path dir;

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of(Format.YAML, "vor: inventory/1\ndevices:\n", 3, line("  e%d: {addresses: [%s]}")),
                Arguments.of(Format.CSV, "name,addresses\n", 2, line("e%d,%s")),
                Arguments.of(Format.GONDUL, "", 1, line("e%d - - %s - 7 distro")),
                Arguments.of(Format.HOSTS, "", 1, (IntFunction<String>) n -> address(n) + " e" + n),
                Arguments.of(Format.ANSIBLE, "[edge]\n", 2, line("e%d ansible_host=%s")),
                Arguments.of(Format.PROMETHEUS, "[\n", 2, line("{\"labels\":{\"device\":\"e%d\"},\"targets\":[\"%s\"]},")),
                Arguments.of(Format.NETBOX, "{\"count\":1000,\"next\":null,\"results\":[\n", 2, (IntFunction<String>)
                        n -> NetBoxMade.device(n, "e" + n, address(n), "") + ","));
    }

    private static IntFunction<String> line(String form) {
        return n -> String.format(form, n, address(n));
    }

    private static String address(int n) {
        return n == -1 ? "198.18.0.999" : "198.18." + n / 250 + "." + (1 + n % 250);
    }

    private static String file(Format format, String head, int first, IntFunction<String> line, List<Integer> broken) {
        String lines = IntStream.rangeClosed(first, 1_000)
                .mapToObj(n -> broken.contains(n) ? line.apply(-1).replace("e-1", "e" + n) : line.apply(n))
                .collect(Collectors.joining("\n"));
        String text = head + lines;
        return switch (format) {
            case PROMETHEUS -> text.substring(0, text.length() - 1) + "]";
            case NETBOX -> text.substring(0, text.length() - 1) + "]}";
            case YAML, CSV, GONDUL, ANSIBLE, HOSTS -> text + "\n";
        };
    }

    @ParameterizedTest
    @MethodSource("formats")
    void line734IsNamed(Format format, String head, int first, IntFunction<String> line) {
        try (Exchanged into = new Exchanged(dir)) {
            assertThat(into.faults(format, file(format, head, first, line, List.of(734))))
                    .singleElement()
                    .asString()
                    .startsWith("734:")
                    .contains("198.18.0.999");
            assertThat(into.names()).isEmpty();
            assertThat(into.faults(format, file(format, head, first, line, List.of()))).isEmpty();
            assertThat(into.names()).hasSizeGreaterThanOrEqualTo(998);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void allAreNamedAndTheRestIsCounted(Format format, String head, int first, IntFunction<String> line) {
        try (Exchanged into = new Exchanged(dir)) {
            List<Integer> broken = IntStream.rangeClosed(501, 750).boxed().toList();
            List<String> faults = into.faults(format, file(format, head, first, line, broken));
            assertThat(faults).hasSize(201);
            assertThat(faults.get(0)).startsWith("501:");
            assertThat(faults.get(199)).startsWith("700:");
            assertThat(faults.get(200)).isEqualTo("0:0 and 50 more");
        }
    }

    @Test
    void whatTheReaderRefusesIsToldTogetherWithWhatTheInventoryRefuses() {
        try (Exchanged into = new Exchanged(dir)) {
            assertThat(into.faults(Format.GONDUL, "e1 - - 198.18.0.1 - 1 d\ne2\ne3 - - 198.18.0.1 - 2 d\n"))
                    .containsExactly("2:1 has 1 word", "3:8 devices.e3.addresses[0]: \"198.18.0.1\" is an address of device \"e1\" too");
        }
    }
}

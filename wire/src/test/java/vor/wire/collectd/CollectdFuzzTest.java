package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it search. */
class CollectdFuzzTest {
    private final CollectdReader reader = new CollectdReader(SecurityLevel.NONE, Users.none());
    private final CommandReader lines = new CommandReader(TypesDb.read("gauge value:GAUGE:U:U\nif_octets rx:DERIVE:0:U tx:DERIVE:0:U"));

    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        for (Heard heard : reader.read(bytes, 0, bytes.length)) {
            Checks.sound(heard, bytes.length);
        }
        String line = new String(bytes, StandardCharsets.UTF_8);
        for (String command : List.of("PUTVAL ", "PUTNOTIF ")) {
            for (Heard heard : lines.read(command + line, Instant.EPOCH)) {
                Checks.sound(heard, line.length() + command.length());
            }
        }
        assertThat(TypesDb.read(line).problems().size()).isLessThanOrEqualTo(100);
    }
}

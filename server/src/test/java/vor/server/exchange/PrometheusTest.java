package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.server.inventory.Batch;

/** Prometheus's file_sd in, http_sd and file_sd out. */
class PrometheusTest {
    @TempDir
    Path dir;

    private Exchanged into;

    @BeforeEach
    void begin() {
        into = new Exchanged(dir);
    }

    @AfterEach
    void end() {
        into.close();
    }

    @Test
    void nobodyIsAnEmptyList() {
        assertThat(into.write(Format.PROMETHEUS)).isEqualTo("[]\n");
        assertThat(into.load(Format.PROMETHEUS, "[]").items()).isEmpty();
    }

    @Test
    void eachAddressIsAGroupThatComesBackAndChangesNothing() {
        into.given("networks:\n  row1: {}\ndevices:\n  core: {}\n"
                + "  e1: {addresses: [198.18.0.2, \"2001:db8::2\"], tags: [access, x], networks: [row1], uplinks: [{to: core}]}\n");
        String out = into.write(Format.PROMETHEUS);
        assertThat(out).isEqualTo("[{\"targets\":[\"198.18.0.2\"],\"labels\":{\"device\":\"e1\",\"family\":\"v4\",\"__meta_vor_profile\":\"wired\","
                + "\"__meta_vor_tags\":\",access,x,\",\"__meta_vor_networks\":\",row1,\",\"__meta_vor_above\":\",core,\"}},"
                + "{\"targets\":[\"2001:db8::2\"],\"labels\":{\"device\":\"e1\",\"family\":\"v6\",\"__meta_vor_profile\":\"wired\","
                + "\"__meta_vor_tags\":\",access,x,\",\"__meta_vor_networks\":\",row1,\",\"__meta_vor_above\":\",core,\"}}]\n");
        assertThat(into.load(Format.PROMETHEUS, out).items()).isEmpty();
    }

    @Test
    void targetsAreNamedByALabelOrByTheirHost() {
        Batch batch = Format.PROMETHEUS.read(
                Exchanged.bytes(
                        """
                        - targets: ["198.18.0.1:9100"]
                          labels: {sysname: core, job: node, env: prod}
                        - targets: ["198.18.0.1:9116", "[2001:db8::1]:9116"]
                          labels: {sysname: shared}
                        - targets: ["https://www.example.org:8443/probe?x=1", "far.example.org"]
                        """),
                Options.NONE);
        assertThat(batch.notes()).containsExactly("not taken over: label env (1), label job (1)");
        assertThat(batch.root().get("devices").fields()).containsOnlyKeys("core", "198.18.0.1", "2001:db8::1", "www.example.org", "far.example.org");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}|1:1 expected a list of groups with targets and labels",
        "[7]|1:2 targets: expected a list of texts",
        "[{\"targets\":[7]}]|1:14 targets: \"7\" is no target",
        "[{\"targets\":[\"\"]}]|1:14 targets: \"\" is no target",
        "[{\"targets\":[\"a b\"]}]|1:14 devices[\"a b\"].addresses[0]: \"a b\" is neither an address nor a host name",
    })
    void faultsAreSaidWithLineAndColumn(String text, String fault) {
        assertThat(into.faults(Format.PROMETHEUS, text)).containsExactly(fault);
    }
}

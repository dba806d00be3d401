package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.server.receive.statsd.Adding;
import vor.server.receive.statsd.Ear;
import vor.server.receive.statsd.Outlet;
import vor.server.receive.statsd.StatsdSettings;

/** statsd's own configuration, as statsd means it. */
class StatsdFileTest {
    private static StatsdFile.Program read(String text) throws ConfigException {
        return StatsdFile.read("config.js", text, 1 << 20);
    }

    @Test
    void anEmptyOneIsWhatStatsdDoesByItself() throws ConfigException {
        StatsdFile.Program program = read("{}");
        StatsdSettings all = program.settings();
        assertThat(all.ears()).containsExactly(new Ear.Udp("0.0.0.0", 8125));
        assertThat(all.adding().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(all.adding().percentiles()).containsExactly(90.0);
        assertThat(all.adding().idle()).isEqualTo(Adding.Idle.KEEP);
        assertThat(all.outlets()).singleElement().isInstanceOfSatisfying(Outlet.Graphite.class, g -> assertThat(g.host()).isEmpty());
        assertThat(all.management().map(StatsdSettings.Management::port)).contains(8126);
        assertThat(program.reloads()).isTrue();
        assertThat(program.remarks()).isEmpty();
    }

    @Test
    void everythingAtOnce() throws ConfigException {
        StatsdSettings all = read("""
                { servers: [ {server: "./servers/udp", address_ipv6: true, port: 1}, {server: "./servers/tcp", address: "127.0.0.1", port: "2"},
                             {server: "./servers/tcp", socket: "/run/s.sock", socket_mod: "660"} ],
                  backends: ["./backends/graphite", "./backends/console", "./backends/repeater", "./backends/file.js"],
                  file: {path: "/tmp/x"}, console: {prettyprint: true}, repeater: [{host: "a", port: 3}], repeaterProtocol: "tcp",
                  graphiteHost: "carbon", graphiteProtocol: "pickle", graphite: {legacyNamespace: false, globalPrefix: "", globalSuffix: "h"},
                  percentThreshold: [50, -10, 0, "99.9"], flushInterval: "200", deleteIdleStats: true, deleteGauges: false, gaugesMaxTTL: 3,
                  histogram: [{metric: "r", bins: [1, 2.5, 'inf']}], calculatedTimerMetrics: ["count"], keyNameSanitize: false, prefixStats: "me",
                  mgmt_address: "127.0.0.1", mgmt_port: 4, healthStatus: "down", keyFlush: {interval: 1000, percent: 10}, automaticConfigReload: false }
                """).settings();
        assertThat(all.ears()).containsExactly(
                new Ear.Udp("::", 1), new Ear.Tcp("127.0.0.1", 2), new Ear.Unix(Path.of("/run/s.sock"), Optional.of(PosixFilePermissions.fromString("rw-rw----"))));
        assertThat(all.outlets().subList(1, 4)).containsExactly(
                new Outlet.Console(true), new Outlet.Repeat(List.of(new Outlet.Target("a", 3)), Outlet.Way.TCP), new Outlet.File(Path.of("/tmp/x")));
        assertThat(all.outlets().getFirst()).isInstanceOfSatisfying(Outlet.Graphite.class, g -> {
            assertThat(g.port()).isEqualTo(2004);
            assertThat(g.names().legacy()).isFalse();
            assertThat(g.names().suffix()).contains("h");
            assertThat(g.names().tidy()).isFalse();
        });
        assertThat(all.adding().percentiles()).containsExactly(50.0, -10.0, 0.0, 99.9);
        assertThat(all.adding().interval()).isEqualTo(Duration.ofMillis(200));
        assertThat(all.adding().idle()).isEqualTo(new Adding.Idle(true, true, true, false, 3));
        assertThat(all.management().map(StatsdSettings.Management::healthy)).contains(false);
        assertThat(all.watching().tally()).isPresent();
    }

    @Test
    void aSingleThresholdOf0Is90AsItIsFalse() throws ConfigException {
        assertThat(read("{percentThreshold: 0}").settings().adding().percentiles()).containsExactly(90.0);
    }

    @Test
    void whatIsNotHonouredIsSaid() throws ConfigException {
        assertThat(read("{batch: 200,\n title: 'x', log: {backend: 'syslog'}, repeater: [{host: 'a', port: 1}]}").remarks())
                .hasSize(4)
                .anyMatch(r -> r.contains("batch") && r.contains("line 1"))
                .anyMatch(r -> r.startsWith("title"))
                .anyMatch(r -> r.contains("syslog"))
                .anyMatch(r -> r.startsWith("repeater"));
    }

    @Test
    void theManagementPortTellsTheConfigurationAsStatsdHasItThen() throws ConfigException {
        StatsdSettings.Management management = read("{a: [1, 'x'], b: {c: null, d: {}}, e: null, port: 8125}").settings().management().orElseThrow();
        assertThat(management.config()).containsExactly("a > 0: 1", "a > 1: x", "b > c: null", "b > d: [object Object]", "port: 8125", "gaugesMaxTTL: 1", "deleteIdleStats: false", "flushInterval: 10000");
        assertThat(management.configOnceFlushed()).containsExactly("deleteCounters: false", "deleteTimers: false", "deleteSets: false", "deleteGauges: false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "{port: 70000}#1:8: port: expected a number from 0 to 65535, got 70000",
        "{backends: ['./backends/influx']}#there is no backend \"influx\"",
        "{servers: [{server: './servers/sctp'}]}#there is no server \"sctp\"",
        "{flushInterval: 'often'}#flushInterval: expected a number",
        "{percentThreshold: [90, 'x']}#1:25: percentThreshold",
        "{repeaterProtocol: 'sctp'}#expected one of tcp, udp4, udp6",
        "{backends: ['file']}#needs to know where",
        "{nodes: []}#proxy",
        "{graphite: {legacyNamespace: 1}}#expected true or false",
        "{globalSuffix: require('os').hostname()}#1:16: expected",
        "[]#expected an object",
    })
    void whatCannotBeIsRefusedWithItsPlace(String text, String words) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageStartingWith("config.js").hasMessageContaining(words);
    }
}

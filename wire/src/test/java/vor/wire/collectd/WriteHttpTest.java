package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What collectd 5.12 sends as JSON, field by field; the first ones are as it sent them. */
class WriteHttpTest {
    private static final TypesDb TYPES = TypesDb.read(
            """
            memory value:GAUGE:0:U
            load shortterm:GAUGE:0:U
            if_octets rx:DERIVE:0:U tx:DERIVE:0:U
            df_complex value:GAUGE:0:U
            cpu value:DERIVE:0:U
            percent value:GAUGE:0:U
            """);
    private static final Instant THEN = Instant.parse("2026-11-23T02:51:28.938007581Z");

    private static Identifier identifier(String summary, String... labels) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("alertname", labels[0]);
        all.put("instance", "web1");
        for (int i = 1; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        all.put("severity", "WARNING");
        all.put("service", "collectd");
        Heard heard = WriteHttp.notification(all, Map.of("summary", summary, "CurrentValue", "1572188160"), "2026-11-23T02:51:28.938007581Z", TYPES);
        assertThat(heard).isInstanceOf(Heard.Notification.class);
        Heard.Notification notification = (Heard.Notification) heard;
        assertThat(notification.severity()).isEqualTo(Severity.WARNING);
        assertThat(notification.time()).isEqualTo(THEN);
        assertThat(notification.message()).isEqualTo(summary);
        return notification.identifier();
    }

    @Test
    void whoseTheOnlyInstanceIsStandsInTheMessageOfAThreshold() {
        assertThat(identifier("Host web1, plugin memory type memory (instance used): Data source \"value\" is", "collectd_memory", "memory", "used"))
                .isEqualTo(new Identifier("web1", "memory", "", "memory", "used"));
        assertThat(identifier("Host web1, plugin memory (instance used) type memory: Data source \"value\" is", "collectd_memory", "memory", "used"))
                .isEqualTo(new Identifier("web1", "memory", "used", "memory", ""));
        assertThat(identifier("something else", "collectd_memory", "memory", "used")).isEqualTo(new Identifier("web1", "memory", "used", "memory", ""));
    }

    @Test
    void pluginAndTypeAreToldApart() {
        assertThat(identifier("x", "collectd_load")).isEqualTo(new Identifier("web1", "load", "", "load", ""));
        assertThat(identifier("x", "collectd_interface_if_octets", "interface", "eth0")).isEqualTo(new Identifier("web1", "interface", "eth0", "if_octets", ""));
        assertThat(identifier("x", "collectd_interface_if_octets")).isEqualTo(new Identifier("web1", "interface", "", "if_octets", ""));
        assertThat(identifier("x", "collectd_df_complex", "df", "root", "df_complex", "free")).isEqualTo(new Identifier("web1", "df", "root", "df_complex", "free"));
        assertThat(identifier("x", "collectd_df_complex")).isEqualTo(new Identifier("web1", "df", "", "df_complex", ""));
        assertThat(identifier("x", "collectd_curl_json_percent")).isEqualTo(new Identifier("web1", "curl_json", "", "percent", ""));
        assertThat(identifier("x", "collectd_mine_own_thing")).isEqualTo(new Identifier("web1", "mine", "", "own_thing", ""));
        assertThat(identifier("Host web1, plugin cpu (instance 0) type cpu (instance idle): x", "collectd_cpu", "cpu", "idle"))
                .isEqualTo(new Identifier("web1", "cpu", "0", "cpu", "idle"));
    }

    @Test
    void aNotificationWithoutWhatItNeedsIsDamage() {
        Map<String, String> labels = Map.of("severity", "okay");
        Map<String, String> annotations = Map.of("summary", "x");
        assertThat(WriteHttp.notification(Map.of(), annotations, "2026-11-23T02:51:28Z", TYPES)).isEqualTo(new Heard.Damage("a notification without a severity that is known", 0));
        assertThat(WriteHttp.notification(labels, annotations, "yesterday", TYPES)).isEqualTo(new Heard.Damage("a notification without startsAt", 0));
        assertThat(WriteHttp.notification(labels, annotations, "+1000000-01-01T00:00:00Z", TYPES)).isEqualTo(new Heard.Damage("a notification without startsAt", 0));
        assertThat(WriteHttp.notification(labels, Map.of(), "2026-11-23T02:51:28Z", TYPES)).isEqualTo(new Heard.Damage("a notification without summary", 0));
    }

    @Test
    void namesAndListsOfAnyLengthAreRefused() {
        Identifier identifier = new Identifier("h".repeat(256), "p", "", "t", "");
        assertThat(WriteHttp.values(identifier, 5, 1, List.of("gauge"), List.of("value"), List.of("1"))).isEqualTo(new Heard.Damage("a name of more than 255 characters", 0));
        List<String> many = Collections.nCopies(1_001, "1");
        assertThat(WriteHttp.values(new Identifier("h", "p", "", "t", ""), 5, 1, many, many, many)).isEqualTo(new Heard.Damage("1001 values, and at most 1000 are taken", 0));
    }
}

package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static vor.wire.collectd.Captures.ALICE;
import static vor.wire.collectd.Captures.read;
import static vor.wire.collectd.Captures.valuesOf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vor.model.Event;

class CollectdCapturesTest {
    private static final TypesDb TYPES = TypesDb.read("""
            gauge value:GAUGE:U:U
            if_packets rx:DERIVE:0:U, tx:DERIVE:0:U
            if_octets rx:DERIVE:0:U, tx:DERIVE:0:U
            if_errors rx:DERIVE:0:U, tx:DERIVE:0:U
            if_dropped rx:DERIVE:0:U, tx:DERIVE:0:U
            load shortterm:GAUGE:0:5000, midterm:GAUGE:0:5000, longterm:GAUGE:0:5000
            """);

    private static List<Event> events(List<Heard> heard) {
        CollectdEvents events = new CollectdEvents(TYPES, new CollectdRates(100, Duration.ofMinutes(1)));
        return heard.stream().flatMap(h -> events.events(valuesOf(h), Instant.EPOCH).stream()).toList();
    }

    @Test
    void aRealPacketOfValuesIsReadWhole() {
        List<Heard> heard = read(Captures.plainValues());
        assertThat(heard).hasSize(19).hasOnlyElementsOfType(Heard.Values.class);
        assertThat(heard).extracting(h -> valuesOf(h).identifier().host()).containsOnly("web01.example.com");
        assertThat(heard).extracting(h -> valuesOf(h).interval().orElseThrow()).containsOnly(Duration.ofSeconds(1));
        assertThat(valuesOf(heard.get(1)).identifier()).isEqualTo(new Identifier("web01.example.com", "curl_json", "rabbitmq", "gauge", "queue_totals-messages"));
        assertThat(valuesOf(heard.get(3)).identifier()).isEqualTo(new Identifier("web01.example.com", "load", "", "load", ""));
        assertThat(valuesOf(heard.get(3)).values()).containsExactly(new Value.Gauge(2.37451171875), new Value.Gauge(2.291015625), new Value.Gauge(1.169921875));
        assertThat(valuesOf(heard.getLast()).values()).containsExactly(new Value.Derive(89), new Value.Derive(89));
    }

    @Test
    void aRealNotificationIsRead() {
        Heard heard = read(Captures.plainNotification()).getFirst();
        assertThat(heard).isInstanceOfSatisfying(Heard.Notification.class, n -> {
            assertThat(n.severity()).isEqualTo(Severity.WARNING);
            assertThat(n.identifier().service()).isEqualTo("load/load");
            assertThat(n.message()).startsWith("Host web01.example.com, plugin load type load: Data source \"shortterm\"").endsWith("0.000000.");
        });
    }

    @Test
    void theRateOfRealCountersIsWhatGrewByTheTimeBetween() {
        List<Event> octets = events(read(Captures.plainValues())).stream().filter(e -> e.service().equals("interface-lo/if_octets/rx")).toList();
        assertThat(octets).as("the first of three has no rate").hasSize(2);
        assertThat(octets.getFirst().metric().orElseThrow().value()).isCloseTo(6650 / 0.9803892, offset(0.01));
        assertThat(octets.getFirst().ttl()).contains(Duration.ofSeconds(2));
    }

    @Test
    void everyCaptureSaysTheSamePlainSignedAndEncrypted() {
        for (int i = 1; i <= 2; i++) {
            List<Heard> plain = read(SecurityLevel.NONE, Users.none(), Captures.file("pkt-25826-" + i + ".bin"));
            assertThat(plain).isNotEmpty().noneMatch(Heard.Damage.class::isInstance);
            assertThat(read(SecurityLevel.SIGN, ALICE, Captures.file("pkt-25827-" + i + ".bin"))).isEqualTo(plain);
            assertThat(read(SecurityLevel.ENCRYPT, ALICE, Captures.file("pkt-25828-" + i + ".bin"))).isEqualTo(plain);
        }
    }

    /** Its names are those that write_riemann sent beside these packets, but for the few that collectd garbled. */
    @Test
    void servicesAndAttributesAreThoseOfWriteRiemann() {
        String sent = new String(Captures.file("collectd-capture.txt"), StandardCharsets.UTF_8);
        List<String> shapes = events(read(Captures.plainValues())).stream()
                .filter(e -> !e.service().startsWith("curl_json")).map(CollectdCapturesTest::shape).distinct().toList();
        assertThat(shapes).hasSizeGreaterThan(5).allMatch(told(sent)::contains);
    }

    private static String shape(Event event) {
        StringBuilder out = new StringBuilder(event.host() + ' ' + event.service() + ' ' + event.ttl().orElseThrow().toSeconds());
        event.attributes().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(a -> out.append(' ').append(a.getKey()).append('=').append(a.getValue()));
        return out.toString();
    }

    private static List<String> told(String sent) {
        List<String> shapes = new ArrayList<>();
        for (String line : sent.lines().filter(l -> l.startsWith("   [")).toList()) {
            List<String> attributes = Pattern.compile("\\('attr', \\{1: '(\\w+)', 2: '([^']*)'}\\)").matcher(line).results()
                    .filter(m -> !m.group(1).equals("dc")).map(m -> m.group(1) + '=' + m.group(2)).sorted().toList();
            String head = first(line, "host', '([^']*)'") + ' ' + first(line, "service', '([^']*)'") + ' ' + first(line, "ttl', (\\d+)");
            shapes.add(head + ' ' + String.join(" ", attributes));
        }
        return shapes;
    }

    private static String first(String line, String pattern) {
        return Pattern.compile(pattern).matcher(line).results().map(m -> m.group(1)).findFirst().orElse("");
    }
}

package vor.server.receive.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.server.receive.statsd.GraphiteLines.Sent;
import vor.server.receive.statsd.Adding.Idle;

class StatsdLinesTest {
    private static final Names OWN = new Names(false, "", "c", "", "g", "", "my", Optional.of("host1"), true, false);

    private static List<String> of(Names names, String datagram) {
        return Feed.lines(new Feed(Feed.with(Idle.KEEP)).send(datagram).flush(), names).stream().filter(l -> !l.contains("statsd.")).toList();
    }

    private static List<String> own(Names names) {
        List<String> lines = new ArrayList<>();
        GraphiteLines graphite = new GraphiteLines(names);
        graphite.own(Feed.standard().flush(), 5, 7, (name, value, second) -> lines.add(name + " " + value + " " + second));
        graphite.sent(new Sent(1, 2, 3, 4), 9, (name, value, second) -> lines.add(name + " " + value + " " + second));
        return lines;
    }

    @Test
    void legacyNamesAreThoseOfBefore() {
        assertThat(of(Names.standard(), "k:1|c\nk:2|g\nk:3|s")).containsExactly("stats.k 0.1", "stats_counts.k 1", "stats.gauges.k 2", "stats.sets.k.count 1");
        assertThat(of(Names.standard(), "t:1|ms")).contains("stats.timers.t.upper_90 1", "stats.timers.t.count_ps 0.1").hasSize(14);
    }

    @Test
    void modernNamesAreBelowTheirKinds() {
        assertThat(of(Names.modern(), "k:1|c\nk:2|g\nk:3|s"))
                .containsExactly("stats.counters.k.rate 0.1", "stats.counters.k.count 1", "stats.gauges.k 2", "stats.sets.k.count 1");
    }

    @Test
    void emptyPrefixesLeaveNoPointAndTheSuffixGoesBeforeTags() {
        assertThat(of(OWN, "k:1|c|#a:b\nk:2|g\nk:3|s")).containsExactly("c.k.rate.host1;a=b 0.1", "g.k.host1 2", "k.count.host1 1");
    }

    @Test
    void anEmptySuffixIsOneToo() {
        Names names = new Names(true, "", "", "", "", "", "statsd", Optional.of(""), true, false);
        assertThat(of(names, "k:1|c")).containsExactly("stats.k. 0.1");
    }

    @Test
    void keysThatCameAsTheyAreBecomeTidyHereButNotTheirTags() {
        Names names = new Names(true, "", "", "", "", "", "statsd", Optional.empty(), false, false);
        Aggregates aggregates = new Aggregates(Adding.standard());
        aggregates.gauge("a b/c;d=e f/g", 1);
        assertThat(Feed.lines(aggregates.flush(Feed.START), names)).contains("stats.gauges.a_b-c;d=e f/g 1");
    }

    @Test
    void histogramsStandBelowTheirTimer() {
        Adding settings = Feed.with(List.of(), List.of(new Adding.Histogram("t", List.of(0.5, Double.POSITIVE_INFINITY))), List.of("histogram"));
        assertThat(Feed.lines(new Feed(settings).send("t:1|ms").flush(), Names.standard()))
                .contains("stats.timers.t.histogram.bin_0_5 0", "stats.timers.t.histogram.bin_inf 1");
    }

    @Test
    void ourOwnWorkIsTold() {
        assertThat(own(Names.standard())).containsExactly(
                "statsd.numStats 3.0 1700000000", "stats.statsd.graphiteStats.calculationtime 5.0 1700000000", "stats.statsd.processing_time 7.0 1700000000",
                "stats.statsd.graphiteStats.last_exception 1.0 9", "stats.statsd.graphiteStats.last_flush 2.0 9", "stats.statsd.graphiteStats.flush_time 3.0 9",
                "stats.statsd.graphiteStats.flush_length 4.0 9");
        assertThat(own(Names.modern())).startsWith("stats.statsd.numStats 3.0 1700000000");
        assertThat(own(OWN)).contains("my.numStats.host1 3.0 1700000000", "my.graphiteStats.flush_length.host1 4.0 9");
    }

    @Test
    void aLineEndsAndHasItsNumberAsJavaScriptWritesIt() {
        StringBuilder out = new StringBuilder();
        GraphiteLines.append(out, "a", 1e21, 5);
        GraphiteLines.append(out, "b", 0.1 + 0.2, 6);
        assertThat(out).hasToString("a 1e+21 5\nb 0.30000000000000004 6\n");
    }
}

package vor.server.receive.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vor.server.receive.statsd.Flush.Count;
import vor.server.receive.statsd.Flush.Dropped;
import vor.server.receive.statsd.Adding.Idle;
import vor.server.receive.statsd.Adding.Limits;

class AggregatesTest {

    private static double count(Flush flush, String key) {
        return Objects.requireNonNull(flush.counters().get(key)).count();
    }

    private static Map<String, Double> numbers(Flush flush, String key) {
        return Objects.requireNonNull(flush.timers().get(key)).numbers();
    }

    @Test
    void withoutAnythingThereAreTheThreeCountersOfOurs() {
        Flush flush = Feed.standard().flush();
        assertThat(flush.counters()).containsOnlyKeys("statsd.bad_lines_seen", "statsd.packets_received", "statsd.metrics_received");
        assertThat(flush.numStats()).isEqualTo(3);
    }

    @Test
    void fromTheSecondFlushOnTheLagIsAGauge() {
        Aggregates aggregates = new Aggregates(Adding.standard());
        aggregates.flush(Feed.START);
        Flush second = aggregates.flush(Feed.START.plusMillis(12_600));
        assertThat(second.gauges()).containsExactly(entry("statsd.timestamp_lag", 3.0));
        assertThat(second.numStats()).isEqualTo(4);
        assertThat(aggregates.flush(Feed.START.plusMillis(22_400)).gauges()).containsEntry("statsd.timestamp_lag", -1.0);
    }

    @Test
    void aFlushAtTheBeginningOfTimeIsNoFlushBefore() {
        Aggregates aggregates = new Aggregates(Adding.standard());
        assertThat(aggregates.flush(Instant.EPOCH).second()).isZero();
        assertThat(aggregates.flush(Instant.ofEpochMilli(1_500)).gauges()).isEmpty();
    }

    @Test
    void packetsLinesAndBadLinesAreCounted() {
        Flush flush = Feed.standard().send("", "a:1|c\n\nb\nc:1:2:3|h", "x:|c").flush();
        assertThat(flush.counters()).containsEntry("statsd.packets_received", new Count(3, 0.3))
                .containsEntry("statsd.metrics_received", new Count(4, 0.4))
                .containsEntry("statsd.bad_lines_seen", new Count(4, 0.4));
    }

    @Test
    void othersMayCountInOurCounters() {
        assertThat(Feed.standard().send("statsd.packets_received:10|c").flush().counters()).containsEntry("statsd.packets_received", new Count(11, 1.1));
    }

    @Test
    void countersStandForWhatTheSamplesLeftOut() {
        Flush flush = Feed.standard().send("a:1|c|@0.1", "a:2|c", "a:-3|c").flush();
        assertThat(flush.counters().get("a")).isEqualTo(new Count(9, 0.9));
    }

    @Test
    void aRateOfZeroIsInfiniteAndWhatIsNoNumberIsForgotten() {
        Feed feed = Feed.standard();
        assertThat(feed.send("a:1|c|@0").flush().counters().get("a")).isEqualTo(new Count(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(count(feed.send("a:0|c|@0").flush(), "a")).isNaN();
        assertThat(count(feed.send("a:0|c|@0", "a:2|c").flush(), "a")).isEqualTo(2);
    }

    @Test
    void idleCountersTimersAndSetsAreToldAsZero() {
        Feed feed = Feed.standard();
        feed.send("c:1|c\nt:5|ms\ns:a|s\ns:b|s\ns:a|s").flush();
        Flush idle = feed.flush();
        assertThat(idle.counters()).containsEntry("c", new Count(0, 0));
        assertThat(numbers(idle, "t")).containsOnly(entry("count", 0.0), entry("count_ps", 0.0));
        assertThat(idle.sets()).containsEntry("s", 0);
    }

    @Test
    void setsCountDifferentMembers() {
        assertThat(Feed.standard().send("s:a|s\ns:b|s\ns:a|s\ns:|s\ns:0|s").flush().sets()).containsEntry("s", 3);
    }

    @Test
    void gaugesStayAsTheyWere() {
        Feed feed = Feed.standard();
        feed.send("g:333|g\ng:-10|g\ng:+4|g").flush();
        assertThat(feed.flush().gauges()).containsEntry("g", 327.0);
    }

    @Test
    void aGaugeThatHasNoValueOrZeroIsSetByAChange() {
        Feed feed = Feed.standard();
        assertThat(feed.send("g:-5|g").flush().gauges()).containsEntry("g", -5.0);
        assertThat(feed.send("g:+2|g").flush().gauges()).containsEntry("g", -3.0);
        assertThat(feed.send("g:0|g\ng:-7|g").flush().gauges()).containsEntry("g", -7.0);
        assertThat(feed.send("g:Infinity|g\ng:-Infinity|g").flush().gauges().get("g")).isNaN();
        assertThat(feed.send("g:+1|g").flush().gauges()).containsEntry("g", 1.0);
    }

    @Test
    void whatIsIdleGoesWhenAsked() {
        Feed feed = new Feed(Feed.with(Idle.DROP));
        Flush first = feed.send("c:1|c\nt:5|ms\ns:a|s\ng:1|g").flush();
        assertThat(first.numStats()).isEqualTo(7);
        Flush second = feed.flush();
        assertThat(second.counters()).containsOnlyKeys("statsd.bad_lines_seen", "statsd.packets_received", "statsd.metrics_received");
        assertThat(second.counters()).containsEntry("statsd.packets_received", new Count(0, 0));
        assertThat(second.timers()).isEmpty();
        assertThat(second.sets()).isEmpty();
        assertThat(second.gauges()).containsOnlyKeys("statsd.timestamp_lag");
    }

    @Test
    void countersNamedLikeOursStay() {
        Feed feed = new Feed(Feed.with(Idle.DROP));
        feed.send("my.bad_lines_seen_today:1|c").flush();
        assertThat(feed.flush().counters()).containsEntry("my.bad_lines_seen_today", new Count(0, 0));
    }

    @Test
    void aGaugeIsToldForItsFlushesSinceItWasHeard() {
        Feed feed = new Feed(Feed.with(new Idle(false, false, false, true, 2)));
        feed.send("g:1|g").flush();
        feed.send("g:+1|g");
        assertThat(feed.flush().gauges()).containsEntry("g", 2.0);
        assertThat(feed.flush().gauges()).containsEntry("g", 2.0);
        assertThat(feed.flush().gauges()).doesNotContainKey("g");
        assertThat(feed.flush().gauges()).as("ours was never heard").containsKey("statsd.timestamp_lag");
    }

    @Test
    void keysBeyondTheLimitAreCountedAndNotKept() {
        Feed feed = new Feed(Feed.with(new Limits(2, 100, 100)));
        Flush flush = feed.send("a:1|c\nb:1|g\nc:1|c\nc:1|s\nd:1|ms\na:1|c\ne:+1|g").flush();
        assertThat(flush.counters()).containsOnlyKeys("statsd.bad_lines_seen", "statsd.packets_received", "statsd.metrics_received", "a").containsEntry("a", new Count(2, 0.2));
        assertThat(flush.dropped()).isEqualTo(new Dropped(4, 0));
    }

    @Test
    void keysThatGoMakeRoom() {
        Adding settings = new Adding(
                Adding.standard().interval(), List.of(), List.of(), List.of(), Idle.DROP, "statsd", new Limits(1, 100, 100));
        Feed feed = new Feed(settings);
        for (String line : new String[] {"a:1|c", "b:1|ms", "c:1|s", "d:1|g", "e:1|c"}) {
            assertThat(feed.send(line).flush().dropped()).isEqualTo(new Dropped(0, 0));
        }
    }

    @Test
    void valuesBeyondTheLimitAreCountedAndNotKeptUntilTheNextFlush() {
        Feed feed = new Feed(Feed.with(new Limits(10, 3, 100)));
        Flush flush = feed.send("t:1|ms:2|ms\ns:a|s:a|s:b|s\nt:9|ms").flush();
        assertThat(numbers(flush, "t")).containsEntry("count", 2.0).containsEntry("upper", 2.0);
        assertThat(flush.sets()).containsEntry("s", 1);
        assertThat(flush.dropped()).isEqualTo(new Dropped(0, 2));
        assertThat(numbers(feed.send("t:9|ms").flush(), "t")).containsEntry("upper", 9.0);
    }

    @Test
    void charactersOfKeysAndMembersAreLimitedTogether() {
        Feed feed = new Feed(Feed.with(new Limits(10, 10, 10)));
        Flush flush = feed.send("four:1|c\ns:member|s\ns:m|s\nlonger:1|c").flush();
        assertThat(flush.sets()).containsEntry("s", 1);
        assertThat(flush.dropped()).isEqualTo(new Dropped(1, 1));
    }

    @Test
    void readingsTellWhatIsHeldAndDropped() {
        Feed feed = new Feed(Feed.with(new Limits(2, 1, 100)));
        feed.send("a:1|c\nt:1|ms:2|ms\nx:1|c\ny:1|c");
        assertThat(feed.aggregates.readings()).extracting(r -> r.value().getAsDouble()).containsExactly(2.0, 2.0, 1.0);
    }

    @Test
    void manySamplesOfATimerWeighWhatTheyStandFor() {
        Flush flush = Feed.standard().send("t:1|ms|@0.1:3|ms").flush();
        assertThat(numbers(flush, "t")).containsEntry("count", 11.0).containsEntry("count_ps", 1.1).containsEntry("mean", 2.0);
    }
}

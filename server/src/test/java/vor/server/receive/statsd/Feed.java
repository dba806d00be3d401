package vor.server.receive.statsd;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vor.server.receive.statsd.Adding.Histogram;
import vor.server.receive.statsd.Adding.Idle;
import vor.server.receive.statsd.Adding.Limits;
import vor.wire.statsd.StatsdReader;

/** Aggregates that are sent datagrams and flushed every ten seconds. */
final class Feed {
    static final Instant START = Instant.ofEpochSecond(1_700_000_000);

    final Aggregates aggregates;
    private final StatsdReader reader = new StatsdReader(true);
    private Instant now = START;

    Feed(Adding settings) {
        aggregates = new Aggregates(settings);
    }

    static Feed standard() {
        return new Feed(Adding.standard());
    }

    static Adding with(Idle idle) {
        return new Adding(Duration.ofSeconds(10), List.of(90.0), List.of(), List.of(), idle, "statsd", Limits.standard());
    }

    static Adding with(Limits limits) {
        return new Adding(Duration.ofSeconds(10), List.of(90.0), List.of(), List.of(), Idle.KEEP, "statsd", limits);
    }

    static Adding with(List<Double> percentiles, List<Histogram> histograms, List<String> timerNumbers) {
        return new Adding(Duration.ofSeconds(10), percentiles, histograms, timerNumbers, Idle.KEEP, "statsd", Limits.standard());
    }

    Feed send(String... datagrams) {
        for (String datagram : datagrams) {
            byte[] bytes = datagram.getBytes(StandardCharsets.UTF_8);
            reader.read(bytes, 0, bytes.length, aggregates);
        }
        return this;
    }

    Feed send(byte[] datagram) {
        reader.read(datagram, 0, datagram.length, aggregates);
        return this;
    }

    Flush flush() {
        Flush flush = aggregates.flush(now);
        now = now.plusSeconds(10);
        return flush;
    }

    /** The lines of metrics, without their time. */
    static List<String> lines(Flush flush, Names names) {
        List<String> lines = new ArrayList<>();
        new GraphiteLines(names).metrics(flush, (name, value, second) -> {
            StringBuilder line = new StringBuilder();
            GraphiteLines.append(line, name, value, second);
            lines.add(line.substring(0, line.lastIndexOf(" ")));
        });
        return lines;
    }
}

package vor.server.receive.statsd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.server.receive.statsd.StatsdSettings.Tally;
import vor.wire.statsd.Sink;

/** Counts in how many lines each key comes, and tells those that come most often, as statsd's {@code keyFlush}. Counting is within the lock of the sums. */
final class KeyTally {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTally.class);
    private static final int MOST = 100_000;

    private final Optional<Tally> settings;
    private final Clock clock;
    private final Consumer<String> printer;
    private final boolean on;
    private Map<String, Integer> counts = new HashMap<>();
    private long due;

    /** @param settings empty for not at all */
    KeyTally(Optional<Tally> settings, Clock clock, Consumer<String> printer) {
        this.settings = settings;
        this.clock = clock;
        this.printer = printer;
        on = settings.isPresent();
        settings.ifPresent(s -> due = clock.millis() + s.interval().toMillis());
    }

    void count(byte[] bytes, int from, int to) {
        if (on) {
            count(Sink.plain(bytes, from, to));
        }
    }

    /** Of keys beyond a hundred thousand none is counted. */
    void count(String key) {
        if (on && (counts.size() < MOST || counts.containsKey(key))) {
            counts.merge(key, 1, Integer::sum);
        }
    }

    /** Whether it is time to tell. */
    boolean isDue() {
        return on && clock.millis() >= due;
    }

    /** The time in milliseconds since 1970 when it has to tell; far away when it is off. */
    long due() {
        return on ? due : Long.MAX_VALUE;
    }

    /** All counts, which begin anew. Within the lock. */
    Map<String, Integer> take() {
        Map<String, Integer> all = counts;
        counts = new HashMap<>();
        settings.ifPresent(s -> due = clock.millis() + s.interval().toMillis());
        return all;
    }

    /** Outside of the lock. */
    void tell(Map<String, Integer> all) {
        Tally how = settings.orElseThrow();
        String date = ConsoleBackend.date(clock.millis() / 1000);
        List<Map.Entry<String, Integer>> sorted = all.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).toList();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(sorted.size(), Math.ceil(sorted.size() * how.percent() / 100)); i++) {
            out.append(date).append(" count=").append(sorted.get(i).getValue()).append(" key=").append(sorted.get(i).getKey()).append('\n');
        }
        if (how.log().isEmpty()) {
            out.toString().lines().forEach(printer);
            return;
        }
        try {
            Files.writeString(how.log().get(), out, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.error("frequent keys cannot be written to {}: {}", how.log().get(), e.toString());
        }
    }
}

package vor.server.events.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.model.Metric;
import vor.testkit.Mutations;

/** Any text is a query that an event can be asked, or says why it is none. */
class QueryFuzzTest {
    private static final Event EVENT = new Event(
            "web1", "disk /var", "critical", Optional.of(new Metric.Real(0.95)), Instant.EPOCH, Optional.empty(), "full", List.of("test"), Map.of("rack", "b3"));

    /** Runs on its seeds as an ordinary test; {@code make fuzz} lets it search. */
    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            Query.parse(text).matches(EVENT);
        } catch (QueryException e) {
            assertThat(e.at()).isBetween(0, text.length());
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Test
    void changedQueriesAreQueriesOrSayWhyNot() {
        Mutations.of(QueryFuzzTest.class, "readsAnyBytes").run(30_000, this::readsAnyBytes);
    }
}

package vor.server.api;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vor.model.Reading;

/** What the rooms count, as Prometheus wants it. Readings of one name are one metric with several labels. */
final class ReadingCollector implements MultiCollector {
    private final Supplier<List<Reading>> readings;

    ReadingCollector(Supplier<List<Reading>> readings) {
        this.readings = readings;
    }

    @Override
    public MetricSnapshots collect() {
        Map<String, List<Reading>> byName = new LinkedHashMap<>();
        for (Reading r : readings.get()) {
            byName.computeIfAbsent(r.name(), k -> new ArrayList<>()).add(r);
        }
        List<MetricSnapshot> snapshots = new ArrayList<>();
        byName.values().forEach(same -> snapshots.add(snapshot(same)));
        return new MetricSnapshots(snapshots);
    }

    private static MetricSnapshot snapshot(List<Reading> same) {
        Reading first = same.getFirst();
        return switch (first.kind()) {
            case COUNTER -> new CounterSnapshot(
                    metadata(first, "_total"), distinct(same).stream().map(ReadingCollector::counter).toList());
            case GAUGE -> new GaugeSnapshot(
                    metadata(first, ""), distinct(same).stream().map(ReadingCollector::gauge).toList());
        };
    }

    /** Prometheus refuses a scrape with the same labels twice; one bad room must not silence the others. */
    private static List<Reading> distinct(List<Reading> same) {
        Map<Map<String, String>, Reading> byLabels = new LinkedHashMap<>();
        same.forEach(r -> byLabels.putIfAbsent(r.labels(), r));
        return List.copyOf(byLabels.values());
    }

    private static MetricMetadata metadata(Reading reading, String suffix) {
        String name = reading.name();
        return new MetricMetadata(
                name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name, reading.help());
    }

    private static CounterDataPointSnapshot counter(Reading r) {
        return new CounterDataPointSnapshot(Math.max(0, value(r)), labels(r), null, 0);
    }

    private static GaugeDataPointSnapshot gauge(Reading r) {
        return new GaugeDataPointSnapshot(value(r), labels(r), null);
    }

    private static double value(Reading r) {
        try {
            return r.value().getAsDouble();
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }

    private static Labels labels(Reading r) {
        return Labels.of(
                r.labels().keySet().toArray(String[]::new),
                r.labels().values().toArray(String[]::new));
    }
}

package vor.server.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import vor.model.Event;
import vor.model.Metric;

/** Events made up for the tests of the journal. */
final class Events {
    private static final String ODD = "a\u0000\u00e9\u20ac\ud83d\ude00\ud800\udc00\ud800%\n\"";

    private Events() {}

    static Event plain(int number) {
        return new Event(
                "host" + number % 100, "service " + number % 7, "ok", Optional.of(new Metric.Whole(number)), Instant.ofEpochMilli(1_700_000_000_000L + number),
                Optional.of(Duration.ofSeconds(60)), "", List.of("a"), Map.of("rack", "b3"));
    }

    static Event any(Random random) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.put(text(random), text(random));
        }
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add(text(random));
        }
        return new Event(
                text(random), text(random), text(random), metric(random), time(random),
                random.nextBoolean() ? Optional.of(Duration.ofNanos(random.nextLong())) : Optional.empty(), text(random), tags, attributes);
    }

    private static Optional<Metric> metric(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Metric.Whole(random.nextLong()));
            case 2 -> Optional.of(new Metric.Whole(random.nextInt(100) - 50));
            case 3 -> Optional.of(new Metric.Real(Double.NaN));
            case 4 -> Optional.of(new Metric.Real(-0.0));
            case 5 -> Optional.of(new Metric.Real(Double.NEGATIVE_INFINITY));
            default -> Optional.of(new Metric.Real(random.nextGaussian()));
        };
    }

    private static Instant time(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.MIN;
            case 1 -> Instant.MAX;
            default -> Instant.ofEpochSecond(1_700_000_000 + random.nextInt(1_000), random.nextInt(1_000_000_000));
        };
    }

    private static String text(Random random) {
        int from = random.nextInt(ODD.length());
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> ODD.substring(from, from + random.nextInt(ODD.length() - from + 1));
            case 2 -> "x".repeat(random.nextInt(300));
            default -> "word" + random.nextInt(20);
        };
    }
}

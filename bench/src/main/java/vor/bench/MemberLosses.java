package vor.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import vor.lab.Lab;
import vor.outside.Deadline;
import vor.outside.LiveFrame;

/** From a member of a bundle being lost to the verdict that names it. Safe for any thread. */
final class MemberLosses {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration WAIT = Duration.ofSeconds(12);

    private final Map<String, Loss> losses = new HashMap<>();

    private record Loss(String port, Instant given, List<Instant> named) {}

    synchronized void frame(LiveFrame frame) {
        frame.health().forEach((device, seen) -> {
            Loss loss = losses.get(device);
            if (loss != null && !seen.state().equals("good") && seen.why().contains(loss.port)) {
                loss.named.add(frame.arrived());
            }
        });
    }

    private synchronized void begin(String device, String port) {
        losses.put(device, new Loss(port, Instant.now(), new ArrayList<>()));
    }

    /** @return milliseconds each; infinite for one that nobody named */
    List<Double> measure(Lab lab, Random random, List<String> switches) {
        int gap = (int) WITHIN.toMillis() / switches.size();
        for (String device : switches) {
            String port = "ge-0/0/" + (44 + random.nextInt(3));
            Deadline.pause(Duration.ofMillis(random.nextInt(2 * gap)));
            begin(device, port);
            lab.boxes().losePort(device, port);
        }
        Deadline.pause(WAIT);
        return after();
    }

    private synchronized List<Double> after() {
        return losses.values().stream()
                .map(l -> l.named.isEmpty() ? Double.POSITIVE_INFINITY : Duration.between(l.given, l.named.getFirst()).toNanos() / 1e6)
                .toList();
    }
}

package vor.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Chromium noted of itself (the Trace Event Format): the thread on which the page's script runs. */
final class Trace {
    /** For {@link #workOfFrames}. */
    static final List<String> CATEGORIES = List.of("devtools.timeline", "disabled-by-default-devtools.timeline");

    private Trace() {}

    /**
     * Milliseconds that the page's thread worked from one animation frame to the next, everything counted: script, layout, painting, collecting garbage. The thread is the
     * one that has made the most frames.
     */
    static List<Double> workOfFrames(byte[] trace) {
        Map<String, List<JsonNode>> frames = new HashMap<>();
        Map<String, TreeMap<Long, Double>> tasks = new HashMap<>();
        for (JsonNode event : new JsonMapper().readTree(trace).path("traceEvents")) {
            String thread = event.path("pid").asLong() + "/" + event.path("tid").asLong();
            switch (event.path("name").asString("")) {
                case "FireAnimationFrame" -> frames.computeIfAbsent(thread, t -> new ArrayList<>()).add(event);
                case "RunTask" -> tasks.computeIfAbsent(thread, t -> new TreeMap<>())
                        .merge(event.path("ts").asLong(), event.path("dur").asDouble(0) / 1000, Double::sum);
                default -> {}
            }
        }
        Map.Entry<String, List<JsonNode>> page = frames.entrySet().stream()
                .max((a, b) -> Integer.compare(a.getValue().size(), b.getValue().size()))
                .orElseThrow(() -> new IllegalStateException("the trace holds no animation frame"));
        return between(page.getValue(), tasks.getOrDefault(page.getKey(), new TreeMap<>()));
    }

    /* A frame's own task begins before the script in it is called. */
    private static List<Double> between(List<JsonNode> frames, TreeMap<Long, Double> tasks) {
        List<Long> begun = frames.stream()
                .map(f -> f.path("ts").asLong())
                .map(ts -> tasks.floorKey(ts) == null ? ts : tasks.floorKey(ts))
                .distinct()
                .sorted()
                .toList();
        List<Double> work = new ArrayList<>();
        for (int i = 1; i < begun.size(); i++) {
            work.add(tasks.subMap(begun.get(i - 1), begun.get(i)).values().stream().mapToDouble(d -> d).sum());
        }
        return work;
    }
}

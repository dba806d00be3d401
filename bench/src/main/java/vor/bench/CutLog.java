package vor.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import vor.outside.LiveFrame;
import vor.outside.PaintLog.Painting;

/**
 * Who is cut, who is on the way back, who is well and since when; and who was called down without being cut. Safe for any
 * thread.
 */
final class CutLog {
    private final Map<String, Cut> open = new HashMap<>();
    private final Set<String> candidates = new HashSet<>();
    private final Set<String> healing = new HashSet<>();
    private final Map<String, Instant> goodSince = new HashMap<>();
    private final List<Cut> closed = new ArrayList<>();
    private final List<String> falseDowns = new ArrayList<>();

    /** From now on it counts. @param devices those that may be cut, all well for long enough */
    synchronized void begin(Collection<String> devices) {
        candidates.addAll(devices);
        candidates.forEach(c -> goodSince.put(c, Instant.EPOCH));
        falseDowns.clear();
    }

    synchronized void frame(LiveFrame frame) {
        frame.health().forEach((device, seen) -> {
            Cut cut = open.get(device);
            if (cut != null) {
                /* The frame's time is cut off to the millisecond: one is added. */
                cut.seen(Cut.Place.VERDICT, seen.state(), Instant.ofEpochMilli(frame.now() + 1));
                cut.seen(Cut.Place.READER, seen.state(), frame.arrived());
            } else {
                uncut(device, seen.state(), frame.arrived());
            }
        });
    }

    private void uncut(String device, String state, Instant at) {
        if (state.equals("good")) {
            healing.remove(device);
            if (candidates.contains(device)) {
                goodSince.putIfAbsent(device, at);
            }
        } else {
            goodSince.remove(device);
            if (state.equals("down") && !healing.contains(device)) {
                falseDowns.add(device + " at " + at);
            }
        }
    }

    synchronized void painted(Collection<Painting> paintings) {
        for (Painting p : paintings) {
            Cut cut = open.get(p.device());
            if (cut != null) {
                cut.seen(Cut.Place.PAINTED, p.state(), p.at());
            }
        }
    }

    /** A device to cut next: well for the longest time, and at least since {@code since}. */
    synchronized Optional<String> rested(Instant since) {
        return goodSince.entrySet().stream()
                .filter(e -> e.getValue().isBefore(since) && !open.containsKey(e.getKey()))
                .min(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    synchronized Cut open(String device) {
        Cut cut = new Cut(device, Instant.now());
        goodSince.remove(device);
        open.put(device, cut);
        return cut;
    }

    /** Those that need no longer be cut. */
    synchronized List<Cut> due(Predicate<Cut> over) {
        return open.values().stream().filter(over).toList();
    }

    /** About to be healed: from now until it is good again nothing counts. */
    synchronized void close(Cut cut) {
        open.remove(cut.device());
        healing.add(cut.device());
        closed.add(cut);
    }

    synchronized int inFlight() {
        return open.size();
    }

    synchronized List<Cut> closed() {
        return List.copyOf(closed);
    }

    synchronized List<String> falseDowns() {
        return List.copyOf(falseDowns);
    }
}

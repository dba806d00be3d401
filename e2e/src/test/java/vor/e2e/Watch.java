package vor.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vor.outside.Deadline;
import vor.outside.LiveFrame;
import vor.outside.LiveReader;
import vor.outside.VorServer;

/** Remembers every state that any frame of the live stream gave to any device, also those that lasted for one frame only. */
final class Watch implements AutoCloseable {
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<Instant> blindAt = new ArrayList<>();
    private final LiveReader live;

    /** A device was said to be in a state. */
    record Sighting(String device, String state, Instant at) {}

    Watch(VorServer server) {
        live = new LiveReader(server, this::frame);
    }

    private synchronized void frame(LiveFrame frame) {
        frame.health().forEach((device, seen) -> sightings.add(new Sighting(device, seen.state(), frame.arrived())));
        if (frame.blind().orElse(false)) {
            blindAt.add(frame.arrived());
        }
    }

    LiveReader live() {
        return live;
    }

    /** Devices that were ever in that state, each once. */
    synchronized List<String> everIn(String state) {
        return sightings.stream().filter(s -> s.state().equals(state)).map(Sighting::device).distinct().sorted().toList();
    }

    synchronized Optional<Instant> firstBlind() {
        return blindAt.stream().findFirst();
    }

    void awaitState(String device, String state) {
        live.awaitState(device, state, Ground.SOON);
    }

    void await(String what, Predicate<LiveReader> so) {
        live.await(Ground.SOON, () -> what, so);
    }

    /** Nothing is waited for: time shall pass in which something might go wrong. */
    void lookOn(Duration span) {
        Deadline.pause(span);
    }

    @Override
    public void close() {
        live.close();
    }
}

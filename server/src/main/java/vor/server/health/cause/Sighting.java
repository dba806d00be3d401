package vor.server.health.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vor.model.Fact;
import vor.model.Port;

/**
 * What one port above tells of a silence.
 *
 * <p>An agent may answer from a cache, so a poll tells of some moment in the {@link #CACHE} before it, and a span since
 * the port changed may be told too short by as much. What is held for certain allows for both.
 *
 * @param place the port's name with its device's, for people
 */
record Sighting(String place, Port port, Quiet quiet, Reading reading) {
    /** The oldest answer that an agent is held to give, and what the clocks and the way may add. */
    static final Duration CACHE = Duration.ofSeconds(16);

    /**
     * How long a port that fell may be back only in the agent's next answer: a restart that is quicker than this is never
     * called a cut for certain.
     */
    static final Duration BOUNCE = Duration.ofSeconds(30);

    enum Reading {
        /** Nothing was told since the silence began, and it was not seen to fall before. */
        STALE,
        /** Down, but not since the silence began: it carried nothing before either. */
        IDLE,
        /** Down since the silence began, because somebody switched it off. */
        OFF,
        /** Down since the silence began. */
        FELL,
        /** Up again after it fell in this silence. */
        BACK,
        /** Up all the time, as far as told. */
        UP
    }

    static Sighting of(String place, Port port, Quiet quiet) {
        return new Sighting(place, port, quiet, read(port, quiet));
    }

    private static Reading read(Port port, Quiet quiet) {
        boolean seen = seenFalling(port, quiet);
        if (port.at().isBefore(quiet.since()) && (port.up() || !seen)) {
            return Reading.STALE;
        }
        boolean fell = seen || toldChange(port, quiet);
        if (port.up()) {
            return fell ? Reading.BACK : Reading.UP;
        }
        return !fell ? Reading.IDLE : port.enabled() ? Reading.FELL : Reading.OFF;
    }

    /** We ourselves saw it up, and then down, and the latter after the device's last sign of life. */
    private static boolean seenFalling(Port port, Quiet quiet) {
        return port.downAt().filter(t -> t.isAfter(quiet.alive())).isPresent();
    }

    /** The agent says so. A time that the poll itself had not reached is nonsense. */
    private static boolean toldChange(Port port, Quiet quiet) {
        return port.changedAt()
                .filter(t -> t.isAfter(quiet.alive()) && t.isBefore(port.at().plusSeconds(1)))
                .isPresent();
    }

    boolean seenFalling() {
        return seenFalling(port, quiet);
    }

    /** Whether we saw the way go with the silence. */
    boolean gone() {
        return (reading == Reading.FELL || reading == Reading.OFF) && seenFalling();
    }

    /** When it went down or came back; as we saw it rather than as the agent tells it, which moves with each poll. */
    Instant when() {
        return switch (reading) {
            case FELL, OFF, IDLE -> port.downAt().or(port::changedAt).orElse(port.at());
            case BACK -> port.upAt()
                    .filter(t -> t.isAfter(quiet.alive()))
                    .or(port::changedAt)
                    .orElse(port.at());
            case UP, STALE -> port.at();
        };
    }

    /** Whether it cannot be told otherwise any more. */
    boolean settled() {
        Duration after = quiet.after(port.at());
        return switch (reading) {
            /* A port that is back may belong to a device that starts, or to one that came back without its configuration. */
            case STALE, BACK -> false;
            case OFF -> seenFalling() || after.compareTo(CACHE) >= 0;
            case IDLE, FELL -> after.compareTo(CACHE.plus(BOUNCE)) >= 0;
            case UP -> after.compareTo(CACHE) >= 0 && port.changedAt().filter(t -> t.isBefore(quiet.alive())).isPresent();
        };
    }

    Fact fact() {
        String value = switch (reading) {
            case STALE -> (port.up() ? "up" : "down") + ", not asked since";
            case IDLE -> port.enabled() ? "down since before" : "administratively down since before";
            case OFF -> "administratively down";
            case FELL -> "down";
            case BACK -> "up again";
            case UP -> "up";
        };
        return Fact.seen(place, value, "", when());
    }
}

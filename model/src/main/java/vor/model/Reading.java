package vor.model;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * One number that a room counts about itself.
 *
 * @param name as Prometheus wants it: vor_room_what_unit, counters end in _total
 * @param labels fixed labels, may be empty
 * @param value read by any thread at any time
 */
public record Reading(String name, String help, Kind kind, Map<String, String> labels, DoubleSupplier value) {
    public Reading {
        labels = Collections2.ordered(labels);
    }

    public static Reading counter(String name, String help, DoubleSupplier value) {
        return new Reading(name, help, Kind.COUNTER, Map.of(), value);
    }

    public static Reading gauge(String name, String help, DoubleSupplier value) {
        return new Reading(name, help, Kind.GAUGE, Map.of(), value);
    }

    /** Counters only grow. */
    public enum Kind {
        COUNTER,
        GAUGE
    }
}

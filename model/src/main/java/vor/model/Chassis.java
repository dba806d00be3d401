package vor.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a device is made of: the members of a stack, its parts, its sensors. */
public record Chassis(DeviceId device, Instant at, List<Member> members, List<Part> parts, List<Sensor> sensors)
        implements Report {
    /** Of {@link Part#member} and {@link Sensor#member}: of the whole device, or the agent does not tell. */
    public static final int WHOLE = -1;

    public Chassis {
        members = List.copyOf(members);
        parts = List.copyOf(parts);
        sensors = List.copyOf(sensors);
    }

    /** What the agent holds of a part or sensor. */
    public enum Status {
        OK,
        /** Works, but outside its range, or not redundant any more. */
        WORN,
        FAILED,
        ABSENT,
        UNKNOWN
    }

    /**
     * One member of a stack.
     *
     * @param number as the agent counts, often from 0
     * @param role master, backup, linecard …; lower case, empty when not told
     * @param uptime of this member alone; empty when not told
     */
    public record Member(
            int number,
            String role,
            Status status,
            String serial,
            String model,
            String version,
            String mac,
            int priority,
            Optional<Duration> uptime) {}

    /** One thing that can be pulled out or that can fail. */
    public record Part(
            String name,
            Kind kind,
            Status status,
            String description,
            String model,
            String serial,
            String version,
            int member) {
        /** What it is. */
        public enum Kind {
            CHASSIS,
            SUPPLY,
            FAN,
            MODULE,
            ENGINE,
            OPTIC,
            OTHER
        }
    }

    /**
     * One number that is measured.
     *
     * @param value in {@code unit}; NaN when the agent has the sensor but no value
     * @param unit °C, V, A, W, dBm, mW, %, rpm, Hz …; empty when it is a bare number
     * @param low worn below this; NaN when not told
     * @param high worn above this; NaN when not told
     * @param port name of the port that it belongs to (an optic's light); else empty
     */
    public record Sensor(
            String name, Kind kind, double value, String unit, double low, double high, Status status, int member, String port) {
        /** What it measures. */
        public enum Kind {
            TEMPERATURE,
            CPU,
            MEMORY,
            VOLTAGE,
            CURRENT,
            POWER,
            FAN,
            LIGHT,
            HUMIDITY,
            FREQUENCY,
            OTHER
        }
    }
}

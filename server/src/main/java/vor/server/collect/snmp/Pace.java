package vor.server.collect.snmp;

import java.time.Duration;

/**
 * How often an agent is asked.
 *
 * @param fast state and octets of uplinks, bundles and the ports of devices below
 * @param normal all ports, sensors
 * @param slow neighbours, stations, parts, optics
 */
public record Pace(Duration fast, Duration normal, Duration slow) {
    public static final Duration LEAST = Duration.ofMillis(500);
    public static final Duration MOST = Duration.ofHours(24);

    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5));

    public Pace {
        for (Duration d : new Duration[] {fast, normal, slow}) {
            if (d.compareTo(LEAST) < 0 || d.compareTo(MOST) > 0) {
                throw new IllegalArgumentException("an agent is asked every 500 ms to 24 h, not every " + d);
            }
        }
    }
}

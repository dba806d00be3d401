package vor.server.collect.ping;

import java.time.Duration;

/**
 * What people may set about echoes.
 *
 * @param falseDownsPerDay how often a day chance alone may turn a device of the site down; above 0
 * @param packetsPerSecond budget for everything this collector sends; what exceeds it is not sent, and counted
 * @param tick how often the engine wakes to send and read while nothing is suspect
 * @param receiveBuffer bytes asked of the kernel for replies that wait, for each family
 */
public record PingSettings(double falseDownsPerDay, int packetsPerSecond, Duration tick, int receiveBuffer) {
    public static final PingSettings DEFAULT =
            new PingSettings(0.1, 100_000, Duration.ofMillis(10), 8 * 1024 * 1024);

    public PingSettings {
        require(falseDownsPerDay > 0 && falseDownsPerDay <= 1000, "falseDownsPerDay", "above 0 and at most 1000");
        require(packetsPerSecond >= 1, "packetsPerSecond", "at least 1");
        require(tick.toMillis() >= 1 && tick.toMillis() <= 50, "tick", "from 1 ms to 50 ms");
        require(receiveBuffer >= 65_536, "receiveBuffer", "at least 65536 bytes");
    }

    private static void require(boolean good, String field, String expected) {
        if (!good) {
            throw new IllegalArgumentException("ping." + field + ": must be " + expected);
        }
    }
}

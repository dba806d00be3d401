package vor.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a device's SNMP agent answers, and what it says of the device as a whole.
 *
 * @param since when {@code state} began
 * @param why one line on a state that needs one ("wrong key: the agent does not know the digest"); else empty
 * @param identity empty before the first answer
 * @param uptime empty before the first answer
 * @param missing names of the tables that were asked for and did not come whole, each with its reason
 */
public record Agent(
        DeviceId device,
        Instant at,
        State state,
        Instant since,
        String why,
        Optional<Identity> identity,
        Optional<Uptime> uptime,
        List<String> missing,
        Load load)
        implements Report {
    public Agent {
        missing = List.copyOf(missing);
    }

    /** What is held of an agent. */
    public enum State {
        /** Asked, no answer yet, and not for long enough to call it silent. */
        WAITING,
        /** Answers. */
        ANSWERING,
        /** Does not answer. */
        SILENT,
        /** Answers that it will not: wrong user, wrong key, no access. */
        REFUSING,
        /** Cannot be asked: the credential that it names is missing or unreadable. */
        UNASKABLE
    }

    /**
     * Who it says it is: sysName, sysDescr, sysObjectID, sysLocation, sysContact (RFC 3418).
     *
     * @param profile the vendor profile that fits it, by name
     */
    public record Identity(
            String name, String description, String objectId, String location, String contact, String profile) {}

    /**
     * How long it has been up, across the wrap of sysUpTime after 497 days.
     *
     * @param bootedAt by our clock
     * @param reboots how many we have seen ourselves
     * @param rebootSeenAt when we saw the newest of them
     */
    public record Uptime(Duration up, Instant bootedAt, long reboots, Optional<Instant> rebootSeenAt) {}

    /**
     * What asking it costs.
     *
     * @param requestsPerSecond over the last minute
     * @param bytesPerSecond both ways, over the last minute
     * @param roundTrip smoothed, in milliseconds; NaN before the first answer
     * @param repetitions how many rows it is asked for at once at present
     * @param timeouts requests that were not answered in time since we began
     */
    public record Load(
            double requestsPerSecond, double bytesPerSecond, double roundTrip, int repetitions, long timeouts) {
        public static final Load NONE = new Load(0, 0, Double.NaN, 0, 0);
    }
}

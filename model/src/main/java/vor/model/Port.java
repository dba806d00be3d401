package vor.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One port as its agent tells it (RFC 2863).
 *
 * @param name ifName, else ifDescr, else the index; made unique within the device
 * @param index ifIndex, which may be another after a reboot
 * @param alias what people wrote on it
 * @param type IANAifType: 6 is Ethernet, 161 a bundle, 53 a logical unit
 * @param enabled ifAdminStatus is not down
 * @param megabits speed in Mbit/s; 0 when not known
 * @param mac empty when it has none
 * @param changedAt when the agent says that the status changed last (ifLastChange); empty when it does not say
 * @param downAt when we last saw it go down, by poll; empty when never
 * @param upAt when we last saw it come up, by poll; empty when never
 * @param counters as the agent tells them; empty when it has none
 * @param rates over the newest span without discontinuity; empty after a gap
 * @param at when its status was seen
 */
public record Port(
        String name,
        int index,
        String description,
        String alias,
        int type,
        boolean enabled,
        Status status,
        long megabits,
        String mac,
        Optional<Instant> changedAt,
        Optional<Instant> downAt,
        Optional<Instant> upAt,
        Optional<Counters> counters,
        Optional<Rates> rates,
        Instant at) {

    /** ifOperStatus. */
    public enum Status {
        UP,
        DOWN,
        TESTING,
        UNKNOWN,
        DORMANT,
        NOT_PRESENT,
        LOWER_LAYER_DOWN
    }

    public boolean up() {
        return status == Status.UP;
    }

    /** Whether it is something that a cable goes into (Ethernet and its older relatives). */
    public boolean physical() {
        return type == 6 || type == 62 || type == 69 || type == 117;
    }

    /** Totals since a moment that only the agent knows; -1 where it has no such counter. */
    public record Counters(
            long inOctets,
            long outOctets,
            long inPackets,
            long outPackets,
            long inErrors,
            long outErrors,
            long inDiscards,
            long outDiscards) {}

    /**
     * Per second; NaN where not known. Traffic is in bits.
     *
     * @param over the span that they are the mean of
     */
    public record Rates(
            double inBits,
            double outBits,
            double inPackets,
            double outPackets,
            double inErrors,
            double outErrors,
            double inDiscards,
            double outDiscards,
            Duration over) {}
}

package vor.server.api;

import java.time.Instant;
import java.util.List;
import vor.model.DeviceId;
import vor.model.Family;

/** Where the last minutes of latency are known. */
@FunctionalInterface
public interface LatencySource {

    /**
     * The targets of the device in the order of its addresses; empty when nothing is known. Called by any thread.
     *
     * @param seconds how far to go back, from 1 to 3600; less is given where less is known
     */
    List<Series> of(DeviceId device, int seconds);

    /**
     * One target, one point a second, oldest first; the three arrays are equally long.
     *
     * @param from time of the first point
     * @param rtt milliseconds; NaN where there was no reply
     * @param sent requests in that second
     * @param lost of these, those without a reply
     */
    @SuppressWarnings("ArrayRecordComponent") // read once by the writer, never compared
    record Series(String address, Family family, Instant from, double[] rtt, int[] sent, int[] lost) {}
}

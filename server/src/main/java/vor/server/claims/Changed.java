package vor.server.claims;

import java.util.List;
import vor.model.DeviceId;

/**
 * What became different at once.
 *
 * @param taken the claims that are new
 * @param gone devices that nobody is on any more
 */
public record Changed(List<Claim> taken, List<DeviceId> gone) {
    public Changed {
        taken = List.copyOf(taken);
        gone = List.copyOf(gone);
    }
}

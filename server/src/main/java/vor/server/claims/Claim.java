package vor.server.claims;

import java.time.Instant;
import vor.model.DeviceId;

/**
 * Somebody is on a device.
 *
 * @param who 1 to 64 characters, none of them a control character
 * @param since when they took it; to the millisecond
 */
public record Claim(DeviceId device, String who, Instant since) {}

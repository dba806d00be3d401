package vor.model;

/**
 * One way from a device towards the core.
 *
 * @param port the device's own port, by ifName; empty when not known
 * @param above the device that the port leads to
 * @param abovePort that device's port, by ifName; empty when not known
 */
public record Uplink(String port, DeviceId above, String abovePort) {}

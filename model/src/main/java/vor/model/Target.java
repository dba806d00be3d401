package vor.model;

/**
 * One address that is asked for echoes.
 *
 * @param address as written in the inventory: IPv4, IPv6 or a host name
 */
public record Target(DeviceId device, String address) {}

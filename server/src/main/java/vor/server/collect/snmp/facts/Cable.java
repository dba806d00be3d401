package vor.server.collect.snmp.facts;

import vor.model.DeviceId;

/**
 * A cable at one device as the inventory plans it.
 *
 * @param port the device's own, as somebody wrote it; not empty
 * @param to the device at the other end
 * @param bundle name of the bundle that it belongs to, at whichever end; empty when the inventory does not say
 */
public record Cable(String port, DeviceId to, String bundle) {}

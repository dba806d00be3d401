package vor.lab.box;

import java.util.List;
import vor.model.Device;
import vor.wire.snmp.Binding;

/**
 * A port went up or down, or was switched on or off: what its box would tell in a trap.
 *
 * @param bindings ifIndex, ifAdminStatus, ifOperStatus, ifName
 * @param uptime of the box, in hundredths of a second
 */
public record Change(Device device, String port, boolean up, long uptime, List<Binding> bindings) {
    public Change {
        bindings = List.copyOf(bindings);
    }
}

package vor.server.exchange;

import java.util.List;
import vor.model.Device;
import vor.server.inventory.Addresses;

/** A hosts file: a line for each address of a device whose name can stand in one. */
final class HostsWriter {
    private HostsWriter() {}

    static String write(List<Device> devices) {
        StringBuilder out = new StringBuilder();
        int unfit = 0;
        for (Device d : devices) {
            if (!Addresses.isHostName(d.name())) {
                unfit++;
                continue;
            }
            d.addresses().stream()
                    .filter(a -> Addresses.normal(a).isPresent())
                    .forEach(a -> out.append(a).append('\t').append(d.name()).append('\n'));
        }
        if (unfit > 0) {
            out.append("# left out, as the name is no host name: ").append(unfit).append('\n');
        }
        return out.toString();
    }
}

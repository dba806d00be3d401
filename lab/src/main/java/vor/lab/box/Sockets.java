package vor.lab.box;

import vor.model.Device;
import vor.model.Inventory;

/** What there is to be broken. */
public final class Sockets {
    private final Models models;

    public Sockets(Inventory inventory) {
        models = new Models(inventory);
    }

    /** Whether the device has a socket of that name. */
    public boolean has(Device device, String port) {
        Layout layout = models.layout(device);
        return layout.has(port) && layout.port(layout.place(port)).socket();
    }

    /** Whether the device has a stack member or line card of that number. */
    public boolean has(Device device, int member) {
        return models.hardware(device).parts().stream().anyMatch(p -> p.member() == member);
    }
}

package vor.server.api.inventory;

import tools.jackson.databind.node.ObjectNode;
import vor.model.Device;
import vor.model.FloorPlan;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Network;
import vor.server.inventory.Documents;

/**
 * Devices, networks, links and plans as the API writes them. The inventory of each call is where the names of other
 * devices are looked up.
 */
public final class InventoryJson {
    private InventoryJson() {}

    public static ObjectNode device(Device device, Inventory inventory) {
        return new Documents(inventory).device(device);
    }

    public static ObjectNode network(Network network, Inventory inventory) {
        return new Documents(inventory).network(network);
    }

    public static ObjectNode link(Link link, Inventory inventory) {
        return new Documents(inventory).link(link);
    }

    public static ObjectNode plan(FloorPlan plan) {
        return new Documents(Inventory.EMPTY).plan(plan);
    }
}

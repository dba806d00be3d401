/**
 * What people have told us about the network: devices, networks, links and plans, checked, kept in a database together
 * with every change, read from and written as YAML. The main type is {@link vor.server.inventory.InventoryStore}. HTTP
 * does not belong here, nor does anything that was observed rather than told.
 */
@NullMarked
package vor.server.inventory;

import org.jspecify.annotations.NullMarked;

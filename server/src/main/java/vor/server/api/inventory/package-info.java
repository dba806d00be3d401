/**
 * The inventory over HTTP: {@link vor.server.api.inventory.InventoryRoutes} turns requests into edits of the store and its
 * refusals into problem documents. What is valid is decided in {@code vor.server.inventory}, not here.
 */
@NullMarked
package vor.server.api.inventory;

import org.jspecify.annotations.NullMarked;

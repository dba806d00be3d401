/**
 * The inventory in the formats of others: {@link vor.server.exchange.Format} lists them, reads bytes into documents that
 * know their line and column, and writes devices out. Pure: no sockets, no files; what is valid is decided in
 * {@code vor.server.inventory}, and whatever a format has that an inventory has not is counted and told.
 */
@NullMarked
package vor.server.exchange;

import org.jspecify.annotations.NullMarked;

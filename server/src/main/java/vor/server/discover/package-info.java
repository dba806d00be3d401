/**
 * Makes an inventory out of what devices say of their neighbours: {@link vor.server.discover.Discovery} takes interviews and
 * proposes devices, cables and ways up, {@link vor.server.discover.Crawl} says whom to interview next,
 * {@link vor.server.discover.Cabling} compares with the plan. Pure; asking and writing is {@code app}'s.
 */
@NullMarked
package vor.server.discover;

import org.jspecify.annotations.NullMarked;

/**
 * What every receiver of events needs of the network: ports that are opened, exchanged while Vor runs and closed ({@link vor.server.receive.net.Listening}), limits,
 * and the last that could not be read ({@link vor.server.receive.net.Bads}). How bytes read is not decided here.
 */
@NullMarked
package vor.server.receive.net;

import org.jspecify.annotations.NullMarked;

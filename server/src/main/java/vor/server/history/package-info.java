/**
 * What was, for the last minutes: {@link vor.server.history.RecentLatency} keeps a ring of seconds for each target in
 * memory. It listens to frames and is read by the API; nothing here judges or writes to disk.
 */
@NullMarked
package vor.server.history;

import org.jspecify.annotations.NullMarked;

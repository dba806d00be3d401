/**
 * Takes values and notifications from collectd's network plugin: {@link vor.server.receive.collectd.CollectdServer}. The bytes are read by {@code vor.wire.collectd}.
 */
@NullMarked
package vor.server.receive.collectd;

import org.jspecify.annotations.NullMarked;

/**
 * Takes what senders post over HTTP in a form of their own: {@link vor.server.receive.posted.WriteHttpReceiver} what collectd's write_http does. Who may post is decided before;
 * what collectd means is read by {@code vor.wire.collectd}.
 */
@NullMarked
package vor.server.receive.posted;

import org.jspecify.annotations.NullMarked;

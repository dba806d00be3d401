/**
 * What collectd sends, as bytes and lines: {@link vor.wire.collectd.CollectdReader} takes a packet of its network plugin apart, also a signed or an encrypted one,
 * and {@link vor.wire.collectd.PutvalReader} a line of its text protocol, without throwing; {@link vor.wire.collectd.CollectdEvents} makes events of either, named as
 * collectd's write_riemann names them. Sockets, JSON and what an event does are not decided here.
 */
@NullMarked
package vor.wire.collectd;

import org.jspecify.annotations.NullMarked;

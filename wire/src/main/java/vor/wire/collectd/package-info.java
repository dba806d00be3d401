/**
 * What collectd sends, as bytes and lines: {@link vor.wire.collectd.CollectdReader} takes a packet of its network plugin apart, also a signed or an encrypted one,
 * {@link vor.wire.collectd.CommandReader} a line of its text protocol and {@link vor.wire.collectd.WriteHttp} an object of its JSON, without throwing;
 * {@link vor.wire.collectd.CollectdEvents} makes events of each, named as collectd's write_riemann names them. Sockets, JSON and what an event does are not decided here.
 */
@NullMarked
package vor.wire.collectd;

import org.jspecify.annotations.NullMarked;

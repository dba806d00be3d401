/**
 * What clients of statsd send, as npm's statsd 0.9.0 reads it: {@link vor.wire.statsd.StatsdReader} tells a {@link vor.wire.statsd.Sink} what stands in a datagram,
 * and never throws on bytes. Numbers are read and written as JavaScript does ({@link vor.wire.statsd.Numbers}), since that is what its users have in their graphs.
 * What is made of the values is not decided here.
 */
@NullMarked
package vor.wire.statsd;

import org.jspecify.annotations.NullMarked;

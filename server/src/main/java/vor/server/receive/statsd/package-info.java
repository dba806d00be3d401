/**
 * Metrics of statsd: {@link vor.server.receive.statsd.Aggregates} adds up what comes in and makes a {@link vor.server.receive.statsd.Flush} of it when told to;
 * {@link vor.server.receive.statsd.GraphiteLines} gives that the names that npm's statsd 0.9.0 gives. No socket is opened and no clock is read here.
 */
@NullMarked
package vor.server.receive.statsd;

import org.jspecify.annotations.NullMarked;

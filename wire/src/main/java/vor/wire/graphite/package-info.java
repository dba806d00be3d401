/**
 * Graphite's points as carbon takes them, as bytes: {@link vor.wire.graphite.GraphiteLineReader} takes a plain line apart and {@link vor.wire.graphite.PickleReader} a
 * pickle, without throwing, without ever running what a pickle asks to run, and without holding more than the bytes warrant; {@link vor.wire.graphite.GraphiteWriter}
 * makes both. Where lines and pickles begin, sockets and what a point does are not decided here.
 */
@NullMarked
package vor.wire.graphite;

import org.jspecify.annotations.NullMarked;

/**
 * The words of Vor as records, and the contracts of its plug points: {@link vor.model.Collector},
 * {@link vor.model.Handler}, {@link vor.model.Clock}. Everything else is built on this room; it sees only the JDK.
 * No I/O, no threads, no formats belong here.
 */
@NullMarked
package vor.model;

import org.jspecify.annotations.NullMarked;

/**
 * The index: the newest event of every host and service until its time to live runs out. {@link vor.server.events.Index} takes events from whoever hears them, and
 * tells what is new since a reader looked last. What rules make of events does not belong here.
 */
@NullMarked
package vor.server.events;

import org.jspecify.annotations.NullMarked;

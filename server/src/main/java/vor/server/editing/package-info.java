/**
 * Who edits what just now: a page whose form is open holds a short lease, so that two people who edit one record know of each other
 * before their changes meet. {@link vor.server.editing.Editing} keeps the leases in memory, lets them fall away by themselves, and
 * tells each change. Nothing here locks a record, and nothing is kept.
 */
@NullMarked
package vor.server.editing;

import org.jspecify.annotations.NullMarked;

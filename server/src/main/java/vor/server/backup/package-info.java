/**
 * Backups: one file with all that a Vor would need on another machine, made while it runs, and taken in again while it does
 * not. {@link vor.server.backup.Backups} makes them, {@link vor.server.backup.Restore} reads them. What the files hold inside
 * belongs to the rooms that keep it.
 */
@NullMarked
package vor.server.backup;

import org.jspecify.annotations.NullMarked;

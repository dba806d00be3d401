/**
 * Keeps received events on disk for as long as they may stay: {@link vor.server.journal.Journal} writes them down, {@link vor.server.journal.JournalReader} reads them
 * again in the same order, also from another process while more are written. What events mean is not decided here. The bytes are described in docs/formats/journal.md.
 */
@NullMarked
package vor.server.journal;

import org.jspecify.annotations.NullMarked;

/** The backup as a download: {@link vor.server.api.backup.BackupRoutes}. How one is made belongs to {@code vor.server.backup}. */
@NullMarked
package vor.server.api.backup;

import org.jspecify.annotations.NullMarked;

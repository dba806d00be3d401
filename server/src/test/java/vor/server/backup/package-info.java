@NullMarked
package vor.server.backup;

import org.jspecify.annotations.NullMarked;

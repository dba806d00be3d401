@NullMarked
package vor.server.journal;

import org.jspecify.annotations.NullMarked;

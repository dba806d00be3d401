@NullMarked
package vor.server.editing;

import org.jspecify.annotations.NullMarked;

@NullMarked
package vor.server.access;

import org.jspecify.annotations.NullMarked;

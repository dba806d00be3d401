@NullMarked
package vor.server.app;

import org.jspecify.annotations.NullMarked;

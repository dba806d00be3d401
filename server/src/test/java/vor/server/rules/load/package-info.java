@NullMarked
package vor.server.rules.load;

import org.jspecify.annotations.NullMarked;

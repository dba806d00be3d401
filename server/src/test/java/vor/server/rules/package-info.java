@NullMarked
package vor.server.rules;

import org.jspecify.annotations.NullMarked;

@NullMarked
package vor.wire;

import org.jspecify.annotations.NullMarked;

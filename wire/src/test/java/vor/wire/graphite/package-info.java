@NullMarked
package vor.wire.graphite;

import org.jspecify.annotations.NullMarked;

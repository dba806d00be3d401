@NullMarked
package vor.wire.statsd;

import org.jspecify.annotations.NullMarked;

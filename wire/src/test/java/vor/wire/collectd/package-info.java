@NullMarked
package vor.wire.collectd;

import org.jspecify.annotations.NullMarked;

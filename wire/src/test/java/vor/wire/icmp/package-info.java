@NullMarked
package vor.wire.icmp;

import org.jspecify.annotations.NullMarked;

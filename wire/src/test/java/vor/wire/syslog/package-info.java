@NullMarked
package vor.wire.syslog;

import org.jspecify.annotations.NullMarked;

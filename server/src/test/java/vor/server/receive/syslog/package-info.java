@NullMarked
package vor.server.receive.syslog;

import org.jspecify.annotations.NullMarked;

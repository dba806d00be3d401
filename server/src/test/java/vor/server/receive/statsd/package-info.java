@NullMarked
package vor.server.receive.statsd;

import org.jspecify.annotations.NullMarked;

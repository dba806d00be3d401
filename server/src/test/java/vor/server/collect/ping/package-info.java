@NullMarked
package vor.server.collect.ping;

import org.jspecify.annotations.NullMarked;

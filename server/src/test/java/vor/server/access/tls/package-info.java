@NullMarked
package vor.server.access.tls;

import org.jspecify.annotations.NullMarked;

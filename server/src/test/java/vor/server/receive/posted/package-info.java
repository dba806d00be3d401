@NullMarked
package vor.server.receive.posted;

import org.jspecify.annotations.NullMarked;

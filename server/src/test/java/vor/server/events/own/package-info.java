@NullMarked
package vor.server.events.own;

import org.jspecify.annotations.NullMarked;

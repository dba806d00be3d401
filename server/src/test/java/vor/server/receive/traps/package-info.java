@NullMarked
package vor.server.receive.traps;

import org.jspecify.annotations.NullMarked;

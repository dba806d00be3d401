@NullMarked
package vor.server.receive.hints;

import org.jspecify.annotations.NullMarked;

@NullMarked
package vor.server.claims;

import org.jspecify.annotations.NullMarked;

/** Tests of discovery: boxes that are cabled in the test tell what they hear. */
@NullMarked
package vor.server.discover;

import org.jspecify.annotations.NullMarked;

/** Calls to Linux by way of {@code java.lang.foreign}: {@link vor.server.kernel.Libc}. What they are good for stands with those who call. */
@NullMarked
package vor.server.kernel;

import org.jspecify.annotations.NullMarked;

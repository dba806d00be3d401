/**
 * The whole product as a person or a client meets it: {@code ./vor run} on the practice network, Chromium before it.
 * {@link vor.e2e.Ground} is what the tests stand on. What one room can test alone does not belong here.
 */
@NullMarked
package vor.e2e;

import org.jspecify.annotations.NullMarked;

/**
 * Who is on what: somebody of the crew says "I'm on it" of a device, and everybody sees it. {@link vor.server.claims.Claims}
 * keeps these marks in a small file, lets them fall away by themselves, and tells each change. Nothing here judges a device,
 * and no mark is part of the inventory or its history.
 */
@NullMarked
package vor.server.claims;

import org.jspecify.annotations.NullMarked;

/**
 * Says whether bundles carry with all their members: {@link vor.server.health.handlers.bundle.BundleHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.bundle;

import org.jspecify.annotations.NullMarked;

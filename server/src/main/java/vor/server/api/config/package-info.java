/**
 * The configuration's part of the API: its schema, and a reload at once. {@link vor.server.api.config.ConfigRoutes} is where it
 * begins; reading and taking in happen in {@code vor.server.app}.
 */
@NullMarked
package vor.server.api.config;

import org.jspecify.annotations.NullMarked;

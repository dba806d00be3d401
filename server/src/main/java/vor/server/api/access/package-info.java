/**
 * Logging in and out, accounts, tokens and the audit over HTTP: {@link vor.server.api.access.AccessRoutes} turns requests into
 * calls of {@code vor.server.access} and its refusals into problem documents. Which route needs which role does not stand here.
 */
@NullMarked
package vor.server.api.access;

import org.jspecify.annotations.NullMarked;

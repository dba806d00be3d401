/**
 * Asks a provider of OpenID Connect who somebody is: the authorization code flow with PKCE, its documents and keys, and the
 * proof of what it says. The main type is {@link vor.server.access.oidc.Oidc}. What that somebody may do here, accounts and
 * sessions are not decided here, and neither are cookies.
 */
@NullMarked
package vor.server.access.oidc;

import org.jspecify.annotations.NullMarked;

/** A small provider of OpenID Connect that can misbehave, and what is asked of us when it does. */
@NullMarked
package vor.server.access.oidc;

import org.jspecify.annotations.NullMarked;

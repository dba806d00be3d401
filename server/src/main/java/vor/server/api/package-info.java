/**
 * HTTP, JSON and server-sent events over what the other rooms know. Errors are {@link vor.server.api.Problem}s. Nothing
 * sees this room, and nothing is judged or stored in it.
 */
@NullMarked
package vor.server.api;

import org.jspecify.annotations.NullMarked;

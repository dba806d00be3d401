/**
 * Says how many clients' ports are live: {@link vor.server.health.handlers.clients.ClientsHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.clients;

import org.jspecify.annotations.NullMarked;

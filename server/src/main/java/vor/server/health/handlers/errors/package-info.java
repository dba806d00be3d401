/**
 * Says which ports lose packets: {@link vor.server.health.handlers.errors.ErrorsHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.errors;

import org.jspecify.annotations.NullMarked;

/**
 * Says which devices answer, but slowly for their kind: {@link vor.server.health.handlers.tired.TiredHandler}. A pure
 * function of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.tired;

import org.jspecify.annotations.NullMarked;

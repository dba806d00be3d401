/**
 * Says whether members of a stack are lost: {@link vor.server.health.handlers.stack.StackHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.stack;

import org.jspecify.annotations.NullMarked;

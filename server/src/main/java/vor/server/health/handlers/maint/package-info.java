/**
 * Masks a device that people work on: {@link vor.server.health.handlers.maint.MaintHandler}. A pure function of the
 * picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.maint;

import org.jspecify.annotations.NullMarked;

/**
 * Says whether a device has the addresses that it should have: {@link vor.server.health.handlers.mgmt.MgmtHandler}. A pure function of the
 * picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.mgmt;

import org.jspecify.annotations.NullMarked;

/**
 * Says whether a device's agent answers, and why not: {@link vor.server.health.handlers.snmp.SnmpHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.snmp;

import org.jspecify.annotations.NullMarked;

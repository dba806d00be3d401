/**
 * Asks SNMP agents: {@link vor.server.collect.snmp.SnmpCollector} walks their tables at three cadences, one request in
 * flight for each device, thousands of devices on two sockets. What the answers mean is worked out in {@code facts};
 * bytes are {@code vor.wire.snmp}'s.
 */
@NullMarked
package vor.server.collect.snmp;

import org.jspecify.annotations.NullMarked;

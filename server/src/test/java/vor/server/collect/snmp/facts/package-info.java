@NullMarked
package vor.server.collect.snmp.facts;

import org.jspecify.annotations.NullMarked;

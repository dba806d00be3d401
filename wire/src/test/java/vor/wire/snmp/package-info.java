/** Tests of SNMP as bytes: against documents, against SNMP4J, against Debian's snmpd, and against damage. */
@NullMarked
package vor.wire.snmp;

import org.jspecify.annotations.NullMarked;

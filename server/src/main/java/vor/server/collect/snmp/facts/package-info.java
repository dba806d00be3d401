/**
 * What an agent's tables mean: {@link vor.server.collect.snmp.facts.DeviceFacts} makes the model's reports of the columns
 * in a {@link vor.server.collect.snmp.facts.Mib} and remembers what rates and bundles need. Vendor knowledge is data, a
 * {@link vor.server.collect.snmp.facts.VendorProfile}. Nothing is sent, timed or judged here, and no file is read.
 */
@NullMarked
package vor.server.collect.snmp.facts;

import org.jspecify.annotations.NullMarked;

/**
 * SNMP as bytes, versions 1, 2c and 3: {@link vor.wire.snmp.Conversation} writes requests to one agent and reads what it
 * answers, {@link vor.wire.snmp.Recording} reads recordings in snmpsim's format. Damage is a value, never an exception.
 * When to ask, and what an answer means for a device, is not decided here.
 */
@NullMarked
package vor.wire.snmp;

import org.jspecify.annotations.NullMarked;

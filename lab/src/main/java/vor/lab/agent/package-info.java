/**
 * What an SNMP agent holds, as an ordered tree: {@link vor.lab.agent.Tree} is asked for one object or the next one,
 * {@link vor.lab.agent.Shape} says once for all boxes of a kind which columns there are and computes their cells on
 * demand. What a box is made of, and how the questions arrive, does not belong here.
 */
@NullMarked
package vor.lab.agent;

import org.jspecify.annotations.NullMarked;

/**
 * Rules at work: {@link vor.server.rules.RuleDesk} keeps to a folder of files, {@link vor.server.rules.RuleEngine} runs what is in them on a thread of its own,
 * {@link vor.server.rules.Outlets} does what they say. What a rule is stands in {@code vor.rules}.
 */
@NullMarked
package vor.server.rules;

import org.jspecify.annotations.NullMarked;

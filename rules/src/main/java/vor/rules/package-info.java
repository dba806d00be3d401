/**
 * Streams of events. {@link vor.rules.Rules} is what a file of rules extends and types in; {@link vor.rules.Machine} runs rules on one thread, at the time that it is told.
 * How files become rules, threads, clocks and what becomes of a page are not decided here.
 */
@NullMarked
package vor.rules;

import org.jspecify.annotations.NullMarked;

/*
 * The facts under a verdict as a story: in the order of their times, with the words for those that machines read.
 */
import type { Fact } from './types';

const CAUSES: Record<string, string> = {
  'power-or-cable': 'power or cable',
  'switched-off': 'the port above it is switched off',
  hangs: 'it hangs, or its configuration or that of the port is wrong',
  booting: 'it starts',
  unconfigured: 'it came back without its configuration',
  'parent-silent': 'what is above it does not answer either',
  'agent-silent': 'the agent that knows the ports above does not tell',
  unknown: 'not known yet',
};

/** What the facts `cause` and `certain` say together; null when there is no cause among them. */
export function causeWords(facts: readonly Fact[]): string | null {
  const cause = facts.find(({ name }) => name === 'cause');
  if (!cause || cause.value === '') return null;
  const certain = facts.find(({ name }) => name === 'certain')?.value;
  const words = Object.hasOwn(CAUSES, cause.value) ? CAUSES[cause.value]! : cause.value.replace(/[-_]/g, ' ');
  if (cause.value === 'unknown') return words;
  return certain === undefined ? words : `${words}; ${certain === 'yes' ? 'certain' : 'not certain yet'}`;
}

/** Everything else, the oldest first; what has no time comes last. */
export function story(facts: readonly Fact[]): Fact[] {
  return facts.filter(({ name }) => name !== 'cause' && name !== 'certain').sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || 0);
}

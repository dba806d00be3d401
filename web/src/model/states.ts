/*
 * The eight states: their order, and the words for them. How they look is in map/marks.ts (canvas), view/mark.tsx (list)
 * and css/tokens.css (colours).
 */
import type { Health, State, Verdict } from './types';

/** Worst first: the order of the list "Now". Maintenance comes last, since it masks. */
export const WORST_FIRST: readonly State[] = ['down', 'behind', 'suspect', 'bad', 'unknown', 'worn', 'maint', 'good'];

const RANKS = new Map(WORST_FIRST.map((state, index) => [state, index]));

/** 0 for the worst. */
export function rank(state: State): number {
  return RANKS.get(state) ?? WORST_FIRST.length;
}

/** Whether it needs nobody: all is well, or nobody tells anything and that is no illness. */
export function isCalm({ state, score }: Pick<Verdict, 'state' | 'score'>): boolean {
  return state === 'good' || (state === 'unknown' && score === 0);
}

/** The word that a count is followed by: "3 down, 186 fine". */
export const COUNT_WORDS: Record<State, string> = {
  down: 'down',
  behind: 'behind',
  suspect: 'suspect',
  bad: 'bad',
  unknown: 'unknown',
  worn: 'worn',
  maint: 'in maintenance',
  good: 'fine',
};

/** What a state means, for legend and tooltip. */
export const MEANINGS: Record<State, string> = {
  down: 'silent for longer than chance explains',
  behind: 'every path to it passes something that is down',
  suspect: 'silent, not yet for long enough to be sure',
  bad: 'answers, but something is wrong',
  unknown: 'nothing is known yet',
  worn: 'works, not as it should',
  maint: 'people work on it',
  good: 'all well',
};

/** Shown for a device of which nothing has come yet. */
export const NOTHING_KNOWN: Health = {
  state: 'unknown',
  score: 0,
  worst: '',
  why: 'nothing is known of it yet',
  label: '',
  cause: null,
  since: 0,
  verdicts: {},
};

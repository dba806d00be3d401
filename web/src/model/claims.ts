/*
 * Who is on what: somebody of the crew says "I'm on it" of a device. What may be done about it, and in which words.
 */

export interface Claim {
  who: string;
  since: number;
}

/** Whom the server writes down for who gave no name; that may be anybody. */
const NAMELESS = 'somebody';

/** How a claim stands to the one who looks: nobody's, one's own, somebody else's. */
export type Standing = 'free' | 'mine' | 'theirs';

export function standing(claim: Claim | undefined, me: string): Standing {
  if (!claim) return 'free';
  return claim.who === me ? 'mine' : 'theirs';
}

/** "you are on it", "ann is on it". */
export function claimWords(claim: Claim, me: string): string {
  return claim.who === me && me !== NAMELESS ? 'you are on it' : `${claim.who} is on it`;
}

/** What the verdict says, and what it suggests, apart: "... Try: look at the lights." */
export function advice(why: string): { why: string; tries: string } {
  const at = /(?:^|[.;:!?]?\s+)Try: */.exec(why);
  if (!at) return { why, tries: '' };
  const said = why.slice(0, at.index + (/^[.!?]/.test(at[0]) ? 1 : 0));
  return { why: said, tries: why.slice(at.index + at[0].length).trim() };
}

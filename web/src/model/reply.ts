/*
 * The way back from a login provider: what stands behind the question mark of the address it sent the browser to.
 */
import type { Reply } from '../live/account';

const LONGEST = 4000;

/** Nothing unless it answers a login: a state, and a code or a word for why not. */
export function replyIn(search: string): Reply | null {
  const said = new URLSearchParams(search);
  const state = said.get('state');
  if (!state || (!said.has('code') && !said.has('error'))) return null;
  const reply: Reply = { state: state.slice(0, LONGEST) };
  for (const [key, name] of [['code', 'code'], ['iss', 'iss'], ['error', 'error'], ['error_description', 'description']] as const) {
    const text = said.get(key);
    if (text !== null) reply[name] = text.slice(0, LONGEST);
  }
  return reply;
}

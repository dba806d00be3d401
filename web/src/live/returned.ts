/*
 * Back from a login provider. Loaded before anything that reads the address: from here on one is where one was before.
 */
import { signal } from '@preact/signals';
import { replyIn } from '../model/reply';
import type { Reply } from './account';

const PLACE = 'vor-place';

/** What the provider sent the browser back with; it is taken out of the address line at once, and one is where one was before. */
export const reply = signal<Reply | null>(takeReply());

function takeReply(): Reply | null {
  const said = replyIn(location.search);
  if (said) history.replaceState(null, '', `/${placeBefore()}`);
  return said;
}

/** A place within the page and nothing else: where it leads to is no matter of the address. */
function placeBefore(): string {
  const place = sessionStorage.getItem(PLACE) ?? '';
  sessionStorage.removeItem(PLACE);
  return place.startsWith('#') ? place : '#/';
}

export function keepPlace(): void {
  sessionStorage.setItem(PLACE, location.hash);
}

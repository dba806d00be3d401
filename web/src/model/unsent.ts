/*
 * "I'm on it" that could not be sent: kept only with consent, in order, sent once, and dropped with a word when it makes no
 * sense any more. Pure: storage and network are of the view.
 */
import type { Claim } from './claims';

export interface Wish {
  /** Tells wishes apart; grows. */
  id: number;
  device: string;
  what: 'take' | 'give';
  /** Who was on it when it was wished. */
  seen: Claim | null;
  /** By the clock of the page's machine. */
  at: number;
}

export const MOST_WISHES = 50;

/** One more; the newest of a device counts, so an earlier one goes. */
export function withWish(queue: readonly Wish[], wish: Omit<Wish, 'id'>): Wish[] {
  const id = queue.reduce((most, other) => Math.max(most, other.id), 0) + 1;
  return [...without(queue, wish.device), { ...wish, id }].slice(-MOST_WISHES);
}

export function without(queue: readonly Wish[], device: string): Wish[] {
  return queue.filter((other) => other.device !== device);
}

/** What is to be done with a wish now that the server can be reached; `words` say to people why it is dropped. */
export type Fate = { do: 'send' } | { do: 'drop'; words: string };

/** @param claim who is on it now; @param exists whether there still is such a device */
export function fate(wish: Wish, claim: Claim | undefined, me: string, exists: boolean): Fate {
  const { device, what, seen } = wish;
  if (!exists) return drop(`${device} is no longer in the inventory: what you said of it was not sent.`);
  if (what === 'take') {
    if (!claim || same(claim, seen)) return { do: 'send' };
    return drop(claim.who === me ? `You are on ${device} already.` : `${claim.who} is on ${device} meanwhile: that you are was not sent.`);
  }
  if (!claim) return drop(`Nobody is on ${device} any more: nothing to give back.`);
  return same(claim, seen) ? { do: 'send' } : drop(`${claim.who === me ? 'You are' : `${claim.who} is`} on ${device} anew: it was not given back.`);
}

function drop(words: string): Fate {
  return { do: 'drop', words };
}

function same(one: Claim, other: Claim | null): boolean {
  return other !== null && one.who === other.who && one.since === other.since;
}

/** From storage, where anything may lie. */
export function readWishes(text: string | null): Wish[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter(isWish).slice(-MOST_WISHES) : [];
  } catch {
    return [];
  }
}

function isWish(value: unknown): value is Wish {
  if (typeof value !== 'object' || value === null) return false;
  const { id, device, what, seen, at } = value as Partial<Wish>;
  return typeof id === 'number' && typeof device === 'string' && (what === 'take' || what === 'give') && typeof at === 'number' && (seen === null || isClaim(seen));
}

function isClaim(value: unknown): value is Claim {
  if (typeof value !== 'object' || value === null) return false;
  const { who, since } = value as Partial<Claim>;
  return typeof who === 'string' && typeof since === 'number';
}

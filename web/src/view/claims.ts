/*
 * "I'm on it": taking a device, taking over, giving back. What cannot be sent waits only when one says so; it is sent once, in
 * order, when the server is there again.
 */
import { computed, effect, signal } from '@preact/signals';
import { giveClaim, isUnreached, takeClaim } from '../live/claims';
import { Problem } from '../live/api';
import type { Claim } from '../model/claims';
import type { Wish } from '../model/unsent';
import { fate, readWishes, without, withWish } from '../model/unsent';
import { applyNow, contact, notice, rev, serverNow, store } from './app';
import { me } from './me';
import { whoNow } from './who';

type Ask = Omit<Wish, 'id'>;

const KEY = 'vor.unsent';
const LAST = 'vor.floor.last';

/** What could not be sent, until one has said whether it shall wait. */
export const asking = signal<Ask | null>(null);
/** What waits for the server. */
export const waiting = signal<readonly Wish[]>(readWishes(load(KEY)));
/** Devices of which a call is on its way. */
export const busy = signal<ReadonlySet<string>>(new Set());
/** The device that one was last on: the way begins there. */
export const lastOn = signal<string | null>(load(LAST));

/** As whom the server writes one down. */
export const myName = computed(() => (me.value?.accounts ? (me.value.name ?? '') : whoNow.value));

function load(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function save(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Storage may be forbidden; it then lasts as long as the page.
  }
}

export function claimOf(device: string): Claim | undefined {
  rev.claims.value;
  return store.claims.get(device);
}

export function take(device: string): void {
  void attempt({ device, what: 'take', seen: store.claims.get(device) ?? null, at: Date.now() });
}

export function give(device: string): void {
  void attempt({ device, what: 'give', seen: store.claims.get(device) ?? null, at: Date.now() });
}

async function attempt(ask: Ask): Promise<void> {
  if (busy.peek().has(ask.device)) return;
  busy.value = new Set([...busy.peek(), ask.device]);
  asking.value = null;
  try {
    await call(ask, undefined);
    keep(without(waiting.peek(), ask.device));
    done(ask);
  } catch (reason) {
    if (isUnreached(reason)) asking.value = ask;
    else notice.value = { text: refusal(ask, reason) };
  } finally {
    busy.value = new Set([...busy.peek()].filter((device) => device !== ask.device));
  }
}

/** `seen` makes it hold only while that is still so. */
async function call({ device, what }: Ask, seen: Claim | null | undefined): Promise<void> {
  const id = store.devices.get(device)?.id ?? 0;
  if (what === 'take') applyNow({ now: serverNow(), claims: { [device]: await takeClaim(device, myName.peek(), seen, id) } });
  else await giveClaim(device, myName.peek(), seen, id).then(() => applyNow({ now: serverNow(), claims: { [device]: null } }));
}

function done({ device, what }: Ask): void {
  if (what !== 'take') return;
  lastOn.value = device;
  save(LAST, device);
}

function refusal({ device, what }: Ask, reason: unknown): string {
  if (what === 'give' && reason instanceof Problem && reason.status === 404) return `Nobody is on ${device} any more.`;
  const words = reason instanceof Problem ? reason.message : 'the server did not answer';
  return what === 'take' ? `${device} was not taken: ${words}` : `${device} was not given back: ${words}`;
}

// ---- what waits

export function consent(yes: boolean): void {
  const ask = asking.peek();
  asking.value = null;
  if (yes && ask) keep(withWish(waiting.peek(), ask));
}

export function forgetWish(device: string): void {
  keep(without(waiting.peek(), device));
}

function keep(wishes: readonly Wish[]): void {
  waiting.value = wishes;
  save(KEY, JSON.stringify(wishes));
}

/** Several tabs of a browser have one queue: only one of them sends. */
function alone(work: () => Promise<void>): Promise<void> {
  return navigator.locks ? navigator.locks.request(KEY, { ifAvailable: true }, (lock) => (lock ? work() : undefined)) : work();
}

/** A server that answers the stream and not this is tried again after so long. */
const AGAIN_AFTER = 5000;
let sending = false;

async function sendAll(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    await alone(async () => {
      const told: string[] = [];
      for (let next = first(); next && contact.peek().kind === 'live'; next = first()) {
        const words = await settle(next);
        if (words === null) break;
        keep(waiting.peek().filter(({ id }) => id !== next.id));
        if (words) told.push(words);
      }
      if (told.length > 0) notice.value = { text: told.join(' ') };
    });
  } finally {
    sending = false;
    if (waiting.peek().length > 0) setTimeout(() => isReady() && void sendAll(), AGAIN_AFTER);
  }
}

/** Another tab may have sent it meanwhile. */
function first(): Wish | undefined {
  const stored = load(KEY);
  if (stored !== null) waiting.value = readWishes(stored);
  return waiting.peek()[0];
}

/** Sends or drops it; what is to be said of that, and null when the server is away again. */
async function settle(wish: Wish): Promise<string | null> {
  const what = fate(wish, store.claims.get(wish.device), myName.peek(), store.devices.has(wish.device));
  if (what.do === 'drop') return what.words;
  try {
    await call(wish, wish.seen);
    done(wish);
    return wish.what === 'take' ? `Sent: you are on ${wish.device}.` : `Sent: ${wish.device} is given back.`;
  } catch (reason) {
    if (isUnreached(reason)) return null;
    return reason instanceof Problem && reason.status === 412 ? overtaken(wish, reason) : refusal(wish, reason);
  }
}

/** Somebody was quicker than what we knew. */
function overtaken(wish: Wish, { current }: Problem): string {
  const holder = (current as unknown as Claim | null) ?? undefined;
  const now = fate(wish, holder, myName.peek(), true);
  return now.do === 'drop' ? now.words : `${wish.device} has changed hands meanwhile: nothing was sent.`;
}

/** Who one is and what there is has to be known first. */
function isReady(): boolean {
  rev.site.value;
  const known = me.value !== null && (!me.value.accounts || me.value.name !== null);
  return known && contact.value.kind === 'live' && store.site !== null;
}

export function sendWhenBack(): void {
  effect(() => {
    if (isReady() && waiting.value.length > 0) void sendAll();
  });
}

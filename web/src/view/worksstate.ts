/*
 * What receivers and rules show, and the signals that wake them. They are asked for every two seconds while somebody looks, and stand
 * when the server does not answer.
 */
import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { Polled } from '../live/poll';
import { fetchAsk, Poll } from '../live/poll';
import { browserTimers } from '../live/wire';
import { Rates } from '../model/rates';
import type { Receiver, Receivers } from '../model/receivers';
import { countersOf, readReceivers, sought, worstFirst } from '../model/receivers';
import type { Rule, Rules } from '../model/rules';
import { inRuleOrder, matchesRule, readRules, ruleCounters } from '../model/rules';
import type { WorksKind, WorksRoute } from '../model/works';
import { worksOf } from '../model/works';
import { contact, go, route } from './app';
import { meNow } from './me';

// ---- where we are

export const works = computed<WorksRoute | null>(() => route.value.works);
export const worksKind = computed<WorksKind | null>(() => works.value?.kind ?? null);

export function openWorks(kind: WorksKind): void {
  if (worksKind.peek() !== kind) go({ works: worksOf(kind) });
}

/** Back to map and list. */
export function closeWorks(): void {
  go({ view: route.peek().view });
}

function change(part: Partial<WorksRoute>, quietly = false): void {
  const now = works.peek();
  if (now) go({ works: { ...now, ...part } }, quietly);
}

export const sortRules = (sort: string): void => change({ sort }, true);
export const closeRule = (): void => change({ open: null });

export function toggleRule(name: string): void {
  reachedRule.value = name;
  change({ open: works.peek()?.open === name ? null : name });
}

// ---- what is known

/** `absent`: this server knows nothing of it. */
export type WorksContact = { kind: 'loading' } | { kind: 'live' } | { kind: 'lost'; why: string } | { kind: 'stranger' } | { kind: 'absent' };
export const worksContact = signal<WorksContact>({ kind: 'loading' });
/** The server's clock, once a second; it stands while nothing comes. */
export const worksNow = signal(0);
/** When the newest answer came, by the server's clock. */
export const worksHeard = signal(0);
export const receivers = signal<Receivers | null>(null);
export const rules = signal<Rules | null>(null);
/** Of what is shown. They are new with every answer. */
export const rates = new Rates();
/** The row that is one stop of the Tab key; arrows go on from it. */
export const reachedRule = signal<string | null>(null);
let ahead = 0;

export const worksFrozen = computed(() => contact.value.kind === 'lost' || worksContact.value.kind === 'lost' || worksContact.value.kind === 'stranger');

const words = computed(() => route.value.q.toLowerCase().split(/\s+/).filter(Boolean));

export const receiverRows = computed<readonly Receiver[]>(() => worstFirst(receivers.value?.receivers ?? []).flatMap((receiver) => sought(receiver, words.value) ?? []));
export const ruleRows = computed<readonly Rule[]>(() => inRuleOrder((rules.value?.rules ?? []).filter((rule) => matchesRule(rule, words.value)), works.value?.sort ?? '', rates));

/** For the search; null while nothing is sought. */
export const worksFound = computed<number | null>(() => {
  if (words.value.length === 0) return null;
  return worksKind.value === 'rules' ? ruleRows.value.length : receiverRows.value.length;
});

// ---- asking

const READ: Record<WorksKind, (value: unknown) => boolean> = {
  receivers(value) {
    const told = readReceivers(value);
    if (told === null) return false;
    rates.take(told.now, countersOf(told));
    receivers.value = told;
    heard(told.now);
    return true;
  },
  rules(value) {
    const told = readRules(value);
    if (told === null) return false;
    rates.take(told.at, ruleCounters(told));
    rules.value = told;
    heard(told.at);
    return true;
  },
};

function heard(now: number): void {
  ahead = now - Date.now();
  worksHeard.value = worksNow.value = now;
  worksContact.value = { kind: 'live' };
}

function take(kind: WorksKind, polled: Polled): void {
  batch(() => {
    if (polled.kind !== 'told') {
      worksContact.value = polled;
      if (polled.kind === 'stranger') void meNow();
    } else if (!READ[kind](polled.value)) {
      worksContact.value = { kind: 'lost', why: 'the server answered something else' };
    }
  });
}

let poll: Poll | null = null;

function look(): void {
  if (document.visibilityState === 'visible') poll?.start();
  else poll?.stop();
}
document.addEventListener('visibilitychange', look);

effect(() => {
  const kind = worksKind.value;
  untracked(() => {
    poll?.stop();
    poll = null;
    rates.clear();
    batch(() => {
      receivers.value = rules.value = null;
      reachedRule.value = null;
      worksContact.value = { kind: 'loading' };
      worksNow.value = worksHeard.value = 0;
    });
    if (kind === null) return;
    poll = new Poll(fetchAsk(`/${kind}`), browserTimers, (polled) => take(kind, polled));
    look();
  });
});

function tick(): void {
  if (worksKind.peek() !== null && worksHeard.peek() > 0 && worksContact.peek().kind === 'live' && !worksFrozen.peek()) worksNow.value = Date.now() + ahead;
  setTimeout(tick, 1000);
}

// ---- by keys

/** To the next rule or the one before. */
export function walkRules(step: number): void {
  if (worksKind.peek() !== 'rules') return document.querySelector<HTMLElement>('.works-body')?.focus();
  const at = ruleRows.peek().findIndex(({ name }) => name === reachedRule.peek());
  reachRule(at < 0 ? (step > 0 ? 0 : ruleRows.peek().length - 1) : at + step);
}

export function reachRule(index: number): void {
  const rule = ruleRows.peek()[Math.max(0, Math.min(ruleRows.peek().length - 1, index))];
  if (!rule) return;
  reachedRule.value = rule.name;
  setTimeout(() => document.querySelector<HTMLElement>(`[data-rule="${CSS.escape(rule.name)}"] .row-link`)?.focus());
}

tick();

/*
 * TV mode: what a wall shows in turn, and when. Time is given; nothing here looks at a clock.
 */
import type { Entry } from './now';
import type { State } from './types';

/** As the address says it; empty lists mean all. */
export interface Cycle {
  /** Seconds for each picture. */
  every: number;
  handlers: string[];
  plans: string[];
}

export const USUAL: Cycle = { every: 20, handlers: [], plans: [] };
const SHORTEST = 5;
const LONGEST = 3600;
/** So long the place of a new trouble stays, in milliseconds. */
export const ALARM = 30_000;
export const WORST = 5;
/** What the head counts, worst first. */
export const COUNTED = ['down', 'behind', 'bad', 'suspect', 'worn'] as const satisfies readonly State[];

export function parseCycle(parameters: URLSearchParams): Cycle {
  const every = Number(parameters.get('every') ?? USUAL.every);
  return {
    every: Number.isFinite(every) && every > 0 ? Math.min(LONGEST, Math.max(SHORTEST, Math.round(every))) : USUAL.every,
    handlers: names(parameters.get('handlers')),
    plans: names(parameters.get('plans')),
  };
}

function names(text: string | null): string[] {
  return [...new Set((text ?? '').split(',').map(decode).filter((name) => name !== ''))];
}

/** Names may hold commas; those are written as %2C. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}

export function formatCycle({ every, handlers, plans }: Cycle): string {
  const list = (words: string[]) => words.map((word) => encodeURIComponent(word)).join(',');
  const parts = [every === USUAL.every ? '' : `every=${every}`, handlers.length > 0 ? `handlers=${again(list(handlers))}` : '', plans.length > 0 ? `plans=${again(list(plans))}` : ''];
  return parts.filter((part) => part !== '').join('&');
}

/** The address is read as a form, which takes one layer of percent signs away. */
function again(text: string): string {
  return text.replace(/%/g, '%25');
}

export interface Step {
  handler: string;
  plan: string | null;
}

/** Every plan with the first handler, then with the next. Names that do not exist are passed over; with none left, all are shown. */
export function steps(cycle: Cycle, handlers: readonly string[], plans: readonly string[]): Step[] {
  const chosen = (wanted: string[], there: readonly string[]) => {
    const known = wanted.filter((name) => there.includes(name));
    return known.length > 0 ? known : there;
  };
  const floors: readonly (string | null)[] = plans.length > 0 ? chosen(cycle.plans, plans) : [null];
  return chosen(cycle.handlers, handlers).flatMap((handler) => floors.map((plan) => ({ handler, plan })));
}

/** What is shown: a step of the cycle, or the place of a new trouble. Times in milliseconds. */
export interface Show {
  at: number;
  since: number;
  until: number;
  /** The device of which the trouble is. */
  alarm: string | null;
}

export function begin(now: number, every: number): Show {
  return { at: 0, since: now, until: now + every * 1000, alarm: null };
}

/** The same until its time has come; then the next step. After an alarm it goes on where it was. */
export function next(show: Show, now: number, every: number, count: number): Show {
  if (now < show.until) return show;
  const at = show.alarm === null ? show.at + 1 : show.at;
  return { at: at % Math.max(1, count), since: now, until: now + every * 1000, alarm: null };
}

export function alarm(show: Show, now: number, device: string): Show {
  return { ...show, since: now, until: now + ALARM, alarm: device };
}

const ALARMING: ReadonlySet<State> = new Set(['down', 'bad']);

/** Those that a wall cries out for, as they are now. */
export function alarming(entries: readonly Entry[]): Map<string, State> {
  return new Map(entries.filter(({ health }) => ALARMING.has(health.state)).map(({ name, health }) => [name, health.state]));
}

/** The worst that was not so before; null when there is none. `entries` are worst first. */
export function fresh(before: ReadonlyMap<string, State>, entries: readonly Entry[]): string | null {
  const found = entries.find(({ name, health }) => ALARMING.has(health.state) && before.get(name) !== 'down' && before.get(name) !== health.state);
  return found?.name ?? null;
}

/** The lines of the wall, worst first; what nothing is known of is on the map. */
export function worst(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ health, behind }) => health.state !== 'unknown' || behind.length > 0).slice(0, WORST);
}

/*
 * The rules, as GET /api/v1/rules tells them: what does not compile, what runs and how, what was fired and sent, what the last reading
 * of the folder kept. Their order, and their words for people. No DOM.
 */
import type { Told } from './events';
import { isTold } from './events';
import { byName } from './now';
import type { Rates } from './rates';
import type { State } from './types';

export interface Problem {
  file: string;
  /** From 1; 0 where it is of the whole file. */
  line: number;
  column: number;
  message: string;
  /** The line of source; empty where there is none. */
  source: string;
}

export interface Fault {
  at: number;
  what: string;
  where: string;
}

export interface Firing {
  at: number;
  what: string;
  event: Told | null;
}

export interface Rule {
  name: string;
  file: string;
  line: number;
  state: 'running' | 'stopped';
  /** Why it was stopped; empty while it runs. */
  why: string;
  events: number;
  errors: number;
  lastError: Fault | null;
  lastFiring: Firing | null;
  /** How many keys its `by` holds. */
  keys: number;
  fired: number;
}

/** Something sent to people. */
export interface Page {
  at: number;
  to: string;
  rule: string;
  event: Told | null;
  /** What became of its webhook. */
  posted: string;
}

export interface Handler {
  name: string;
  file: string;
  line: number;
  state: 'running' | 'stopped';
  errors: number;
  why: string;
}

/** The last time that the folder was read and taken. */
export interface Generation {
  at: number;
  tookMs: number;
  kept: string[];
  reset: string[];
}

export interface Rules {
  at: number;
  folder: string;
  on: boolean;
  generation: Generation | null;
  problems: Problem[];
  rules: Rule[];
  pages: Page[];
  handlers: Handler[];
  counters: Record<string, number>;
}

// ---- what the server told; what is damaged is left out

type Loose = Record<string, unknown>;
const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const list = (value: unknown): Loose[] => (Array.isArray(value) ? value.filter(isLoose) : []);
const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
/** What a rule has in its hands never came to the index: its own time stands for when it came. */
const event = (value: unknown) => {
  const told = isLoose(value) ? { received: value['time'], expires: value['time'], ...value } : value;
  return isTold(told) ? told : null;
};
const state = (value: unknown) => (value === 'stopped' ? 'stopped' : 'running');

export function readRules(value: unknown): Rules | null {
  if (!isLoose(value) || typeof value['at'] !== 'number' || !Array.isArray(value['rules'])) return null;
  const { at, folder, on, generation, problems, rules, pages, handlers, counters } = value;
  return {
    at,
    folder: text(folder),
    on: on === true,
    generation: isLoose(generation) ? { at: number(generation['at']), tookMs: number(generation['tookMs']), kept: texts(generation['kept']), reset: texts(generation['reset']) } : null,
    problems: list(problems).map((one) => ({ file: text(one['file']), line: number(one['line']), column: number(one['column']), message: text(one['message']), source: text(one['source']) })),
    rules: list(rules).map(readRule),
    pages: list(pages).map((one) => ({ at: number(one['at']), to: text(one['to']), rule: text(one['rule']), event: event(one['event']), posted: text(one['posted']) })),
    handlers: list(handlers).map((one) => ({ name: text(one['name']), file: text(one['file']), line: number(one['line']), state: state(one['state']), errors: number(one['errors']), why: text(one['why']) })),
    counters: Object.fromEntries(Object.entries(isLoose(counters) ? counters : {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number')),
  };
}

function readRule(one: Loose): Rule {
  const error = one['lastError'];
  const firing = one['lastFiring'];
  return {
    name: text(one['name']),
    file: text(one['file']),
    line: number(one['line']),
    state: state(one['state']),
    why: text(one['why']),
    events: number(one['events']),
    errors: number(one['errors']),
    lastError: isLoose(error) ? { at: number(error['at']), what: text(error['what']), where: text(error['where']) } : null,
    lastFiring: isLoose(firing) ? { at: number(firing['at']), what: text(firing['what']), event: event(firing['event']) } : null,
    keys: number(one['keys']),
    fired: number(one['fired']),
  };
}

/** All that is counted, for its rates. */
export function ruleCounters({ rules, counters }: Rules): Map<string, number> {
  return new Map([...rules.map(({ name, events }): [string, number] => [`rule.${name}`, events]), ...Object.entries(counters).map(([name, count]): [string, number] => [`all.${name}`, count])]);
}

// ---- how a rule does

export type Doing = 'stopped' | 'failing' | 'runs';
const DOINGS: readonly Doing[] = ['stopped', 'failing', 'runs'];
export const DOING_WORDS: Record<Doing, string> = { stopped: 'stopped', failing: 'has failed', runs: 'runs' };
/** The page's own states whose marks they have. */
export const DOING_LOOKS: Record<Doing, State> = { stopped: 'down', failing: 'worn', runs: 'good' };

export function doingOf({ state, errors }: Pick<Rule, 'state' | 'errors'>): Doing {
  if (state === 'stopped') return 'stopped';
  return errors > 0 ? 'failing' : 'runs';
}

export function doingCounts(rules: readonly Rule[]): Record<Doing, number> {
  const counts = { stopped: 0, failing: 0, runs: 0 };
  for (const rule of rules) counts[doingOf(rule)]++;
  return counts;
}

// ---- their order

export type RuleColumn = 'state' | 'name' | 'rate' | 'errors' | 'fired' | 'last' | 'keys';

export const RULE_COLUMNS: Record<RuleColumn, { title: string; number?: true }> = {
  state: { title: 'State' },
  name: { title: 'Rule' },
  rate: { title: 'Events', number: true },
  errors: { title: 'Errors', number: true },
  fired: { title: 'Fired', number: true },
  last: { title: 'Last firing' },
  keys: { title: 'Keys', number: true },
};

/** The most comes first; names go from the beginning, and what never fired comes last. */
export function inRuleOrder(rules: readonly Rule[], sort: string, rates: Rates): Rule[] {
  const down = sort.startsWith('-');
  const name = sort.replace(/^-/, '');
  const column = Object.hasOwn(RULE_COLUMNS, name) ? (name as RuleColumn) : 'state';
  const value = (rule: Rule): number => {
    switch (column) {
      case 'state': return DOINGS.indexOf(doingOf(rule));
      case 'name': return 0;
      case 'rate': return -(rates.of(`rule.${rule.name}`) ?? 0);
      case 'errors': return -rule.errors;
      case 'fired': return -rule.fired;
      case 'last': return -(rule.lastFiring?.at ?? 0);
      case 'keys': return -rule.keys;
    }
  };
  const sign = down ? -1 : 1;
  const names = column === 'name' ? sign : 1;
  return [...rules].sort((a, b) => sign * (value(a) - value(b)) || names * byName(a.name, b.name));
}

export function matchesRule({ name, file, why, lastFiring, lastError, ...rule }: Rule, words: readonly string[]): boolean {
  const all = [name, file, why, DOING_WORDS[doingOf(rule)], lastFiring?.what ?? '', lastError?.what ?? ''].join(' ').toLowerCase();
  return words.every((word) => all.includes(word));
}

// ---- what does not compile

/** Of one file; what ran of it goes on. */
export interface Broken {
  file: string;
  problems: Problem[];
  /** Names of the rules and handlers of this file that go on as they were. */
  running: string[];
}

export function brokenFiles({ problems, rules, handlers }: Pick<Rules, 'problems' | 'rules' | 'handlers'>): Broken[] {
  const files = new Map<string, Problem[]>();
  for (const problem of problems) files.set(problem.file, [...(files.get(problem.file) ?? []), problem]);
  const going = [...rules, ...handlers].filter(({ state }) => state === 'running');
  return [...files].map(([file, found]) => ({ file, problems: found, running: going.filter((rule) => rule.file === file).map(({ name }) => name) }));
}

/** "line 7, column 21"; "" where it is of the whole file. */
export function placeWords({ line, column }: Pick<Problem, 'line' | 'column'>): string {
  if (line <= 0) return '';
  return column > 0 ? `line ${line}, column ${column}` : `line ${line}`;
}

/** The line without what it is indented by, and a line below it with a caret at the column; null where there is nothing to point at. */
export function caretOf({ source, column }: Pick<Problem, 'source' | 'column'>): { source: string; caret: string | null } | null {
  if (source.trim() === '') return null;
  const indent = source.length - source.trimStart().length;
  const shown = source.slice(indent).trimEnd();
  const at = column - 1 - indent;
  if (column <= 0 || at < 0 || at > shown.length) return { source: shown, caret: null };
  return { source: shown, caret: `${shown.slice(0, at).replace(/[^\t]/g, ' ')}^` };
}

/** Whether a page was not delivered. */
export const notPosted = ({ posted }: Pick<Page, 'posted'>) => /^failed/i.test(posted) || /^[345]\d\d\b/.test(posted);

// ---- how to begin

export const RULES_YAML = 'rules: {folder: rules}\n';

export const FIRST_RULE = {
  file: 'Disks.java',
  source: `import vor.rules.*;

class Disks extends Rules {
    Rule full = where(service().startsWith("disk "))
            .when(metric().over(90), state("critical")).otherwise(state("ok"))
            .changedState().to(page("ops"));
}
`,
};

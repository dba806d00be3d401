/*
 * What an event says, in words and marks: its state among the page's own, its value at the precision that matters, its age, how long
 * it still lives, and what is wrong with its sender's clock.
 */
import { ago, span, thousands } from './format';
import type { Told } from './events';
import type { State } from './types';

export type Grade = 'critical' | 'warning' | 'expired' | 'other' | 'ok' | 'none';

/** Worst first. */
export const GRADES: readonly Grade[] = ['critical', 'warning', 'expired', 'other', 'ok', 'none'];

/** Senders agree on few words; what is none of these has no colour. */
const KNOWN: Record<string, Grade> = {
  critical: 'critical', crit: 'critical', error: 'critical', fatal: 'critical', failed: 'critical', failure: 'critical', down: 'critical', alert: 'critical', emergency: 'critical',
  warning: 'warning', warn: 'warning', degraded: 'warning',
  expired: 'expired',
  ok: 'ok', good: 'ok', up: 'ok', fine: 'ok', normal: 'ok',
};

export function gradeOf(state: string | undefined): Grade {
  if (!state) return 'none';
  const word = state.toLowerCase();
  return Object.hasOwn(KNOWN, word) ? KNOWN[word]! : 'other';
}

/** The page's own state whose mark and colour it has; null: a plain mark. */
export const LOOKS: Record<Grade, State | null> = { critical: 'down', warning: 'worn', expired: 'unknown', other: null, ok: 'good', none: null };

// ---- the value

/** A number that can be compared; null for none and for what is no number. */
export function valueOf({ metric }: Told): number | null {
  if (typeof metric === 'number') return metric;
  if (metric === 'Infinity') return Infinity;
  return metric === '-Infinity' ? -Infinity : null;
}

const MINUS = '\u2212';

/** "0.7", "12.3", "1,234", "0.00042", "3.2e18", "not a number"; "" where there is none. */
export function valueWords({ metric }: Told): string {
  if (metric === undefined || metric === null) return '';
  if (typeof metric === 'string') return metric === 'Infinity' ? 'infinite' : metric === '-Infinity' ? `${MINUS}infinite` : metric === 'NaN' ? 'not a number' : metric;
  return numberWords(metric);
}

function numberWords(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? MINUS : '';
  if (size === 0) return '0';
  if (size >= 1e12 || size < 1e-4) return `${sign}${exponential(size)}`;
  if (Number.isInteger(size) || size >= 1000) return `${sign}${thousands(Math.round(size))}`;
  const digits = size >= 100 ? size.toFixed(1) : size >= 10 ? size.toFixed(2) : size >= 1 ? size.toFixed(3) : size.toPrecision(3);
  return `${sign}${digits.replace(/\.?0+$/, '')}`;
}

function exponential(size: number): string {
  const [digits = '', power = ''] = size.toExponential(2).split('e');
  return `${digits.replace(/\.?0+$/, '')}e${power.replace('+', '').replace('-', MINUS)}`;
}

// ---- its times

/** "now", "12 s". */
export const ageWords = ({ received }: Told, now: number) => ago(now - received);

/** How long it still lives, once less than a third of its life is left; else "". */
export function leavesWords({ received, expires }: Told, now: number): string {
  const left = expires - now;
  if (left * 3 >= expires - received) return '';
  return left < 500 ? 'leaves now' : `leaves in ${span(Math.max(1000, left))}`;
}

/** Clocks may differ by so much, and a network be as slow, before it is worth a word. */
const SAME = 2000;

/** "its clock is 3 min behind"; "" where it is right. An event that came late looks the same: both are worth knowing. */
export function clockWords({ time, received }: Told): string {
  const behind = received - time;
  if (Math.abs(behind) <= SAME) return '';
  return `its clock is ${span(Math.abs(behind))} ${behind > 0 ? 'behind' : 'ahead'}`;
}

/** "60 s", "0.5 s", "never said: 60 s". */
export function ttlWords({ ttl, received, expires }: Told): string {
  return ttl === undefined ? `not said; ${span(expires - received)} is usual` : span(ttl * 1000);
}

// ---- the values seen lately, as a line

/** A line of few values does not fill its box. */
const FEWEST = 16;
/** What changes less than this share of itself is drawn as the little that it is. */
const NOISE = 0.1;

/** Points of a line in a box: "0,12 8,3"; the newest at the right, at equal steps. "" below two values. */
export function sparkPoints(values: readonly number[], width: number, height: number): string {
  if (values.length < 2) return '';
  const low = Math.min(...values);
  const high = Math.max(...values);
  const range = Math.max(high - low, NOISE * Math.max(Math.abs(low), Math.abs(high)));
  const step = width / (Math.max(FEWEST, values.length) - 1);
  const y = (value: number) => (range === 0 ? height / 2 : height / 2 - ((value - (low + high) / 2) / range) * height);
  return values.map((value, index) => `${round(width - (values.length - 1 - index) * step)},${round(y(value))}`).join(' ');
}

const round = (value: number) => Math.round(value * 10) / 10;

/*
 * Labels for devices: which paper there is, what stands on a label, and how large it can be written so that all of it is there.
 * Millimetres; no DOM.
 */
import type { Device } from './types';

export interface Paper {
  key: string;
  title: string;
  /** The page: a sheet, or one label of a roll. */
  width: number;
  height: number;
  columns: number;
  rows: number;
  /** Of the first label's corner. */
  left: number;
  top: number;
  /** Of one label. */
  labelWidth: number;
  labelHeight: number;
  /** From one label to the next. */
  stepX: number;
  stepY: number;
}

function sheet(key: string, title: string, columns: number, rows: number, [labelWidth, labelHeight]: [number, number], [left, top]: [number, number], [stepX, stepY]: [number, number]): Paper {
  return { key, title, width: 210, height: 297, columns, rows, left, top, labelWidth, labelHeight, stepX, stepY };
}

function roll(width: number, height: number, of: string): Paper {
  const key = `roll-${width}x${height}`;
  return { key, title: `Roll, ${width} \u00d7 ${height} mm${of && ` (${of})`}`, width, height, columns: 1, rows: 1, left: 0, top: 0, labelWidth: width, labelHeight: height, stepX: width, stepY: height };
}

export const PAPERS: readonly Paper[] = [
  sheet('a4-3x8', 'A4, 3 \u00d7 8 labels of 70 \u00d7 37 mm', 3, 8, [70, 37], [0, 0.5], [70, 37]),
  sheet('a4-3x7', 'A4, 3 \u00d7 7 labels of 63.5 \u00d7 38.1 mm', 3, 7, [63.5, 38.1], [7.2, 15.15], [66.04, 38.1]),
  sheet('a4-2x7', 'A4, 2 \u00d7 7 labels of 99.1 \u00d7 38.1 mm', 2, 7, [99.1, 38.1], [4.65, 15.15], [101.6, 38.1]),
  sheet('a4-2x4', 'A4, 2 \u00d7 4 labels of 99.1 \u00d7 67.7 mm', 2, 4, [99.1, 67.7], [4.65, 13.1], [101.6, 67.7]),
  sheet('a4-4x12', 'A4, 4 \u00d7 12 labels of 45.7 \u00d7 21.2 mm', 4, 12, [45.7, 21.2], [9.85, 21.3], [48.26, 21.2]),
  sheet('a4-5x13', 'A4, 5 \u00d7 13 labels of 38.1 \u00d7 21.2 mm', 5, 13, [38.1, 21.2], [4.65, 10.7], [40.64, 21.2]),
  roll(62, 29, 'DK-11209'),
  roll(90, 29, 'DK-11201'),
  roll(89, 36, 'Dymo 99012'),
  roll(54, 25, 'Dymo 11352'),
  roll(70, 24, 'tape'),
  roll(70, 12, 'tape'),
];

export function paperOf(key: string | null): Paper {
  return PAPERS.find((paper) => paper.key === key) ?? PAPERS[0]!;
}

/** How wide a text is, in its own size. */
export type Measure = (text: string, bold: boolean) => number;

/** A line of text with its left end on the baseline. */
export interface Line {
  text: string;
  x: number;
  y: number;
  size: number;
  width: number;
  bold: boolean;
}

export interface Label {
  name: string;
  /** Its corner on the page. */
  x: number;
  y: number;
  lines: Line[];
}

export type Page = Label[];

/** @param start how many labels of the first sheet are gone already */
export function pages(devices: readonly Device[], paper: Paper, start: number, measure: Measure): Page[] {
  const perPage = paper.columns * paper.rows;
  const found: Page[] = [];
  const skip = Math.min(Math.max(0, start), perPage - 1);
  devices.forEach((device, index) => {
    const at = index + skip;
    const place = at % perPage;
    const x = paper.left + (place % paper.columns) * paper.stepX;
    const y = paper.top + Math.floor(place / paper.columns) * paper.stepY;
    const page = (found[Math.floor(at / perPage)] ??= []);
    page.push({ name: device.name, x, y, lines: linesOf(device, paper, measure) });
  });
  return found;
}

const BASELINE = 0.8;
const LEADING = 1.16;
const LARGEST_NAME = 16;
const SMALLEST = 1.4;

/** Name, management address, each uplink: "ge-0/0/44 \u2192 distro1 ge-0/0/1". */
function linesOf(device: Device, { labelWidth, labelHeight }: Paper, measure: Measure): Line[] {
  const edge = labelHeight < 16 ? 1.2 : 2.4;
  const width = labelWidth - 2 * edge;
  const height = labelHeight - 2 * edge;
  const small = Math.max(1.9, Math.min(3.4, height * 0.105));
  const room = Math.max(1, Math.floor((height * 0.58) / (small * LEADING)));
  const rest = wordsOf(device, room);
  const below = rest.length * small * LEADING;
  const name = fitted(device.name, width, height - below, measure);
  const lines = stacked(name.texts, name.size, edge, edge, true, measure);
  const top = labelHeight - edge - below;
  rest.forEach((text, index) => {
    const wide = measure(text, false);
    const size = Math.max(Math.min(SMALLEST, small), Math.min(small, width / Math.max(wide, 0.01)));
    lines.push({ text, x: edge, y: tidy(top + (index + BASELINE) * small * LEADING), size: tidy(size), width: tidy(Math.min(wide * size, width)), bold: false });
  });
  return lines;
}

function wordsOf({ addresses, uplinks }: Device, room: number): string[] {
  const ways = uplinks.map(({ port, to, toPort }) => [port, '\u2192', to, toPort].filter(Boolean).join(' '));
  const all = [...addresses.slice(0, 1), ...ways];
  if (all.length <= room) return [...all, ...addresses.slice(1, 1 + room - all.length)];
  return [...all.slice(0, room - 1), room === 1 ? all[0]! : `${all[room - 1]} (and ${all.length - room} more)`];
}

/** In as many lines as let it be written largest; never shortened. */
export function fitted(name: string, width: number, height: number, measure: Measure): { texts: string[]; size: number } {
  let best: { texts: string[]; size: number } = { texts: [name], size: 0 };
  for (let count = 1; count <= 3; count++) {
    const texts = broken(name, count, measure);
    const widest = Math.max(...texts.map((text) => measure(text, true)), 0.01);
    const size = Math.min(LARGEST_NAME, height / (texts.length * LEADING), width / widest);
    if (size > best.size * 1.25) best = { texts, size };
  }
  return { ...best, size: tidy(best.size) };
}

const marks = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Into so many parts of about the same width, behind a dash, a dot or a space if one is near; never within a letter and its marks. */
function broken(name: string, count: number, measure: Measure): string[] {
  const letters = Array.from(marks.segment(name), ({ segment }) => segment);
  if (count === 1 || letters.length < 2 * count) return [name];
  const whole = measure(name, true);
  const parts: string[] = [];
  let from = 0;
  for (let part = 1; part < count; part++) {
    const least = from + 1;
    const most = letters.length - (count - part);
    let best = least;
    let score = Infinity;
    for (let at = least; at <= most; at++) {
      const off = Math.abs(measure(letters.slice(0, at).join(''), true) / whole - part / count);
      const soft = /[-_./: ]$/.test(letters[at - 1]!) ? 0 : 0.18;
      if (off + soft < score) [best, score] = [at, off + soft];
    }
    parts.push(letters.slice(from, best).join(''));
    from = best;
  }
  return [...parts, letters.slice(from).join('')];
}

function stacked(texts: readonly string[], size: number, x: number, top: number, bold: boolean, measure: Measure): Line[] {
  return texts.map((text, index) => ({ text, x, y: tidy(top + (index * LEADING + BASELINE) * size), size, width: tidy(measure(text, bold) * size), bold }));
}

function tidy(mm: number): number {
  return Math.round(mm * 100) / 100;
}

/*
 * Names from a pattern: "e[1-12]-[1-4]" is e1-1, e1-2 ... e12-4. In brackets stand choices with commas between them: words, numbers
 * from one to another ([01-12] with leading zeros, [4-1] counts down), letters from one to another ([a-d]). No DOM.
 */

/** One name, and what was chosen for each pair of brackets. */
export interface Made {
  name: string;
  /** Which choice, from 0. */
  at: readonly number[];
  choices: readonly string[];
}

/** Where the pattern is wrong counts from 0, in code units. */
export type Expansion = { made: Made[] } | { wrong: string; at: number };

/** So many at once, and no more. */
export const MOST = 2000;
export const LONGEST_NAME = 64;

type Part = { text: string } | { choices: string[] };

class Wrong extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** The last brackets turn fastest. Names may come twice; `twice` finds them. */
export function expand(pattern: string, most = MOST): Expansion {
  try {
    const parts = partsOf(pattern, most);
    const total = parts.reduce((product, part) => product * ('choices' in part ? part.choices.length : 1), 1);
    if (total > most) throw new Wrong(`gives ${total.toLocaleString('en')}; at most ${most.toLocaleString('en')} at once`, 0);
    return { made: named(parts) };
  } catch (reason) {
    if (reason instanceof Wrong) return { wrong: reason.message, at: reason.at };
    throw reason;
  }
}

function named(parts: readonly Part[]): Made[] {
  let made: Made[] = [{ name: '', at: [], choices: [] }];
  for (const part of parts) {
    if ('text' in part) made = made.map((one) => ({ ...one, name: one.name + part.text }));
    else made = made.flatMap((one) => part.choices.map((choice, index) => ({ name: one.name + choice, at: [...one.at, index], choices: [...one.choices, choice] })));
  }
  return made;
}

function partsOf(pattern: string, most: number): Part[] {
  const parts: Part[] = [];
  let from = 0;
  while (from < pattern.length) {
    const open = pattern.indexOf('[', from);
    const text = pattern.slice(from, open < 0 ? undefined : open);
    if (text.includes(']')) throw new Wrong('] has no [ before it', from + text.indexOf(']'));
    if (text !== '') parts.push({ text });
    if (open < 0) break;
    const close = pattern.indexOf(']', open);
    if (close < 0) throw new Wrong('[ has no ] behind it', open);
    const inner = pattern.slice(open + 1, close);
    if (inner.includes('[')) throw new Wrong('brackets cannot stand in brackets', open + 1 + inner.indexOf('['));
    parts.push({ choices: choicesOf(inner, open + 1, most) });
    from = close + 1;
  }
  return parts;
}

function choicesOf(inner: string, start: number, most: number): string[] {
  const choices: string[] = [];
  let at = start;
  for (const item of inner.split(',')) {
    const text = item.trim();
    if (text === '') throw new Wrong('an empty choice; write numbers such as 1-12, or words with commas between them', at);
    choices.push(...(numbers(text, at, most) ?? letters(text) ?? [text]));
    at += item.length + 1;
  }
  return choices;
}

/** "1-12", "01-12"; the width is that of the first when one of them begins with a zero. */
function numbers(text: string, at: number, most: number): string[] | null {
  const found = /^(\d+)\s*(?:-|\u2013|\.\.)\s*(\d+)$/.exec(text);
  if (!found) return null;
  const [first, last] = [found[1]!, found[2]!];
  if (first.length > 15 || last.length > 15) throw new Wrong(`${text} has more digits than a name needs`, at);
  const [from, to] = [Number(first), Number(last)];
  const total = Math.abs(to - from) + 1;
  if (total > most) throw new Wrong(`${text} gives ${total.toLocaleString('en')}; at most ${most.toLocaleString('en')} at once`, at);
  const padded = /^0\d/.test(first) || /^0\d/.test(last);
  if (padded && first.length !== last.length) throw new Wrong(`${text}: with leading zeros both ends have the same number of digits`, at);
  const step = to < from ? -1 : 1;
  return Array.from({ length: total }, (_, index) => String(from + step * index).padStart(padded ? first.length : 0, '0'));
}

/** "a-d", "D-A". */
function letters(text: string): string[] | null {
  if (!/^(?:[a-z]\s*-\s*[a-z]|[A-Z]\s*-\s*[A-Z])$/.test(text)) return null;
  const [from, to] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)];
  const step = to < from ? -1 : 1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => String.fromCharCode(from + step * index));
}

/** Each name that comes more than once, once. */
export function twice(names: Iterable<string>): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const name of names) (seen.has(name) ? again : seen).add(name);
  return [...again];
}

/** What the server would say of a name; null when nothing is wrong with it. */
export function wrongName(name: string): string | null {
  const characters = [...name].length;
  if (characters === 0) return 'is empty';
  if (characters > LONGEST_NAME) return `has ${characters} characters; at most ${LONGEST_NAME} are allowed`;
  if (/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(name)) return 'has a character that no name may have';
  return name.trim() === name ? null : 'begins or ends with a space';
}

const LAST_NUMBER = /\d+(?!.*\d)/su;

/** "ge-0/0/9" and 2 is "ge-0/0/11": its last number counts up and keeps its leading zeros; null where it has none. */
export function countedUp(text: string, by: number): string | null {
  const found = LAST_NUMBER.exec(text);
  if (!found || found[0].length > 15) return null;
  const next = String(Number(found[0]) + by).padStart(found[0].length, '0');
  return text.slice(0, found.index) + next + text.slice(found.index + found[0].length);
}

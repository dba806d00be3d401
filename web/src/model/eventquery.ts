/*
 * Riemann's query language, as far as the page writes it: plain words made into a query, a tag as one, and the place of a fault. What
 * is meant is known by the server alone.
 */

/** Where any of these stands, somebody writes the language itself. */
const SIGNS = /["=<>~!()]/;
const RESERVED = new Set(['and', 'or', 'not', 'tagged', 'true', 'false', 'nil', 'null', 'NaN', 'Infinity']);
/** What the server takes, in characters. */
export const LONGEST_QUERY = 4096;

/** Whether it is no query yet, but words that somebody looks for. */
export function isPlain(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 0 && !SIGNS.test(text) && !words.some((word) => RESERVED.has(word));
}

/** What the server is asked: words are sought in host and service, each of them in either; "" is everything. */
export function queryOf(text: string): string {
  const trimmed = text.trim();
  if (!isPlain(trimmed)) return trimmed;
  const parts = wordsOf(trimmed).map((word) => `host =~ ${quoted(`%${word}%`)} or service =~ ${quoted(`%${word}%`)}`);
  return parts.length === 1 ? parts[0]! : parts.map((part) => `(${part})`).join(' and ');
}

export function taggedQuery(tag: string): string {
  return `tagged ${quoted(tag)}`;
}

/** A text as the language writes it. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`;
}

/** The query before the character that the server stumbled over, that one, and what is behind it; null where it named none. @param column from 1 */
export function faultIn(query: string, column: number | undefined): { before: string; at: string; after: string } | null {
  if (column === undefined || !Number.isInteger(column) || column < 1 || column > query.length + 1) return null;
  const at = column - 1;
  return { before: query.slice(0, at), at: query.slice(at, at + 1), after: query.slice(at + 1) };
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/*
 * Saved searches: a name for words, order and columns of the table, kept as the query of a link.
 */

export interface Saved {
  name: string;
  /** "q=row7&columns=name.state&sort=-uptime" */
  query: string;
}

export const LONGEST_NAME = 60;
const MOST = 50;
const LONGEST_QUERY = 2000;

/** What a browser has kept; anything that is damaged is left out. */
export function readSaved(text: string | null): Saved[] {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(kept) ? kept.filter(isSaved).map(({ name, query }) => ({ name, query })).slice(0, MOST) : [];
}

function isSaved(value: unknown): value is Saved {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('query' in value)) return false;
  const { name, query } = value;
  return typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME && typeof query === 'string' && query.length <= LONGEST_QUERY;
}

/** One of the same name is replaced where it stands; a new one comes last. Without a name it is as before. */
export function withSaved(list: readonly Saved[], name: string, query: string): Saved[] {
  const entry = { name: name.trim().slice(0, LONGEST_NAME), query };
  if (entry.name === '' || query.length > LONGEST_QUERY) return [...list];
  const at = list.findIndex((one) => one.name === entry.name);
  return at < 0 ? [...list, entry].slice(-MOST) : list.with(at, entry);
}

export function withoutSaved(list: readonly Saved[], name: string): Saved[] {
  return list.filter((one) => one.name !== name);
}

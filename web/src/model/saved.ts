/*
 * Saved searches: a name for a link, with its words, its handler and view, and the table's columns and order.
 */

export interface Saved {
  name: string;
  /** "#/table?q=row7&columns=name.state&sort=-uptime", "#/?handler=ping&q=distro" */
  link: string;
}

export const LONGEST_NAME = 60;
const MOST = 50;
const LONGEST_LINK = 2000;

/** What a browser has kept; anything that is damaged is left out. */
export function readSaved(text: string | null): Saved[] {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(kept) ? kept.flatMap(savedOf).slice(0, MOST) : [];
}

/** Those of before had the query of the table's link alone. */
function savedOf(value: unknown): Saved[] {
  if (typeof value !== 'object' || value === null || !('name' in value)) return [];
  const { name } = value;
  const link = 'link' in value ? value.link : 'query' in value && typeof value.query === 'string' ? `#/table?${value.query}` : null;
  const whole = typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME && typeof link === 'string' && link.startsWith('#/') && link.length <= LONGEST_LINK;
  return whole ? [{ name, link }] : [];
}

/** One of the same name is replaced where it stands; a new one comes last. Without a name it is as before. */
export function withSaved(list: readonly Saved[], name: string, link: string): Saved[] {
  const entry = { name: cut(name), link };
  if (entry.name === '' || link.length > LONGEST_LINK) return [...list];
  const at = list.findIndex((one) => one.name === entry.name);
  return at < 0 ? [...list, entry].slice(-MOST) : list.map((other, index) => (index === at ? entry : other));
}

/** Where it stands; as before when the new name is empty or another has it. */
export function withRenamed(list: readonly Saved[], from: string, to: string): Saved[] {
  const name = cut(to);
  const taken = name === '' || list.some((one) => one.name === name);
  return list.map((one) => (one.name === from && !taken ? { ...one, name } : one));
}

export function withoutSaved(list: readonly Saved[], name: string): Saved[] {
  return list.filter((one) => one.name !== name);
}

function cut(name: string): string {
  return name.trim().slice(0, LONGEST_NAME);
}

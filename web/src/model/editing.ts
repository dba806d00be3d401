/*
 * Who edits what just now: pages that have a form of it open.
 */
import type { Kind } from './draft';

export interface Editor {
  /** Tells apart the pages of people who bear one name, or none. */
  page: string;
  who: string;
  since: number;
}

/** All of a kind by name. */
export type EditingChange = Partial<Record<Kind, Record<string, Editor[] | null>>>;

/** Under what it is held. */
export function editingKey(kind: Kind, name: string): string {
  return `${kind} ${name}`;
}

/** "joe edits this", "joe and eve edit this", "joe and 2 others edit this"; empty for nobody. */
export function editorsWords(editors: readonly Editor[], me: string): string {
  const names = [...new Set(editors.map(({ who }) => (who === me && me !== 'somebody' ? 'you (in another page)' : who)))];
  if (names.length === 0) return '';
  if (names.length === 1) return names[0]!.startsWith('you (') ? 'you edit this in another page' : `${names[0]} edits this`;
  return names.length === 2 ? `${names[0]} and ${names[1]} edit this` : `${names[0]} and ${names.length - 1} others edit this`;
}

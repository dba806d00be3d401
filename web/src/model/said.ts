/*
 * Values of the inventory in words, for people who compare before and after.
 */

export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

const UNSAID = new Set(['id', 'version']);

/** Every field that differs, in the order of the document. */
export function fieldChanges(before: Record<string, unknown> | null, after: Record<string, unknown> | null): FieldChange[] {
  if (!before || !after) return [];
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !UNSAID.has(field));
  return fields.filter((field) => !same(before[field], after[field])).map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

/** Documents come with their keys in one order, so their texts compare. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

const MOST = 200;

/** "198.18.40.2, fd9a::2", "ge-0/0/44 → distro1 ge-0/0/1", "none". `moment` writes times. */
export function said(value: unknown, moment: (ms: number) => string): string {
  const words = whole(value, moment);
  return words.length > MOST ? `${words.slice(0, MOST)}\u2026` : words;
}

function whole(value: unknown, moment: (ms: number) => string): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((each) => whole(each, moment)).join(', ');
  if (typeof value === 'object') return record(value as Record<string, unknown>, moment);
  return value === '' ? 'nothing' : String(value);
}

function record(value: Record<string, unknown>, moment: (ms: number) => string): string {
  if ('to' in value) return [value['port'], '\u2192', value['to'], value['toPort']].filter(Boolean).join(' ');
  if ('plan' in value) return `${value['plan']} at ${value['x']}, ${value['y']} (${value['width']} \u00d7 ${value['height']} m)`;
  if ('latitude' in value) return `${value['latitude']}, ${value['longitude']}`;
  if ('device' in value) return [value['device'], value['port']].filter(Boolean).join(' ');
  if ('why' in value) return [value['why'], typeof value['until'] === 'number' ? `until ${moment(value['until'])}` : 'until somebody ends it'].filter(Boolean).join(', ');
  return JSON.stringify(value);
}

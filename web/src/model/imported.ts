/*
 * What an import did or would do, in words.
 */
export const FORMATS: readonly (readonly [string, string])[] = [
  ['auto', 'found by itself'],
  ['yaml', 'Vor\u2019s own YAML'],
  ['csv', 'CSV'],
  ['gondul', 'switch lines, patch lists'],
  ['netbox', 'NetBox'],
  ['ansible', 'Ansible'],
  ['hosts', 'hosts file'],
  ['prometheus', 'Prometheus targets'],
];

export interface Entry {
  kind: string;
  name: string;
}

export interface Changed extends Entry {
  fields: { field: string; before: unknown; after: unknown }[];
}

export interface Imported {
  dry: boolean;
  added: Entry[];
  changed: Changed[];
  removed: Entry[];
  unchanged: number;
  format: string;
  read: number;
  notes: string[];
}

export interface Fault {
  field: string;
  message: string;
  hint?: string;
  line?: number;
  column?: number;
}

export interface Refused {
  refused: true;
  title: string;
  detail: string;
  faults: Fault[];
}

export function isRefused(answer: Imported | Refused): answer is Refused {
  return 'refused' in answer;
}

/** "12 added, 3 changed"; nothing to do is said so. */
export function counts({ added, changed, removed, unchanged }: Imported): string {
  const parts = [`${added.length} added`, `${changed.length} changed`, `${removed.length} removed`].filter((part) => !part.startsWith('0 '));
  return parts.length === 0 ? `Nothing to change: ${unchanged} are so already` : `${parts.join(', ')}, ${unchanged} stay as they are`;
}

/** "line 734, column 5"; empty where the place is not known. */
export function place({ line, column }: Fault): string {
  if (!line) return '';
  return column ? `line ${line}, column ${column}` : `line ${line}`;
}

const LONGEST = 300;

/** A value of a document as a person reads it: lists with commas, uplinks with arrows. */
export function valueWords(value: unknown): string {
  const words = whole(value);
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}\u2026` : words;
}

function whole(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(whole).join(', ');
  if (typeof value !== 'object') return String(value);
  const part = value as Record<string, unknown>;
  if ('to' in part) return [part['port'], '\u2192', part['to'], part['toPort']].filter(Boolean).join(' ');
  if ('device' in part) return [part['device'], part['port']].filter(Boolean).join(' ');
  return Object.entries(part)
    .map(([key, each]) => `${key} ${whole(each)}`)
    .join(' ');
}

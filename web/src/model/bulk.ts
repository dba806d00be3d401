/*
 * One wish for many devices: what it changes of each, and that difference in words. No DOM.
 */
import { maintenanceWords } from './columns';
import { same } from './said';
import type { Device } from './types';

/** null leaves a field as it is. */
export interface Wish {
  profile: string | null;
  add: string[];
  remove: string[];
  maintenance: 'end' | { why: string; until: number | null } | null;
  note: string | null;
}

export const NO_WISH: Wish = { profile: null, add: [], remove: [], maintenance: null, note: null };

export type Fields = Partial<Pick<Device, 'profile' | 'tags' | 'maintenance' | 'note'>>;

/** One entry of a bulk PATCH: a device that has this id no more is refused. */
export type Patch = Fields & Pick<Device, 'id' | 'name'>;

/** Something that happens to these devices alike. */
export interface Line {
  words: string;
  names: string[];
}

export interface Change {
  patches: Patch[];
  lines: Line[];
}

export function changeOf(devices: readonly Device[], wish: Wish, moment: (ms: number) => string): Change {
  const patches: Patch[] = [];
  const lines = new Map<string, string[]>();
  for (const device of devices) {
    const fields = fieldsOf(device, wish);
    if (Object.keys(fields).length === 0) continue;
    patches.push({ id: device.id, name: device.name, ...fields });
    for (const words of wordsOf(device, fields, moment)) {
      const names = lines.get(words);
      if (names) names.push(device.name);
      else lines.set(words, [device.name]);
    }
  }
  return { patches, lines: [...lines].map(([words, names]) => ({ words, names })) };
}

/** Only what would be different. */
function fieldsOf(device: Device, { profile, add, remove, maintenance, note }: Wish): Fields {
  const wanted: Fields = {};
  const gone = new Set(remove);
  if (profile !== null) wanted.profile = profile;
  if (add.length + remove.length > 0) wanted.tags = [...new Set([...device.tags.filter((tag) => !gone.has(tag)), ...add])].sort(asTheServer);
  if (maintenance !== null) wanted.maintenance = maintenance === 'end' ? null : { ...maintenance };
  if (note !== null) wanted.note = note;
  const differs = ([field, value]: [string, unknown]) => !same(value, field === 'tags' ? [...device.tags].sort(asTheServer) : device[field as keyof Device]);
  return Object.fromEntries(Object.entries(wanted).filter(differs)) as Fields;
}

/** Sets come in the order of their code units. */
function asTheServer(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function wordsOf(device: Device, fields: Fields, moment: (ms: number) => string): string[] {
  const words: string[] = [];
  const { profile, tags, maintenance, note } = fields;
  if (profile !== undefined) words.push(`profile ${device.profile || 'none'} \u2192 ${profile}`);
  if (tags !== undefined) {
    words.push(...tags.filter((tag) => !device.tags.includes(tag)).map((tag) => `tag +${tag}`));
    words.push(...device.tags.filter((tag) => !tags.includes(tag)).map((tag) => `tag \u2212${tag}`));
  }
  if (maintenance !== undefined) words.push(`maintenance ${maintenanceWords(device.maintenance, moment) || 'none'} \u2192 ${maintenanceWords(maintenance, moment) || 'none'}`);
  if (note !== undefined) words.push(`note ${quoted(device.note)} \u2192 ${quoted(note)}`);
  return words;
}

function quoted(text: string): string {
  return text === '' ? 'none' : `\u201c${text}\u201d`;
}

/** Tags as they were typed, with gaps or commas between them. */
export function tagsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))];
}

/** Every tag that some of them have, and how many do: the most common first. */
export function tagCounts(devices: readonly Device[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { tags } of devices) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || asTheServer(a, b));
}

/** "devices[3].tags[0]" speaks of the fourth patch; null where it speaks of none. */
export function patchAt(field: string, patches: readonly Patch[]): Patch | null {
  const found = /^devices\[(\d+)\]/.exec(field);
  return found ? (patches[Number(found[1])] ?? null) : null;
}

/*
 * Search: words that must all match; each looks at name, addresses, tags, state word, profile and networks.
 * "quoted" means exactly; tag:, state:, net:, profile:, address:, name: look in one place only.
 */
import { byName } from './now';
import { rank } from './states';
import type { Store } from './store';
import type { Device } from './types';

interface Term {
  field: string | null;
  text: string;
  exact: boolean;
}

const FIELDS = new Set(['name', 'address', 'tag', 'state', 'profile', 'net']);

export function terms(query: string): Term[] {
  const found: Term[] = [];
  for (const match of query.matchAll(/(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/gi)) {
    const field = match[1]?.toLowerCase() ?? null;
    const text = (match[2] ?? match[3] ?? '').toLowerCase();
    if (text === '') continue;
    if (field !== null && !FIELDS.has(field)) found.push({ field: null, text: `${match[1]!.toLowerCase()}:${text}`, exact: false });
    else found.push({ field, text, exact: match[2] !== undefined });
  }
  return found;
}

/** Names that match, worst first, then by name; null when nothing is asked for. */
export function search(store: Store, query: string): string[] | null {
  const wanted = terms(query);
  if (wanted.length === 0) return null;
  const found: string[] = [];
  for (const device of store.devices.values()) {
    const state = store.health(device.name).state;
    if (wanted.every((term) => matches(term, device, state))) found.push(device.name);
  }
  return found.sort((a, b) => closeness(b, wanted) - closeness(a, wanted) || rank(store.health(a).state) - rank(store.health(b).state) || byName(a, b));
}

/** A device whose whole name was typed comes before all others. */
function closeness(name: string, wanted: Term[]): number {
  return wanted.some((term) => term.text === name.toLowerCase()) ? 1 : 0;
}

function matches(term: Term, device: Device, state: string): boolean {
  const hit = term.exact ? (text: string) => text.toLowerCase() === term.text : (text: string) => text.toLowerCase().includes(term.text);
  const begins = (text: string) => text.toLowerCase() === term.text || (!term.exact && text.toLowerCase().startsWith(term.text));
  const places: Record<string, () => boolean> = {
    name: () => hit(device.name),
    address: () => device.addresses.some(hit),
    tag: () => device.tags.some(hit),
    net: () => device.networks.some(hit),
    profile: () => begins(device.profile),
    state: () => begins(state === 'good' ? 'good' : state) || (state === 'good' && begins('fine')),
  };
  if (term.field !== null) return places[term.field]!();
  return Object.values(places).some((place) => place());
}

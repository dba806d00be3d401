/*
 * What a port is like at a glance, and everything that can be said of it: its look on the front panel, what hangs on it by the
 * inventory and by its neighbours, its traffic as a share of its speed.
 */
import { bits, capacity, perSecond } from './format';
import type { Bundle, Neighbour, Neighbours, Port, Ports, Rates } from './report';
import type { Store } from './store';

/** How a jack is drawn. `missed`: down, though the inventory says that something hangs on it. */
export type Look = 'up' | 'down' | 'missed' | 'off' | 'odd';

export function look(port: Port, planned: boolean): Look {
  if (port.enabled === false) return 'off';
  if (port.status === 'up') return 'up';
  if (port.status === 'down' || port.status === 'lower-layer-down' || port.status === 'not-present') return planned ? 'missed' : 'down';
  return 'odd';
}

export const LOOK_WORDS: Record<Look, string> = {
  up: 'up',
  down: 'down',
  missed: 'down, but needed',
  off: 'switched off',
  odd: 'neither up nor down',
};

export function statusWord(port: Port, planned = false): string {
  const seen = look(port, planned);
  return seen === 'odd' ? (port.status ?? 'not told') : seen === 'off' && port.status === 'up' ? 'switched off, yet up' : LOOK_WORDS[seen];
}

/** 0: slower than a gigabit; 1: from 1 or not told, 2: from 10, 3: from 40 Gbit/s. */
export function speedClass(megabits: number | undefined): 0 | 1 | 2 | 3 {
  if (!megabits) return 1;
  if (megabits < 1000) return 0;
  return megabits < 10_000 ? 1 : megabits < 40_000 ? 2 : 3;
}

/** The busier direction as a share of the port's speed, 0 to 1; null when either is not known. */
export function share(port: Port): number | null {
  const rate = Math.max(port.rates?.inBits ?? -1, port.rates?.outBits ?? -1);
  return rate < 0 || !port.megabits ? null : Math.min(1, rate / (port.megabits * 1e6));
}

export function errors(rates: Rates | undefined): number {
  return (rates?.inErrors ?? 0) + (rates?.outErrors ?? 0);
}

export function discards(rates: Rates | undefined): number {
  return (rates?.inDiscards ?? 0) + (rates?.outDiscards ?? 0);
}

/** Since when it is as it is: by our own polls, else as the agent says. */
export function since(port: Port): number | null {
  const seen = port.status === 'up' ? port.upAt : port.downAt;
  return seen ?? port.changedAt ?? null;
}

export function speedWords(port: Port): string {
  return port.megabits ? capacity(port.megabits) : 'not told';
}

export function rateWords(rate: number | undefined): string {
  return rate === undefined || rate === null ? 'not told' : bits(rate);
}

/** "42 /s in", "0.05 /s out", "3.5 /s in, 1.0 /s out"; "none" when there are none. */
export function eachWay(inward: number | undefined, outward: number | undefined): string {
  if (inward === undefined && outward === undefined) return 'not told';
  if ((inward ?? 0) <= 0 && (outward ?? 0) <= 0) return 'none';
  const one = (rate: number | undefined, way: string) => ((rate ?? 0) > 0 ? `${perSecond(rate!)} ${way}` : '');
  return [one(inward, 'in'), one(outward, 'out')].filter(Boolean).join(', ');
}

/** What the inventory says hangs on a port. */
export interface Planned {
  device: string;
  port: string;
  kind: 'uplink' | 'below' | 'link';
}

/** By port of the device: its own uplinks, the uplinks of others that end here, links. */
export function plannedOn(store: Store, name: string): Map<string, Planned> {
  const planned = new Map<string, Planned>();
  for (const link of store.links.values()) {
    if (link.a.device === name) planned.set(link.a.port, { device: link.b.device, port: link.b.port, kind: 'link' });
    if (link.b.device === name) planned.set(link.b.port, { device: link.a.device, port: link.a.port, kind: 'link' });
  }
  for (const device of store.devices.values()) {
    for (const uplink of device.uplinks) {
      if (device.name === name) planned.set(uplink.port, { device: uplink.to, port: uplink.toPort, kind: 'uplink' });
      else if (uplink.to === name) planned.set(uplink.toPort, { device: device.name, port: uplink.port, kind: 'below' });
    }
  }
  planned.delete('');
  return planned;
}

export function bundleOf(ports: Ports | undefined, port: string): Bundle | null {
  return ports?.bundles.find((bundle) => bundle.members?.some((member) => member.port === port)) ?? null;
}

/** "ae0, 2 of 3 carry traffic" */
export function bundleWords(bundle: Bundle): string {
  const members = bundle.members ?? [];
  const active = members.filter((member) => member.active !== false).length;
  return `${active} of ${Math.max(bundle.expected ?? 0, members.length)}`;
}

export function bundleShort(bundle: Bundle): boolean {
  const members = bundle.members ?? [];
  return members.filter((member) => member.active !== false).length < Math.max(bundle.expected ?? 0, members.length);
}

/** Neighbours by port; several may share one. Units and the port below them are one place. */
export function neighboursByPort(neighbours: Neighbours | undefined): Map<string, Neighbour[]> {
  const found = new Map<string, Neighbour[]>();
  for (const neighbour of neighbours?.neighbours ?? []) {
    const port = jackOf(neighbour.port ?? '');
    const list = found.get(port);
    if (list) list.push(neighbour);
    else found.set(port, [neighbour]);
  }
  return found;
}

/** "ge-0/0/3.0" is heard on ge-0/0/3. */
export function jackOf(port: string): string {
  return port.replace(/^([a-z]+-\d+\/\d+\/\d+(?::\d+)?)\.\d+$/, '$1');
}

/** The device of the inventory that a neighbour's name means: exactly, else without its domain, whatever the case. */
export function deviceNamed(store: Store, name: string | undefined): string | null {
  if (!name) return null;
  if (store.devices.has(name)) return name;
  const plain = name.toLowerCase();
  const short = plain.split('.')[0]!;
  for (const known of store.devices.keys()) if (known.toLowerCase() === plain || known.toLowerCase() === short) return known;
  return null;
}

/** What is plugged in against what is planned: the device that the plan names, when it is another than the one heard. */
export function crossed(store: Store, planned: Planned | undefined, heard: Neighbour): string | null {
  const found = deviceNamed(store, heard.name);
  return planned && found !== null && found !== planned.device ? planned.device : null;
}

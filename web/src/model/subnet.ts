/*
 * Subnets as numbers: what is in them by the inventory alone, which of them overlap, how many hosts can be in one.
 */
import { addressKey } from './addresskey';
import { ip } from './mac';
import type { Device, Network } from './types';

export interface Subnet {
  text: string;
  bits: 32 | 128;
  length: number;
  /** Its lowest address. */
  first: bigint;
}

export interface Address {
  bits: 32 | 128;
  number: bigint;
}

/** null for what is no whole address. */
export function address(text: string): Address | null {
  if (ip(text) === null) return null;
  const key = addressKey(text);
  return { bits: key.startsWith('6') ? 128 : 32, number: BigInt(`0x${key.slice(1)}`) };
}

/** null for what is none; what stands behind its length is cleared. */
export function subnet(text: string): Subnet | null {
  const found = /^([^/]+)\/(\d{1,3})$/.exec(text.trim());
  const base = found && address(found[1]!);
  const length = Number(found?.[2]);
  if (!base || length > base.bits) return null;
  return { text, bits: base.bits, length, first: masked(base, length) };
}

function masked({ bits, number }: Address, length: number): bigint {
  const rest = BigInt(bits - length);
  return (number >> rest) << rest;
}

export function holds({ bits, length, first }: Subnet, one: Address): boolean {
  return one.bits === bits && masked(one, length) === first;
}

/** How many addresses hosts can have in it; null for more than numbers count exactly. */
export function hosts({ bits, length }: Subnet): number | null {
  const free = bits - length;
  if (free > 52) return null;
  const all = 2 ** free;
  if (free < 2) return all;
  return bits === 32 ? all - 2 : all - 1;
}

export interface Usage {
  /** Devices that carry the network or have an address in its subnets. */
  devices: number;
  /** IPv4 addresses that the inventory has in it, gateways included; and how many there can be, null where it has no IPv4. */
  used: number;
  size: number | null;
  /** Other networks with which its subnets overlap. */
  overlaps: string[];
}

/** Finds the subnets that hold an address by cutting it to each length that there is. */
class Index {
  private readonly byStart = new Map<string, Set<string>>();
  private readonly lengths = new Map<string, { bits: 32 | 128; length: number }>();

  add({ bits, length, first }: Subnet, network: string): void {
    const key = `${bits}/${length}/${first}`;
    this.byStart.set(key, (this.byStart.get(key) ?? new Set()).add(network));
    this.lengths.set(`${bits}/${length}`, { bits, length });
  }

  /** The networks with a subnet, of at most this length, that holds it. */
  *of(one: Address, longest: number): Generator<string> {
    for (const { bits, length } of this.lengths.values()) {
      if (bits !== one.bits || length > longest) continue;
      yield* this.byStart.get(`${bits}/${length}/${masked(one, length)}`) ?? [];
    }
  }
}

/** By the inventory alone, of every network. */
export function usages(devices: Iterable<Device>, networks: Iterable<Network>): Map<string, Usage> {
  const all = [...networks];
  const index = new Index();
  const subnets = new Map(all.map(({ name, subnets: texts }) => [name, texts.flatMap((text) => subnet(text) ?? [])]));
  for (const [name, own] of subnets) for (const one of own) index.add(one, name);
  const inside = new Map(all.map(({ name }) => [name, { devices: new Set<number>(), used: new Set<bigint>() }]));
  const use = (one: Address, id: number | null) => {
    for (const name of index.of(one, one.bits)) {
      const held = inside.get(name)!;
      if (id !== null) held.devices.add(id);
      if (one.bits === 32) held.used.add(one.number);
    }
  };
  for (const device of devices) {
    for (const name of device.networks) inside.get(name)?.devices.add(device.id);
    for (const text of device.addresses) {
      const one = address(text);
      if (one) use(one, device.id);
    }
  }
  for (const { name, gateways } of all) {
    for (const text of gateways) {
      const one = address(text);
      if (one?.bits === 32 && subnets.get(name)!.some((own) => holds(own, one))) inside.get(name)!.used.add(one.number);
    }
  }
  const overlaps = overlapping(subnets, index);
  return new Map(
    all.map(({ name }) => {
      const sizes = subnets.get(name)!.flatMap((own) => (own.bits === 32 ? [hosts(own)!] : []));
      const { devices: ids, used } = inside.get(name)!;
      return [name, { devices: ids.size, used: used.size, size: sizes.length === 0 ? null : sizes.reduce((a, b) => a + b), overlaps: [...(overlaps.get(name) ?? [])].sort() }];
    }),
  );
}

/** Of two subnets that overlap one holds the other. */
function overlapping(subnets: ReadonlyMap<string, Subnet[]>, index: Index): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const note = (one: string, other: string) => found.set(one, (found.get(one) ?? new Set()).add(other));
  for (const [name, own] of subnets) {
    for (const { bits, first, length } of own) {
      for (const other of index.of({ bits, number: first }, length)) {
        if (other === name) continue;
        note(name, other);
        note(other, name);
      }
    }
  }
  return found;
}

export interface Range {
  from: string;
  to: string;
  /** null for more than numbers count exactly. */
  count: number | null;
}

/** The first free address that nobody has written down in the meantime; null when the ranges that are known hold none. */
export function nextFree(free: readonly Range[], taken: readonly string[]): string | null {
  const gone = new Set(taken.map(addressKey));
  for (const { from, to } of free) {
    const [first, last] = [address(from), address(to)];
    if (!first || !last) continue;
    for (let number = first.number; number <= last.number; number++) {
      const text = written({ bits: first.bits, number });
      if (!gone.has(addressKey(text))) return text;
    }
  }
  return null;
}

/** As people read it: IPv4 with dots, IPv6 as the browser writes it, which is RFC 5952. */
export function written({ bits, number }: Address): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((by) => (number >> by) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, at) => ((number >> BigInt(112 - 16 * at)) & 65535n).toString(16));
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}

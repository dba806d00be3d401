/*
 * Addresses that count up, as numbers of any size: from a first one by a step, and the free ones of a prefix. No DOM.
 */
import { addressKey } from './addresskey';
import { ip } from './mac';

/** An address as a number, with how many bits it has. */
export interface Numbered {
  value: bigint;
  bits: 32 | 128;
}

export function numbered(text: string): Numbered | null {
  if (ip(text) === null || text.trim() !== text) return null;
  const key = addressKey(text);
  return { value: key.startsWith('4') ? BigInt(`0x${key.slice(1, 9)}`) : BigInt(`0x${key.slice(1)}`), bits: key.startsWith('4') ? 32 : 128 };
}

/** In normal form; RFC 5952 for IPv6. */
export function written({ value, bits }: Numbered): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const [start, length] = longestZeros(groups);
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

function longestZeros(groups: readonly string[]): [number, number] {
  let best: [number, number] = [0, 0];
  for (let at = 0; at < groups.length; at++) {
    let end = at;
    while (groups[end] === '0') end++;
    if (end - at > best[1]) best = [at, end - at];
    if (end > at) at = end;
  }
  return best;
}

export interface Prefix extends Numbered {
  length: number;
}

/** "198.18.40.0/26"; null when it is none. What is set beyond its length stays. */
export function prefixOf(text: string): Prefix | null {
  const [address = '', length = '', more] = text.split('/');
  const base = numbered(address);
  if (!base || more !== undefined || !/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > base.bits) return null;
  return { ...base, length: Number(length) };
}

/** "1", "64", "/26" (as far as a prefix of that length is wide); null when it is none. */
export function stepOf(text: string, bits: 32 | 128): bigint | null {
  const plain = text.trim() || '1';
  if (/^\d{1,39}$/.test(plain)) return BigInt(plain) > 0n ? BigInt(plain) : null;
  const length = /^\/(\d{1,3})$/.exec(plain)?.[1];
  return length === undefined || Number(length) > bits ? null : 1n << BigInt(bits - Number(length));
}

/** Counts from an address, "198.18.40.2" or "198.18.40.2/26" (then no further than the prefix goes), or says why it cannot. */
export function addressesFrom(first: string, step: string, count: number, family: 4 | 6): { addresses: string[] } | { wrong: string } {
  const text = first.trim();
  const base = numbered(text.split('/')[0]!);
  const bits = family === 4 ? 32 : 128;
  const within = text.includes('/') ? prefixOf(text) : null;
  if (!base || base.bits !== bits || (text.includes('/') && !within)) return { wrong: `is no IPv${family} address; expected such as ${family === 4 ? '198.18.40.2' : '2001:db8::2'}` };
  const by = stepOf(step, bits);
  if (by === null) return { wrong: `the step is a number, or a prefix length such as ${family === 4 ? '/26' : '/64'}` };
  const last = base.value + by * BigInt(Math.max(0, count - 1));
  const end = within ? (base.value | hostBits(within)) - (family === 4 && within.length < 31 ? 1n : 0n) : (1n << BigInt(bits)) - 1n;
  if (last > end) return { wrong: `${within ? text : 'the address space'} has room for ${1n + (end - base.value) / by} from there, and ${count} are needed` };
  return { addresses: Array.from({ length: count }, (_, index) => written({ value: base.value + by * BigInt(index), bits })) };
}

function hostBits({ bits, length }: Prefix): bigint {
  return (1n << BigInt(bits - length)) - 1n;
}

/** Gives the lowest free addresses of a prefix, one at a call; null when none is left. Asks no more than 70,000 times. */
export function freeIn(subnet: string, taken: ReadonlySet<string>): () => string | null {
  const prefix = prefixOf(subnet);
  if (!prefix) return () => null;
  const { bits, length } = prefix;
  const host = hostBits(prefix);
  const base = prefix.value & ~host;
  const edges = bits === 32 ? length < 31 : length < 127;
  const end = base + host - (edges && bits === 32 ? 1n : 0n);
  let next = base + (edges ? 1n : 0n);
  let asked = 0;
  return () => {
    for (; next <= end && asked < 70_000; asked++) {
      const address = written({ value: next++, bits });
      if (!taken.has(addressKey(address))) return address;
    }
    return null;
  };
}

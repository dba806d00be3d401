/*
 * Addresses in the order of their numbers: 198.18.9.1 before 198.18.10.1, whatever their spelling.
 */
import { ip } from './mac';

/** Compares by code unit in the order of the addresses: IPv4, then IPv6, then what is no address. */
export function addressKey(text: string): string {
  const plain = ip(text);
  if (plain === null) return `9${text.toLowerCase()}`;
  return plain.includes(':') ? `6${wholeV6(plain)}` : `4${plain.split('.').map((part) => hex(Number(part), 2)).join('')}`;
}

/** All 32 digits. The URL parser writes every address in one way. */
function wholeV6(plain: string): string {
  const [head = '', tail] = new URL(`http://[${plain}]/`).hostname.slice(1, -1).split('::');
  const groups = (part: string | undefined) => (part ? part.split(':').map((group) => hex(parseInt(group, 16), 4)) : []);
  const [before, after] = [groups(head), groups(tail)];
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0000'), ...after].join('');
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

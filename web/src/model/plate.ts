/*
 * Where each port stands on the front of its box, from its name alone: blocks of two rows, parted every twelve ports. Junos names
 * (ge-1/0/23) say member, slot and number; of all others the number that tells the ports of a group apart is the last that varies.
 * What no cable goes into (units, VLANs, loopbacks, bundles) is kept apart.
 */
import { byName } from './now';
import type { Port } from './report';

/** A port in its place; rows and columns are counted from 0. */
export interface Place {
  name: string;
  row: number;
  column: number;
}

/** Twelve ports or fewer that stand close together. */
export interface Cluster {
  first: string;
  last: string;
  columns: number;
  rows: number;
  places: Place[];
}

export interface Block {
  /** Member of a stack or slot of a chassis; null where names do not tell. */
  member: number | null;
  title: string;
  clusters: Cluster[];
}

export interface Plate {
  blocks: Block[];
  /** No cable goes into them. */
  logical: string[];
}

interface Spot {
  name: string;
  member: number | null;
  block: string;
  number: number;
  channel: number;
}

const JUNOS = /^(?:fe|ge|mge|xe|et|so|t1|e1)-(\d+)\/(\d+)\/(\d+)(?::(\d+))?$/;
/** Junos's own inner ports, which no cable goes into. */
const JUNOS_INNER = /^(?:bme|pfe|pfh|lc|gr|ip|lt|mt|pd|pe|ud|ut|vt|rbeb|esi|jsrv|dsc|fti|gre|ipip|lsi|mtun|pimd|pime|pp\d|ppd|ppe|si|sp|tap|cbp|demux|pip)-?\d*(?:\/\d+\/\d+)?$/;
const LOGICAL = /^(?:vlan|vl|irb|lo|loopback|null|nu|tunnel|tu|bridge|br|vme|port-channel|portchannel|po|ae|bond|lag|trk|bundle-ether|be|ve|veth|docker|virbr|vxlan|wg|tap|tun|dummy|ifb|sit|gre|erspan|ip6tnl|nve|bdi|bvi|vpls|stack\w*|cpu|async|control)[ -]?[\d./]*(?:@.*)?$/i;
const ETHERNET = new Set([6, 62, 69, 117]);
/** Loopback, propVirtual, l2vlan, l3ipvlan, tunnel, ieee8023adLag, bridge, other: nothing that has a jack. */
const VIRTUAL = new Set([1, 24, 53, 131, 135, 136, 150, 161, 209]);

/** Whether a cable goes into it: by its name where that is plain, else by its type. */
export function physical(name: string, port: Pick<Port, 'type'> = {}): boolean {
  if (JUNOS.test(name)) return true;
  if (JUNOS_INNER.test(name) || LOGICAL.test(name) || /[^\d.]\d*\.\d+$/.test(name) && !/^\d/.test(name)) return false;
  if (port.type !== undefined && port.type !== null) return ETHERNET.has(port.type) || (!VIRTUAL.has(port.type) && /\d/.test(name));
  return /\d/.test(name) || /^(?:mgmt|management|wan|lan)$/i.test(name);
}

export function plate(ports: ReadonlyMap<string, Pick<Port, 'type'>>): Plate {
  const jacks: string[] = [];
  const logical: string[] = [];
  for (const [name, port] of ports) (physical(name, port) ? jacks : logical).push(name);
  const spots = [...jacks.filter((name) => JUNOS.test(name)).map(junos), ...others(jacks.filter((name) => !JUNOS.test(name)))];
  const groups = new Map<string, Spot[]>();
  for (const spot of spots) {
    const group = groups.get(spot.block);
    if (group) group.push(spot);
    else groups.set(spot.block, [spot]);
  }
  const named = [...groups].sort(([a, [one]], [b, [other]]) => memberOf(one) - memberOf(other) || byName(a, b));
  return { blocks: named.map(([title, group]) => blockOf(title, group)), logical: logical.sort(byName) };
}

/** Blocks whose names do not tell a member come last: the management port. */
function memberOf(spot: Spot | undefined): number {
  return spot?.member ?? Number.MAX_SAFE_INTEGER;
}

function junos(name: string): Spot {
  const [, member, slot, number, channel] = JUNOS.exec(name)!;
  return { name, member: Number(member), block: `${member}/${slot}`, number: Number(number), channel: Number(channel ?? 0) };
}

/** Names of one form (digits aside) are one family; the last number that varies in it is the port's, the ones before it the block's. */
function others(names: string[]): Spot[] {
  const families = new Map<string, { name: string; text: string[]; numbers: number[] }[]>();
  for (const name of names) {
    const text = name.split(/\d+/);
    const numbers = (name.match(/\d+/g) ?? []).map(Number);
    const form = text.join('#');
    const family = families.get(form);
    if (family) family.push({ name, text, numbers });
    else families.set(form, [{ name, text, numbers }]);
  }
  return [...families.values()].flatMap((family) => {
    const count = family[0]!.numbers.length;
    if (count === 0) return family.map(({ name }, index) => ({ name, member: null, block: 'Others', number: index, channel: 0 }));
    const at = portDigit(family.map(({ numbers }) => numbers));
    return family.map(({ name, text, numbers }) => {
      const member = at > 1 ? numbers[0]! : null;
      const stem = text.slice(0, at + 1).map((piece, index) => piece + (index < at ? numbers[index] : '')).join('');
      return { name, member, block: stem.replace(/[\s:/_-]+$/, '') || 'Ports', number: numbers[at]!, channel: numbers[at + 1] ?? 0 };
    });
  });
}

/** Four lanes of one socket count as one place (Ethernet49/1 to 49/4): then the number before them is the port's. */
const LANES = 4;

function portDigit(all: number[][]): number {
  const last = all[0]!.length - 1;
  let at = last;
  while (at > 0 && new Set(all.map((numbers) => numbers[at])).size === 1) at--;
  if (new Set(all.map((numbers) => numbers[at])).size === 1) return last;
  const sockets = new Set(all.map((numbers) => numbers[at - 1])).size;
  const lanes = at === last && at === 1 && all.every((numbers) => numbers[at]! <= LANES) && sockets > LANES;
  return lanes ? at - 1 : at;
}

const PER_CLUSTER = 12;
/** As few ports as these stand in one row. */
const ONE_ROW = 4;

function blockOf(title: string, spots: Spot[]): Block {
  spots.sort((a, b) => a.number - b.number || a.channel - b.channel || byName(a.name, b.name));
  const numbers = numbered(spots);
  const rows = spots.length <= ONE_ROW ? 1 : 2;
  const clusters = new Map<number, Place[]>();
  spots.forEach((spot, index) => {
    const number = numbers[index]!;
    const within = number % PER_CLUSTER;
    const cluster = clusters.get(Math.floor(number / PER_CLUSTER)) ?? [];
    cluster.push({ name: spot.name, row: within % rows, column: Math.floor(within / rows) });
    clusters.set(Math.floor(number / PER_CLUSTER), cluster);
  });
  return { member: spots[0]!.member, title, clusters: [...clusters.values()].map((places) => clusterOf(places, rows)) };
}

/** Places counted from 0, holes kept as on the box; closed up where there are too many of them, or two ports claim one. */
function numbered(spots: Spot[]): number[] {
  const from = spots[0]!.number === 0 ? 0 : spots[0]!.number === 1 ? 1 : spots[0]!.number - (spots[0]!.number % 2);
  const exact = spots.map(({ number }) => number - from);
  const distinct = new Set(exact).size === exact.length;
  return distinct && exact.at(-1)! < 2 * spots.length + ONE_ROW ? exact : spots.map((_, index) => index);
}

function clusterOf(places: Place[], rows: number): Cluster {
  const columns = Math.max(...places.map(({ column }) => column)) + 1;
  return { first: places[0]!.name, last: places.at(-1)!.name, columns, rows, places };
}

export type Arrow = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/** The port that an arrow leads to; at the edge it goes on to the next cluster, then to the next block. */
export function step(plate: Plate, from: string, arrow: Arrow): string {
  const clusters = plate.blocks.flatMap((block, index) => block.clusters.map((cluster) => ({ ...cluster, block: index })));
  const all = clusters.flatMap(({ places }) => places);
  if (arrow === 'first' || arrow === 'last') return (arrow === 'first' ? all[0] : all.at(-1))?.name ?? from;
  const at = clusters.findIndex(({ places }) => places.some(({ name }) => name === from));
  if (at < 0) return all[0]?.name ?? from;
  const here = clusters[at]!.places.find(({ name }) => name === from)!;
  return (arrow === 'left' || arrow === 'right' ? sideways(clusters, at, here, arrow === 'right' ? 1 : -1) : upright(clusters, at, here, arrow === 'down' ? 1 : -1))?.name ?? from;
}

type Standing = Cluster & { block: number };

function sideways(clusters: Standing[], at: number, here: Place, by: 1 | -1): Place | undefined {
  const ahead = (place: Place) => (place.column - here.column) * by > 0;
  const near = closest(clusters[at]!.places.filter((place) => place.row === here.row && ahead(place)), here);
  if (near) return near;
  const next = clusters[at + by];
  if (!next) return undefined;
  const row = next.places.filter((place) => place.row === here.row);
  return (by > 0 ? (row.length > 0 ? row : next.places)[0] : (row.length > 0 ? row : next.places).at(-1)) ?? undefined;
}

function upright(clusters: Standing[], at: number, here: Place, by: 1 | -1): Place | undefined {
  const other = closest(clusters[at]!.places.filter((place) => (place.row - here.row) * by > 0), here);
  if (other) return other;
  const block = clusters[at]!.block + by;
  const next = clusters.filter((cluster) => cluster.block === block);
  if (next.length === 0) return undefined;
  const order = clusters.filter((cluster) => cluster.block === clusters[at]!.block).indexOf(clusters[at]!);
  const cluster = next[Math.min(order, next.length - 1)]!;
  const row = by > 0 ? 0 : cluster.rows - 1;
  return closest(cluster.places.filter((place) => place.row === row), here) ?? cluster.places[0];
}

function closest(places: Place[], here: Place): Place | undefined {
  const away = (place: Place) => Math.abs(place.column - here.column) * 4 + Math.abs(place.row - here.row);
  return places.reduce<Place | undefined>((best, place) => (best && away(best) <= away(place) ? best : place), undefined);
}

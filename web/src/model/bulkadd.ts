/*
 * Many devices from one form: names from a pattern, uplinks, addresses and places that count along; what stands against it by the
 * field of the form, and what one should look at twice. No DOM; docs/howto/rows.md says it in words, AddCommand does the same.
 */
import { addressKey } from './addresskey';
import { tagsIn } from './bulk';
import { addressesFrom, freeIn, prefixOf } from './countup';
import type { Made } from './pattern';
import { countedUp, expand, twice, wrongName } from './pattern';
import type { Box, Device, Link, Network, Plan, Uplink } from './types';
import { isBox } from './types';

export type Spread = 'turns' | 'number' | 'shares';

/** As it stands in the inputs. */
export interface AddForm {
  pattern: string;
  profile: string;
  tags: string;
  networks: string;
  to: string;
  spread: Spread;
  port: string;
  toPort: string;
  addresses: 'none' | 'count' | 'networks';
  v4: string;
  v4Step: string;
  v6: string;
  v6Step: string;
  plan: string;
  down: boolean;
  inRow: string;
  x: string;
  y: string;
  width: string;
  height: string;
  gap: string;
  aisle: string;
}

export const BLANK: AddForm = {
  pattern: '', profile: '', tags: '', networks: '', to: '', spread: 'number', port: '', toPort: '', addresses: 'none', v4: '', v4Step: '', v6: '', v6Step: '',
  plan: '', down: false, inRow: '', x: '2', y: '2', width: '3', height: '1.5', gap: '0', aisle: '2',
};

export interface Wrong {
  field: keyof AddForm;
  words: string;
}

export type NewDevice = Pick<Device, 'name' | 'profile' | 'addresses' | 'uplinks' | 'networks' | 'tags' | 'placements'>;

export interface Proposal {
  devices: NewDevice[];
  wrong: Wrong[];
  /** What does not stand against it. */
  notes: string[];
}

/** What is there already. */
export interface There {
  devices: ReadonlyMap<string, Device>;
  links: Iterable<Link>;
  networks: ReadonlyMap<string, Network>;
  plans: ReadonlyMap<string, Plan>;
}

export const NOTHING: Proposal = { devices: [], wrong: [], notes: [] };

export function propose(form: AddForm, there: There): Proposal {
  if (form.pattern.trim() === '') return NOTHING;
  const found = expand(form.pattern.trim());
  if ('wrong' in found) return { ...NOTHING, wrong: [{ field: 'pattern', words: found.wrong }] };
  return new Proposing(form, there, found.made).all();
}

class Proposing {
  private readonly wrong: Wrong[] = [];
  private readonly notes: string[] = [];

  constructor(
    private readonly form: AddForm,
    private readonly there: There,
    private readonly made: Made[],
  ) {}

  all(): Proposal {
    this.checkNames();
    const networks = this.networks();
    const uplinks = this.uplinks();
    const addresses = this.addresses(networks);
    const boxes = this.boxes();
    const tags = tagsIn(this.form.tags);
    const devices = this.made.map(({ name }, at) => ({
      name,
      profile: this.form.profile,
      addresses: addresses[at] ?? [],
      uplinks: uplinks[at] ?? [],
      networks: networks[at] ?? [],
      tags,
      placements: boxes[at] ? [boxes[at]] : [],
    }));
    return { devices, wrong: this.wrong, notes: this.notes };
  }

  private fault(field: keyof AddForm, words: string): void {
    this.wrong.push({ field, words });
  }

  private checkNames(): void {
    const again = twice(this.made.map(({ name }) => name));
    if (again.length > 0) this.fault('pattern', `gives ${some(again)} more than once`);
    const bad = this.made.find(({ name }) => wrongName(name) !== null);
    if (bad) this.fault('pattern', `${bad.name || 'a name'} ${wrongName(bad.name)}`);
    const taken = this.made.filter(({ name }) => this.there.devices.has(name)).map(({ name }) => name);
    if (taken.length > 0) this.fault('pattern', `${taken.length === 1 ? 'there is already' : `${taken.length} are there already:`} ${some(taken)}`);
  }

  // ---- networks

  /** One for all, or of a pattern the one that belongs to the device's first number. */
  private networks(): string[][] {
    const given = this.made.map(() => [] as string[]);
    for (const item of outsideBrackets(this.form.networks)) {
      const found = expand(item);
      if ('wrong' in found) this.fault('networks', `${item}: ${found.wrong}`);
      else {
        const missing = found.made.filter(({ name }) => !this.there.networks.has(name)).map(({ name }) => name);
        if (missing.length > 0) this.fault('networks', `there is no network ${some(missing)}`);
        const choose = chooser(found.made, this.made, 'number');
        this.made.forEach((one, at) => given[at]!.push(choose(one, at).name));
      }
    }
    return given.map((names) => [...new Set(names)]);
  }

  // ---- uplinks

  private uplinks(): Uplink[][] {
    const { to, port, toPort, spread } = this.form;
    if (to.trim() === '') {
      if (port.trim() !== '' || toPort.trim() !== '') this.fault('to', 'name the device above, or leave the ports empty');
      return [];
    }
    const above = this.listed('to', to);
    const own = port.trim() === '' ? [''] : this.listed('port', port)?.map(({ name }) => name);
    const far = toPort.includes('[') ? this.listed('toPort', toPort)?.map(({ name }) => name) : null;
    if (!above || !own || far === undefined) return [];
    this.checkAbove(above);
    const choose = chooser(above, this.made, spread);
    const used = new Map<string, number>();
    const uplinks = this.made.map((one, at) => {
      const { name } = choose(one, at);
      return own.map((mine) => ({ port: mine, to: name, toPort: this.farPort(name, far, used) }));
    });
    this.noteTaken(uplinks.flat());
    return uplinks;
  }

  private listed(field: 'to' | 'port' | 'toPort', text: string): Made[] | undefined {
    const found = expand(text.trim());
    if ('made' in found) return found.made;
    this.fault(field, found.wrong);
    return undefined;
  }

  private checkAbove(above: readonly Made[]): void {
    const own = new Set(this.made.map(({ name }) => name));
    const missing = above.filter(({ name }) => !this.there.devices.has(name) && !own.has(name)).map(({ name }) => name);
    if (missing.length > 0) this.fault('to', `there is no device ${some(missing)}`);
    if (above.some(({ name }) => own.has(name))) this.fault('to', 'a device cannot be its own uplink: this names some that are to be added');
  }

  /** The next one of this device: of the list, or counted up. */
  private farPort(to: string, list: readonly string[] | null, used: Map<string, number>): string {
    const n = used.get(to) ?? 0;
    used.set(to, n + 1);
    const first = this.form.toPort.trim();
    if (list === null && first === '') return '';
    const next = list === null ? countedUp(first, n) : (list[n] ?? null);
    if (next === null && !this.wrong.some(({ field }) => field === 'toPort')) this.fault('toPort', list === null ? 'has no number that could count up' : `has ${list.length} ports, and ${to} needs more`);
    return next ?? '';
  }

  private noteTaken(uplinks: readonly Uplink[]): void {
    const key = (device: string, port: string) => JSON.stringify([device, port]);
    const taken = new Map<string, string>();
    for (const device of this.there.devices.values()) for (const { to, toPort } of device.uplinks) if (toPort) taken.set(key(to, toPort), device.name);
    for (const { a, b } of this.there.links) taken.set(key(a.device, a.port), b.device).set(key(b.device, b.port), a.device);
    const met = uplinks.filter(({ to, toPort }) => taken.has(key(to, toPort)));
    const [first] = met;
    if (first) this.notes.push(`${met.length === 1 ? 'One far port is' : `${met.length} far ports are`} in use already: ${first.to} ${first.toPort} by ${taken.get(key(first.to, first.toPort))}${met.length > 1 ? ' \u2026' : ''}`);
  }

  // ---- addresses

  private addresses(networks: readonly string[][]): string[][] {
    const { addresses, v4, v4Step, v6, v6Step } = this.form;
    if (addresses === 'none') return [];
    if (addresses === 'networks') return this.free(networks);
    const columns = [this.counted('v4', v4, v4Step, 4), this.counted('v6', v6, v6Step, 6)];
    if (v4.trim() === '' && v6.trim() === '') this.fault('v4', 'write the first address, or choose none');
    const given = this.made.map((_, at) => columns.flatMap((column) => column[at] ?? []));
    this.checkAddresses(given);
    return given;
  }

  private counted(field: 'v4' | 'v6', first: string, step: string, family: 4 | 6): string[] {
    if (first.trim() === '') return [];
    const found = addressesFrom(first, step, this.made.length, family);
    if ('addresses' in found) return found.addresses;
    this.fault(field, found.wrong);
    return [];
  }

  private checkAddresses(given: readonly string[][]): void {
    const taken = new Map<string, string>();
    for (const { name, addresses } of this.there.devices.values()) for (const address of addresses) taken.set(addressKey(address), name);
    for (const { name, gateways } of this.there.networks.values()) for (const gateway of gateways) if (!taken.has(addressKey(gateway))) taken.set(addressKey(gateway), `gateway of ${name}`);
    const met = given.flat().filter((address) => taken.has(addressKey(address)));
    if (met.length === 0) return;
    const whose = met.slice(0, NAMED).map((address) => `${address} (${taken.get(addressKey(address))})`);
    this.fault(met[0]!.includes(':') ? 'v6' : 'v4', `${met.length === 1 ? 'is in use' : `${met.length} are in use`}: ${whose.join(', ')}${met.length > NAMED ? ' \u2026' : ''}`);
  }

  /** Of each device's networks the lowest free address, one of each family. */
  private free(networks: readonly string[][]): string[][] {
    const taken = new Set<string>();
    for (const { addresses } of this.there.devices.values()) for (const address of addresses) taken.add(addressKey(address));
    for (const { gateways } of this.there.networks.values()) for (const gateway of gateways) taken.add(addressKey(gateway));
    const sources = new Map<string, () => string | null>();
    const source = (subnet: string) => {
      const known = sources.get(subnet) ?? freeIn(subnet, taken);
      sources.set(subnet, known);
      return known;
    };
    if (networks.every((names) => names.length === 0)) this.fault('addresses', 'name the networks that they shall come from');
    let without = 0;
    const given = networks.map((names) => {
      const subnets = names.flatMap((name) => this.there.networks.get(name)?.subnets ?? []);
      const found = ([32, 128] as const).flatMap((bits) => firstOf(subnets.filter((subnet) => prefixOf(subnet)?.bits === bits), source) ?? []);
      if (names.length > 0 && found.length === 0) without++;
      for (const address of found) taken.add(addressKey(address));
      return found;
    });
    if (without > 0) this.fault('addresses', `there is no free address left for ${without} of them`);
    return given;
  }

  // ---- places

  private boxes(): Box[] {
    const { plan: name, down } = this.form;
    if (name === '') return [];
    const plan = this.there.plans.get(name);
    if (!plan) {
      this.fault('plan', `there is no plan ${name}`);
      return [];
    }
    const [x, y, width, height] = [this.metres('x'), this.metres('y'), this.metres('width', 0.1), this.metres('height', 0.1)];
    const [gap, aisle] = [this.metres('gap'), this.metres('aisle')];
    const inRow = this.inRow();
    const boxes = this.made.map((_, at) => {
      const [along, across] = [at % inRow, Math.floor(at / inRow)];
      const steps = down ? [across, along] : [along, across];
      const gaps = down ? [aisle, gap] : [gap, aisle];
      return { plan: name, x: tidy(x + steps[0]! * (width + gaps[0]!)), y: tidy(y + steps[1]! * (height + gaps[1]!)), width, height };
    });
    this.checkBoxes(boxes, plan);
    return boxes;
  }

  /** Without a wish the last brackets make a row. */
  private inRow(): number {
    const { inRow } = this.form;
    const last = this.made.at(-1)?.at.at(-1) ?? 0;
    if (inRow.trim() === '') return last + 1;
    if (/^[1-9]\d{0,3}$/.test(inRow.trim())) return Number(inRow);
    this.fault('inRow', 'is a number of boxes from 1 to 2,000');
    return 1;
  }

  private metres(field: 'x' | 'y' | 'width' | 'height' | 'gap' | 'aisle', least = 0): number {
    const text = this.form[field].trim().replace(',', '.');
    const value = Number(text);
    if (text !== '' && Number.isFinite(value) && value >= least && value <= 10_000) return value;
    this.fault(field, `is a number of metres from ${least} to 10,000`);
    return least;
  }

  private checkBoxes(boxes: readonly Box[], plan: Plan): void {
    const right = Math.max(...boxes.map(({ x, width }) => x + width));
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
    if (right > plan.width + 0.001) this.fault('x', `they reach to ${tidy(right)} m, and ${plan.title || plan.name} is ${plan.width} m wide`);
    if (bottom > plan.height + 0.001) this.fault('y', `they reach to ${tidy(bottom)} m, and ${plan.title || plan.name} is ${plan.height} m high`);
    const standing: Box[] = [];
    for (const { placements } of this.there.devices.values()) standing.push(...placements.filter((one): one is Box => isBox(one) && one.plan === plan.name));
    const over = boxes.filter((box) => standing.some((other) => overlap(box, other))).length;
    if (over > 0) this.notes.push(`${over === 1 ? 'One box lies' : `${over} boxes lie`} over boxes that stand there already`);
  }
}

const NAMED = 3;

function some(names: readonly string[]): string {
  return names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '');
}

function outsideBrackets(text: string): string[] {
  return text.split(/[\s,]+(?![^[\]]*\])/).filter((item) => item !== '');
}

function firstOf(subnets: readonly string[], source: (subnet: string) => () => string | null): string | null {
  for (const subnet of subnets) {
    const address = source(subnet)();
    if (address !== null) return address;
  }
  return null;
}

/**
 * Which of the targets a device gets: in turns one device after the other, in shares the first of them the first share, by number
 * the one with the same first number; where not every number has one, the targets in turns, a first number each.
 */
export function chooser(targets: readonly Made[], made: readonly Made[], spread: Spread): (one: Made, at: number) => Made {
  const nth = (n: number) => targets[n % targets.length]!;
  if (targets.length === 1) return () => targets[0]!;
  if (spread === 'turns') return (_, at) => nth(at);
  if (spread === 'shares') return (_, at) => nth(Math.floor((at * targets.length) / made.length));
  const number = ({ choices }: Made) => (choices[0] ?? '').replace(/^0+(?=\d)/, '');
  const byNumber = new Map(targets.map((target) => [number(target), target]));
  const all = made.every((one) => one.choices.length > 0 && byNumber.has(number(one)));
  return (one, at) => (all ? byNumber.get(number(one))! : nth(one.at[0] ?? at));
}

export function overlap(a: Omit<Box, 'plan'>, b: Omit<Box, 'plan'>): boolean {
  const slack = 0.001;
  return a.x + slack < b.x + b.width && b.x + slack < a.x + a.width && a.y + slack < b.y + b.height && b.y + slack < a.y + a.height;
}

function tidy(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}

/** What of the form a problem of the server speaks of: "devices[3].uplinks[0].to". */
export function formField(path: string): keyof AddForm {
  if (/uplinks\[\d+\]\.toPort/.test(path)) return 'toPort';
  if (/uplinks\[\d+\]\.port/.test(path)) return 'port';
  const found = /^devices\[\d+\]\.(\w+)/.exec(path)?.[1];
  const fields: Record<string, keyof AddForm> = { profile: 'profile', addresses: 'addresses', uplinks: 'to', networks: 'networks', tags: 'tags', placements: 'plan' };
  return fields[found ?? ''] ?? 'pattern';
}

/*
 * The page's copy of the site: inventory, picture, health, sight. Snapshots replace it, deltas change it; every change says
 * what was touched, so that views redraw only that. No DOM, no signals, no clock.
 */
import type { Claim } from './claims';
import type { Kind } from './draft';
import type { EditingChange, Editor } from './editing';
import { editingKey } from './editing';
import { applyPorts } from './report';
import type { Agent, Chassis, Neighbours, Ports, PortsChange } from './report';
import { NOTHING_KNOWN } from './states';
import type { Delta, Device, FactGroup, Health, Link, Network, Ping, Plan, Sight, Site, Snapshot } from './types';

/** What a change touched. `renamed` maps old names to new ones. */
export interface Touched {
  all: boolean;
  devices: Set<string>;
  /** Devices of whose ports, agent, chassis or neighbours something changed. */
  reports: Set<string>;
  inventory: boolean;
  /** Devices came, went, or stand elsewhere. */
  places: boolean;
  plans: boolean;
  links: boolean;
  health: boolean;
  pings: boolean;
  sight: boolean;
  site: boolean;
  claims: boolean;
  editing: boolean;
  renamed: Map<string, string>;
}

export function untouched(): Touched {
  return {
    all: false,
    devices: new Set(),
    reports: new Set(),
    inventory: false,
    places: false,
    plans: false,
    links: false,
    health: false,
    pings: false,
    sight: false,
    site: false,
    claims: false,
    editing: false,
    renamed: new Map(),
  };
}

export class Store {
  site: Site | null = null;
  sight: Sight = { blind: false, why: '', since: 0, at: 0 };
  readonly devices = new Map<string, Device>();
  readonly networks = new Map<string, Network>();
  readonly links = new Map<string, Link>();
  readonly plans = new Map<string, Plan>();
  readonly pings = new Map<string, Ping[]>();
  readonly facts = new Map<string, FactGroup[]>();
  readonly agents = new Map<string, Agent>();
  readonly ports = new Map<string, Ports>();
  readonly chassis = new Map<string, Chassis>();
  readonly neighbours = new Map<string, Neighbours>();
  readonly healths = new Map<string, Health>();
  /** Who is on what. */
  readonly claims = new Map<string, Claim>();
  /** Who edits what, by kind and name (`editingKey`). */
  readonly editing = new Map<string, readonly Editor[]>();
  /** All that was seen of a device: what goes with it, and what moves along with a rename. */
  private readonly seen: readonly Map<string, unknown>[] = [this.pings, this.facts, this.agents, this.ports, this.chassis, this.neighbours, this.healths, this.claims];

  /** The health of a device; one that has none yet is unknown. */
  health(name: string): Health {
    return this.healths.get(name) ?? NOTHING_KNOWN;
  }

  /** Floor plans in the order of their tabs. */
  plansInOrder(): Plan[] {
    return [...this.plans.values()].sort((a, b) => a.order - b.order || a.name.localeCompare(b.name));
  }

  load(snapshot: Snapshot, touched: Touched): void {
    this.site = withHandlers(snapshot.site);
    replace(this.devices, snapshot.devices.map((device) => [device.name, device]));
    replace(this.networks, snapshot.networks.map((network) => [network.name, network]));
    replace(this.links, snapshot.links.map((link) => [String(link.id), link]));
    replace(this.plans, snapshot.plans.map((plan) => [plan.name, plan]));
    replace(this.claims, Object.entries(snapshot.claims));
    this.editing.clear();
    this.applyEditing(snapshot.editing);
    this.loadPicture(snapshot.picture, snapshot.health, touched);
    touched.inventory = touched.places = touched.plans = touched.links = touched.editing = touched.site = true;
  }

  /** The watched part alone, for when the first copy was older than the stream. */
  loadPicture(picture: Snapshot['picture'], health: Snapshot['health'], touched: Touched): void {
    const devices = Object.entries(picture.devices);
    replace(this.pings, devices.map(([name, seen]) => [name, seen.pings]));
    replace(this.facts, devices.map(([name, seen]) => [name, seen.facts]));
    replace(this.agents, told(devices.map(([name, seen]) => [name, seen.agent])));
    replace(this.ports, told(devices.map(([name, seen]) => [name, seen.ports && applyPorts(undefined, seen.ports)])));
    replace(this.chassis, told(devices.map(([name, seen]) => [name, seen.chassis])));
    replace(this.neighbours, told(devices.map(([name, seen]) => [name, seen.neighbours])));
    replace(this.healths, Object.entries(health.devices));
    this.sight = picture.sight;
    touched.all = touched.health = touched.pings = touched.sight = true;
  }

  apply(delta: Delta, touched: Touched): void {
    if (delta.sight) {
      this.sight = delta.sight;
      touched.sight = true;
    }
    if (delta.site) {
      this.site = withHandlers(delta.site);
      touched.site = true;
    }
    if (delta.devices) this.applyDevices(delta.devices, touched);
    if (delta.networks) {
      merge(this.networks, delta.networks);
      this.endEditing('network', delta.networks);
      touched.inventory = true;
    }
    if (delta.links) {
      merge(this.links, delta.links);
      this.endEditing('link', delta.links);
      touched.inventory = touched.links = true;
    }
    if (delta.plans) {
      merge(this.plans, delta.plans);
      touched.plans = true;
    }
    if (delta.pings) this.applyPings(delta.pings, touched);
    if (delta.facts) this.applyFacts(delta.facts, touched);
    if (delta.ports) this.applyPorts(delta.ports, touched);
    for (const [held, changed] of [[this.agents, delta.agents], [this.chassis, delta.chassis], [this.neighbours, delta.neighbours]] as const) {
      if (!changed) continue;
      merge(held as Map<string, unknown>, changed);
      for (const name of Object.keys(changed)) touched.reports.add(name);
    }
    if (delta.health) this.applyHealth(delta.health, touched);
    if (delta.claims) {
      merge(this.claims, delta.claims);
      touched.claims = true;
    }
    if (delta.editing) {
      this.applyEditing(delta.editing);
      touched.editing = true;
    }
  }

  private applyEditing(change: EditingChange): void {
    for (const [kind, named] of Object.entries(change)) {
      for (const [name, editors] of Object.entries(named)) {
        if (editors === null) this.editing.delete(editingKey(kind as Kind, name));
        else this.editing.set(editingKey(kind as Kind, name), editors);
      }
    }
  }

  /** Nobody edits what is removed. */
  private endEditing(kind: Kind, changed: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(changed)) if (value === null) this.editing.delete(editingKey(kind, name));
  }

  private applyDevices(changed: Record<string, Device | null>, touched: Touched): void {
    this.noteRenames(changed, touched);
    for (const [name, device] of Object.entries(changed)) {
      touched.devices.add(name);
      touched.places ||= movedFrom(this.devices.get(name), device);
      if (device) {
        this.hold(name, device);
      } else {
        this.forget(name);
      }
    }
    touched.inventory = true;
  }

  /** What was seen of another device of this name, or of an address that it has no more, goes. */
  private hold(name: string, device: Device): void {
    const held = this.devices.get(name);
    if (older(device, held)) return;
    if (held && held.id !== device.id) this.forget(name);
    const pings = this.pings.get(name);
    if (pings) this.pings.set(name, pings.filter((ping) => device.addresses.includes(ping.address)));
    this.devices.set(name, device);
  }

  /** A rename comes as {old: null, new: device} with the id of the old one: what was seen moves along. */
  private noteRenames(changed: Record<string, Device | null>, touched: Touched): void {
    const gone = new Map<number, string>();
    for (const [name, device] of Object.entries(changed)) {
      const before = this.devices.get(name);
      if (!device && before) gone.set(before.id, name);
    }
    if (gone.size === 0) return;
    for (const [name, device] of Object.entries(changed)) {
      const old = device && gone.get(device.id);
      if (!old) continue;
      touched.renamed.set(old, name);
      for (const map of this.seen) carry(map, old, name);
      carry(this.editing, editingKey('device', old), editingKey('device', name));
      touched.reports.add(name);
    }
  }

  private forget(name: string): void {
    this.devices.delete(name);
    for (const map of this.seen) map.delete(name);
    this.editing.delete(editingKey('device', name));
  }

  private applyPings(changed: Record<string, Ping[]>, touched: Touched): void {
    for (const [name, pings] of Object.entries(changed)) {
      const before = this.pings.get(name) ?? [];
      const fresh = new Map(pings.map((ping) => [ping.address, ping]));
      const kept = before.map((ping) => {
        const newer = fresh.get(ping.address);
        fresh.delete(ping.address);
        return newer ?? ping;
      });
      this.pings.set(name, [...kept, ...fresh.values()]);
      touched.devices.add(name);
    }
    touched.pings = true;
  }

  private applyFacts(changed: Record<string, FactGroup[]>, touched: Touched): void {
    for (const [name, groups] of Object.entries(changed)) {
      const fresh = new Set(groups.map((group) => group.source));
      const kept = (this.facts.get(name) ?? []).filter((group) => !fresh.has(group.source));
      this.facts.set(name, [...kept, ...groups]);
      touched.devices.add(name);
    }
    touched.pings = true;
  }

  private applyPorts(changed: Record<string, PortsChange | null>, touched: Touched): void {
    for (const [name, change] of Object.entries(changed)) {
      if (change) this.ports.set(name, applyPorts(this.ports.get(name), change));
      else this.ports.delete(name);
      touched.reports.add(name);
    }
  }

  private applyHealth(changed: Record<string, Health | null>, touched: Touched): void {
    for (const [name, health] of Object.entries(changed)) {
      if (health) this.healths.set(name, health);
      else this.healths.delete(name);
      touched.devices.add(name);
    }
    touched.health = true;
  }
}

/** True when `next` was made before what we hold: a delta that crossed a snapshot or an answer on the way. */
function older(next: Device, held: Device | undefined): boolean {
  return held !== undefined && held.id === next.id && held.version > next.version;
}

function movedFrom(before: Device | undefined, device: Device | null): boolean {
  return JSON.stringify(before?.placements) !== JSON.stringify(device?.placements);
}

function replace<V>(map: Map<string, V>, entries: [string, V][]): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

/** Those of which something was told. */
function told<V>(entries: [string, V | undefined][]): [string, V][] {
  return entries.filter((entry): entry is [string, V] => entry[1] !== undefined && entry[1] !== null);
}

function merge<V>(map: Map<string, V>, changed: Record<string, V | null>): void {
  for (const [key, value] of Object.entries(changed)) {
    if (value === null) map.delete(key);
    else map.set(key, value);
  }
}

function carry<V>(map: Map<string, V>, from: string, to: string): void {
  const value = map.get(from);
  if (value !== undefined && !map.has(to)) map.set(to, value);
}

/** Health is no handler: the page has it beside them. */
function withHandlers(site: Site): Site {
  return { ...site, handlers: (site.handlers ?? []).filter((handler) => handler.name !== 'health') };
}

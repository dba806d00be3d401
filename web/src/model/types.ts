/*
 * The words of the API as types: what /api/v1 sends, field by field (docs/formats/api.md).
 * Every time is in milliseconds since 1970 UTC, every round trip in milliseconds.
 */

import type { Claim } from './claims';
import type { EditingChange, Editor } from './editing';
import type { Agent, Chassis, Neighbours, PortsChange, Reports } from './report';

export type State = 'good' | 'worn' | 'unknown' | 'bad' | 'suspect' | 'behind' | 'down' | 'maint';

export interface Uplink {
  port: string;
  to: string;
  toPort: string;
}

/** A box on a floor plan, in the plan's metres from its upper left corner. */
export interface Box {
  plan: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Geo {
  latitude: number;
  longitude: number;
}

export type Placement = Box | Geo;

export interface Device {
  id: number;
  version: number;
  name: string;
  profile: string;
  addresses: string[];
  uplinks: Uplink[];
  networks: string[];
  tags: string[];
  placements: Placement[];
  maintenance: { why: string; until: number | null } | null;
  note: string;
}

export interface Network {
  version: number;
  name: string;
  vlan: number | null;
  subnets: string[];
  gateways: string[];
  router: string | null;
  tags: string[];
  note: string;
}

export interface LinkEnd {
  device: string;
  port: string;
}

export interface Link {
  id: number;
  version: number;
  a: LinkEnd;
  b: LinkEnd;
  bundle: string;
  megabits: number;
}

export type Tone = 'floor' | 'wall' | 'table' | 'stage' | 'room' | 'aisle';

export type Shape =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; tone: Tone; label: string }
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number; width: number; tone: Tone }
  | { kind: 'text'; x: number; y: number; size: number; text: string };

export interface Plan {
  version: number;
  name: string;
  title: string;
  order: number;
  width: number;
  height: number;
  /** What lies below all else, by the hash of its content. */
  image: string | null;
  shapes: Shape[];
}

export interface Rtt {
  smoothed: number;
  deviation: number;
  jitter: number;
  last: number;
  best: number;
}

export interface Ping {
  address: string;
  family: 'v4' | 'v6' | 'none';
  resolved: string;
  state: string;
  since: number;
  at: number;
  lastReply: number | null;
  silentSince: number | null;
  rtt: Rtt | null;
  loss: (number | null)[];
  sent: number;
  lost: number;
  why: string;
}

export interface Fact {
  name: string;
  value: string;
  unit: string;
  at: number | null;
}

export interface FactGroup {
  source: string;
  at: number;
  facts: Fact[];
}

/** What is empty is missing. */
export interface Verdict {
  state: State;
  score: number;
  why: string;
  label?: string;
  cause?: string;
  since?: number;
  facts?: Fact[];
}

export interface Health {
  state: State;
  score: number;
  worst: string;
  why: string;
  label: string;
  cause: string | null;
  since: number;
  verdicts: Record<string, Verdict>;
  /** Handlers that have nothing to judge by, by reason. */
  untold?: Record<string, string[]>;
}

export interface Sight {
  blind: boolean;
  why: string;
  since: number;
  at: number;
}

export interface HandlerInfo {
  name: string;
  title: string;
  legend: string;
}

/** Something of the site as a whole that wants somebody. */
export interface SiteNotice {
  about: string;
  state: State;
  why: string;
  since: number;
}

export interface Site {
  name: string;
  zone: string;
  version: string;
  started: number;
  monitor: string | null;
  handlers: HandlerInfo[];
  /** The worst first. */
  notices: SiteNotice[];
  /** When the newest backup was made. */
  backup: number | null;
}

/** What changed; a value replaces the older one whole, null removes. */
export interface Delta {
  now: number;
  sight?: Sight;
  /** Whole, when anything of it changed. */
  site?: Site;
  devices?: Record<string, Device | null>;
  networks?: Record<string, Network | null>;
  links?: Record<string, Link | null>;
  plans?: Record<string, Plan | null>;
  pings?: Record<string, Ping[]>;
  facts?: Record<string, FactGroup[]>;
  agents?: Record<string, Agent | null>;
  ports?: Record<string, PortsChange | null>;
  chassis?: Record<string, Chassis | null>;
  neighbours?: Record<string, Neighbours | null>;
  health?: Record<string, Health | null>;
  claims?: Record<string, Claim | null>;
  editing?: EditingChange;
}

export interface Seen extends Reports {
  pings: Ping[];
  facts: FactGroup[];
}

/** All snapshots together, as the page GETs them after `hello`. */
export interface Snapshot {
  site: Site;
  devices: Device[];
  plans: Plan[];
  links: Link[];
  networks: Network[];
  picture: { revision: string; now: number; sight: Sight; devices: Record<string, Seen> };
  health: { revision: string; now: number; devices: Record<string, Health> };
  /** Who is on what, by device. */
  claims: Record<string, Claim>;
  /** Who edits what, by kind and name. */
  editing: Partial<Record<'device' | 'network' | 'link', Record<string, Editor[]>>>;
}

export function isBox(placement: Placement): placement is Box {
  return 'plan' in placement;
}

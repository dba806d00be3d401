/*
 * What a device says about itself (docs/formats/api.md): agent, ports, chassis, neighbours. Every value is missing until it was
 * told, so all but the times may be missing. Rates are per second.
 */

export type AgentState = 'waiting' | 'answering' | 'silent' | 'refusing' | 'unaskable';

export interface Agent {
  at: number;
  state: AgentState;
  since?: number;
  why?: string;
  name?: string;
  description?: string;
  objectId?: string;
  location?: string;
  contact?: string;
  profile?: string;
  bootedAt?: number;
  up?: number;
  reboots?: number;
  rebootSeenAt?: number;
  missing?: string[];
  load?: { requests?: number; bytes?: number; roundTrip?: number; repetitions?: number; timeouts?: number };
}

export type PortStatus = 'up' | 'down' | 'testing' | 'unknown' | 'dormant' | 'not-present' | 'lower-layer-down';

export interface Rates {
  inBits?: number;
  outBits?: number;
  inPackets?: number;
  outPackets?: number;
  inErrors?: number;
  outErrors?: number;
  inDiscards?: number;
  outDiscards?: number;
  over?: number;
}

export interface Port {
  index?: number;
  description?: string;
  alias?: string;
  /** IANAifType. */
  type?: number;
  enabled?: boolean;
  status?: PortStatus;
  megabits?: number;
  mac?: string;
  changedAt?: number;
  downAt?: number;
  upAt?: number;
  at: number;
  counters?: Record<string, number>;
  rates?: Rates;
}

export interface BundleMember {
  port: string;
  active?: boolean;
  actor?: string[];
  partner?: string[];
  system?: string;
  partnerPort?: number;
}

export interface Bundle {
  name: string;
  expected?: number;
  members?: BundleMember[];
}

/** As it comes; in a delta `ports` holds only what changed (null: gone), `bundles` only when one did. */
export interface PortsChange {
  at: number;
  ports?: Record<string, Port | null>;
  bundles?: Bundle[];
}

/** As it is held: by name, in the order of the agent's index. */
export interface Ports {
  at: number;
  ports: ReadonlyMap<string, Port>;
  bundles: Bundle[];
}

export type Status = 'ok' | 'worn' | 'failed' | 'absent' | 'unknown';

export interface Member {
  number: number;
  role?: string;
  status?: Status;
  serial?: string;
  model?: string;
  version?: string;
  mac?: string;
  priority?: number;
  up?: number;
}

export interface Part {
  name: string;
  kind?: string;
  status?: Status;
  description?: string;
  model?: string;
  serial?: string;
  version?: string;
  member?: number;
}

export interface Sensor {
  name: string;
  kind?: string;
  value?: number;
  unit?: string;
  low?: number;
  high?: number;
  status?: Status;
  member?: number;
  port?: string;
}

export interface Chassis {
  at: number;
  members?: Member[];
  parts?: Part[];
  sensors?: Sensor[];
}

export interface Neighbour {
  protocol?: string;
  port?: string;
  name?: string;
  chassis?: string;
  remotePort?: string;
  remotePortDescription?: string;
  description?: string;
  addresses?: string[];
  capabilities?: string[];
}

export interface Neighbours {
  at: number;
  neighbours?: Neighbour[];
}

/** The part of a snapshot that one device's reports are in. */
export interface Reports {
  agent?: Agent;
  ports?: PortsChange;
  chassis?: Chassis;
  neighbours?: Neighbours;
}

/** Where an address was seen: GET /where/{text}. */
export interface Found {
  device: string;
  port?: string;
  mac?: string;
  addresses?: string[];
  vlan?: number;
  at: number;
  /** It is plugged in here, as far as is known, not behind another switch. */
  edge?: boolean;
}

export interface Where {
  query: string;
  /** How many agents were asked. */
  asked: number;
  found: Found[];
}

/** Lays a change over what is held. A port that is new stands where its index says. */
export function applyPorts(held: Ports | undefined, change: PortsChange): Ports {
  const ports = new Map(held?.ports);
  let anew = held === undefined;
  for (const [name, port] of Object.entries(change.ports ?? {})) {
    if (port === null) ports.delete(name);
    else {
      anew ||= !ports.has(name) || ports.get(name)!.index !== port.index;
      ports.set(name, port);
    }
  }
  const order = (port: Port) => port.index ?? Number.MAX_SAFE_INTEGER;
  const sorted = anew ? new Map([...ports].sort(([, a], [, b]) => order(a) - order(b))) : ports;
  return { at: change.at, ports: sorted, bundles: change.bundles ?? held?.bundles ?? [] };
}

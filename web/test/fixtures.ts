/* Small sites to test on; every part can be overridden. */
import { Store, untouched } from '../src/model/store';
import type { Device, Health, Ping, Snapshot, State } from '../src/model/types';

let ids = 0;

export function device(name: string, more: Partial<Device> = {}): Device {
  return { id: ++ids, version: 1, name, profile: 'wired', addresses: [], uplinks: [], networks: [], tags: [], placements: [], maintenance: null, note: '', ...more };
}

export function below(name: string, parent: string, more: Partial<Device> = {}): Device {
  return device(name, { uplinks: [{ port: 'up', to: parent, toPort: `to ${name}` }], ...more });
}

export function health(state: State, more: Partial<Health> = {}): Health {
  return { state, score: 0, worst: 'ping', why: '', label: '', cause: null, since: 1000, verdicts: {}, ...more };
}

export function ping(address: string, more: Partial<Ping> = {}): Ping {
  return {
    address, family: 'v4', resolved: address, state: 'up', since: 0, at: 10_000, lastReply: 10_000, silentSince: null,
    rtt: { smoothed: 0.4, deviation: 0, jitter: 0, last: 0.5, best: 0.3 }, loss: [0, 0, 0], sent: 4, lost: 0, why: '', ...more,
  };
}

export function snapshot(devices: Device[], healths: Record<string, Health> = {}, more: Partial<Snapshot> = {}): Snapshot {
  return {
    site: { name: 'Test', zone: 'UTC', version: '0', started: 0, monitor: 'core', handlers: [], notices: [], backup: null },
    devices, plans: [], links: [], networks: [],
    picture: { revision: '1.1', now: 5000, sight: { blind: false, why: '', since: 0, at: 0 }, devices: {} },
    health: { revision: '1.1', now: 5000, devices: healths },
    claims: {},
    editing: {},
    ...more,
  };
}

export function storeOf(devices: Device[], healths: Record<string, Health> = {}): Store {
  const store = new Store();
  store.load(snapshot(devices, healths), untouched());
  return store;
}

/** A clock that moves only when told; actions run in the order of their time. */
export class FakeTimers {
  private at = 1_000_000;
  private waiting: { due: number; action: () => void }[] = [];

  now(): number {
    return this.at;
  }

  after(ms: number, action: () => void): () => void {
    const entry = { due: this.at + ms, action };
    this.waiting.push(entry);
    return () => (this.waiting = this.waiting.filter((other) => other !== entry));
  }

  pass(ms: number): void {
    const end = this.at + ms;
    for (;;) {
      const next = this.waiting.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.waiting = this.waiting.filter((other) => other !== next);
      this.at = next.due;
      next.action();
    }
    this.at = end;
  }
}

/*
 * The procedure of docs/formats/api.md: wait for hello, GET the snapshots, apply the deltas that came meanwhile, go on. After a
 * resync, or when the server is a new one, again. Says which of the four it is: loading, live, lost, or a stranger's.
 */
import type { Delta, Sight, Snapshot } from '../model/types';
import type { Timers } from './stream';
import { LOST_AFTER } from './stream';
import type { FromWorker } from './worker';

export type Contact = { kind: 'loading' } | { kind: 'live' } | { kind: 'lost'; since: number; why: string } | { kind: 'stranger'; since: number };

export interface Snapshots {
  all(): Promise<Snapshot>;
  picture(): Promise<Pick<Snapshot, 'picture' | 'health'>>;
}

/** Where it tells what it has learned. Times called `now` are the server's. */
export interface Listener {
  snapshot(snapshot: Snapshot): void;
  picture(part: Pick<Snapshot, 'picture' | 'health'>): void;
  delta(delta: Delta): void;
  clock(now: number): void;
  contact(contact: Contact): void;
}

/** A tab that is not answered for so long starts the procedure anew instead of piling up. */
const MOST_WAITING = 5000;
/** The picture is encoded once a second: a copy older than the stream is asked for again after a little more. */
const AGAIN_AFTER = 1100;

export class Session {
  private waiting: Delta[] | null = null;
  private loaded = false;
  private round = 0;
  private lost = false;
  private cancelWatch: (() => void) | null = null;
  private lastHeard = 0;
  private asked = '';

  constructor(
    private readonly snapshots: Snapshots,
    private readonly timers: Timers,
    private readonly listener: Listener,
  ) {}

  take(message: FromWorker): void {
    if (message.kind === 'lost') return this.lose(message.since, message.why);
    if (message.kind === 'stranger') return this.estrange(message.since);
    if (message.kind === 'open') {
      this.asked = message.asked;
      return;
    }
    if (message.kind === 'welcome') {
      if (message.live) this.hello(message.id);
      return;
    }
    this.heard();
    // Not of the picture, long, and for those who have asked.
    if (message.event.event === 'events') return;
    const data = readJson(message.event.data);
    if (data !== null) this.event(message.event.event, message.event.id, data);
  }

  private event(event: string, id: string, data: Record<string, unknown>): void {
    if (typeof data['now'] === 'number') this.listener.clock(data['now']);
    if (event === 'hello') this.onHello(data as { revision: string; sight?: Sight; now: number });
    else if (event === 'resync') this.hello(String(data['revision'] ?? ''));
    else if (event === 'delta') this.delta(id, data as unknown as Delta);
  }

  /** A resumed stream of the same server brings what was missed: no need for new snapshots. */
  private onHello(hello: { revision: string; sight?: Sight; now: number }): void {
    const resumed = this.loaded && this.waiting === null && this.asked !== '' && boot(this.asked) === boot(hello.revision);
    if (!resumed) this.hello(hello.revision);
    else if (hello.sight) this.listener.delta({ now: hello.now, sight: hello.sight });
  }

  private delta(id: string, delta: Delta): void {
    if (this.waiting === null && !this.loaded) return this.hello(id);
    if (this.waiting === null) return this.listener.delta(delta);
    this.waiting.push(delta);
    if (this.waiting.length > MOST_WAITING) this.hello(id);
  }

  private hello(revision: string): void {
    this.waiting = [];
    void this.load(++this.round, revision, 0);
  }

  private async load(round: number, from: string, tries: number): Promise<void> {
    try {
      const snapshot = await this.snapshots.all();
      if (round !== this.round) return;
      this.listener.snapshot(snapshot);
      this.loaded = true;
      for (const delta of this.waiting ?? []) this.listener.delta(delta);
      this.waiting = null;
      this.listener.clock(Math.max(snapshot.picture.now, snapshot.health.now));
      if (!this.lost) this.listener.contact({ kind: 'live' });
      if (olderThan(snapshot.picture.revision, from) || olderThan(snapshot.health.revision, from)) this.later(round, from, 0);
    } catch {
      if (round !== this.round) return;
      this.timers.after(Math.min(4000, 300 * 2 ** tries), () => round === this.round && void this.load(round, from, tries + 1));
    }
  }

  private later(round: number, from: string, tries: number): void {
    this.timers.after(AGAIN_AFTER, () => round === this.round && void this.refresh(round, from, tries));
  }

  /** Fetches picture and health anew, holding deltas back meanwhile so that nothing newer is overwritten. */
  private async refresh(round: number, from: string, tries: number): Promise<void> {
    const held: Delta[] = (this.waiting = []);
    try {
      const part = await this.snapshots.picture();
      if (round !== this.round) return;
      this.listener.picture(part);
      if (tries < 2 && olderThan(part.picture.revision, from)) this.later(round, from, tries + 1);
    } catch {
      if (round === this.round && tries < 2) this.later(round, from, tries + 1);
    } finally {
      if (round === this.round) {
        for (const delta of held) this.listener.delta(delta);
        this.waiting = null;
      }
    }
  }

  private heard(): void {
    this.lastHeard = this.timers.now();
    if (this.lost) {
      this.lost = false;
      this.listener.contact(this.loaded ? { kind: 'live' } : { kind: 'loading' });
    }
    this.cancelWatch?.();
    this.cancelWatch = this.timers.after(LOST_AFTER, () => this.lose(this.lastHeard, 'nothing comes from the server'));
  }

  /** The picture of before stays; the next byte after a login takes it up again. */
  private estrange(since: number): void {
    this.lost = true;
    this.cancelWatch?.();
    this.listener.contact({ kind: 'stranger', since: this.lastHeard || since });
  }

  private lose(since: number, why: string): void {
    if (this.lost) return;
    this.lost = true;
    this.listener.contact({ kind: 'lost', since: this.lastHeard || since, why });
  }
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function boot(revision: string): string {
  return revision.slice(0, Math.max(0, revision.indexOf('.')));
}

/** Only revisions of the same boot can be compared. */
export function olderThan(revision: string, other: string): boolean {
  if (boot(revision) !== boot(other) || boot(other) === '') return false;
  return Number(revision.slice(revision.indexOf('.') + 1)) < Number(other.slice(other.indexOf('.') + 1));
}

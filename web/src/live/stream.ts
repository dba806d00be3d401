/*
 * One lasting connection to /api/v1/live: connects, notices silence, reconnects with back-off, asks for what it missed.
 * Knows nothing of devices. Time, chance and the network are given to it, so that tests run it on a fake clock.
 */
import type { ServerEvent } from './sse';
import { SseParser } from './sse';

/** What the stream tells. `lost`: no byte for LOST_AFTER ms. `open`: a connection stands; `asked` is the id it resumed from. `stranger`: who asks is nobody there. */
export type Message =
  | { kind: 'open'; asked: string }
  | { kind: 'event'; event: ServerEvent }
  | { kind: 'lost'; since: number; why: string }
  | { kind: 'stranger'; since: number };

/** The server's words against what is asked for. */
export interface Refusal {
  status: number;
  title: string;
  detail: string;
  problems: { field: string; message: string; hint?: string; column?: number }[];
}

export interface Wire {
  /** Opens the stream; calls `ended` exactly once at its end, whatever the reason. Returns how to close it. */
  open(lastId: string, text: (piece: string) => void, ended: (why: string) => void): () => void;
}

export interface Timers {
  /** Milliseconds since 1970. */
  now(): number;
  after(ms: number, action: () => void): () => void;
}

export const LOST_AFTER = 2500;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;
/** Why a stream ends that is only for those who have logged in. */
export const STRANGER = 'the session has ended';
export const SILENCE = 'nothing comes from the server';

export class Stream {
  private lastId = '';
  private tries = 0;
  private lastByte = 0;
  private why = '';
  private close: (() => void) | null = null;
  private cancelRetry: (() => void) | null = null;
  private cancelSilence: (() => void) | null = null;
  private cancelLost: (() => void) | null = null;
  private generation = 0;

  constructor(
    private readonly wire: Wire,
    private readonly timers: Timers,
    private readonly chance: () => number,
    private readonly tell: (message: Message) => void,
  ) {}

  start(): void {
    this.stop();
    this.tries = 0;
    this.watchLoss();
    this.connect();
  }

  stop(): void {
    this.hangUp();
    this.cancelLost?.();
    this.cancelLost = null;
  }

  private connect(): void {
    this.hangUp();
    const generation = ++this.generation;
    const asked = this.lastId;
    const parser = new SseParser();
    let opened = false;
    const mine = () => generation === this.generation;
    this.close = this.wire.open(
      asked,
      (piece) => {
        if (!mine()) return;
        if (!opened) this.tell({ kind: 'open', asked });
        opened = true;
        this.heard();
        this.read(parser, piece);
      },
      (why) => mine() && this.retry(why),
    );
    if (mine()) this.watchSilence();
  }

  private read(parser: SseParser, piece: string): void {
    try {
      for (const event of parser.push(piece)) {
        this.tries = 0;
        if (event.id) this.lastId = event.id;
        this.tell({ kind: 'event', event });
      }
    } catch {
      this.retry('the server sent something that is no stream of events');
    }
  }

  private heard(): void {
    this.watchLoss();
    this.watchSilence();
  }

  /** Told once, whatever is tried meanwhile, until a byte comes again. */
  private watchLoss(): void {
    this.lastByte = this.timers.now();
    this.why = '';
    this.cancelLost?.();
    this.cancelLost = this.timers.after(LOST_AFTER, () => this.tell({ kind: 'lost', since: this.lastByte, why: this.why || SILENCE }));
  }

  /** A connection without a byte for so long is given up. */
  private watchSilence(): void {
    this.cancelSilence?.();
    this.cancelSilence = this.timers.after(LOST_AFTER, () => this.retry(SILENCE));
  }

  private retry(why: string): void {
    this.hangUp();
    this.why = why;
    if (why === STRANGER) {
      this.cancelLost?.();
      this.tell({ kind: 'stranger', since: this.lastByte });
    }
    this.cancelRetry = this.timers.after(waitOf(this.tries++, this.chance), () => this.connect());
  }

  private hangUp(): void {
    this.generation++;
    this.close?.();
    this.cancelRetry?.();
    this.cancelSilence?.();
    this.close = this.cancelRetry = this.cancelSilence = null;
  }
}

/** Doubles up to five seconds, spread by a quarter, so that a thousand pages do not come back in one instant. */
export function waitOf(tries: number, chance: () => number): number {
  const base = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(tries, 10));
  return base * (0.75 + 0.5 * chance());
}

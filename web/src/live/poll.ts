/*
 * Asks the same thing again and again while somebody looks, and says when it is not answered any more. Time and the network are given to
 * it, so that tests run it on a fake clock.
 */
import { BASE, problem } from './api';
import type { Timers } from './stream';
import { SILENCE } from './stream';

/** `absent`: this server knows no such thing. */
export type Answer = { kind: 'told'; value: unknown } | { kind: 'stranger' } | { kind: 'absent' } | { kind: 'failed'; why: string };

/** Asks once; calls `done` at most once. Gives how to give it up. */
export type Ask = (done: (answer: Answer) => void) => () => void;

/** What it tells. `lost`: nothing has been answered for a while. */
export type Polled = Exclude<Answer, { kind: 'failed' }> | { kind: 'lost'; why: string };

/** From one asking to the next, in milliseconds. */
export const EVERY = 2000;
const AGAIN = 1000;
/** An answer that takes longer is given up. */
const PATIENCE = 4000;
/** Without an answer for so long it is lost; a short break is not worth a word. */
const LOST_AFTER = 4500;

export class Poll {
  private generation = 0;
  private why = '';
  private answered = false;
  private cancels: (() => void)[] = [];
  private cancelLost: (() => void) | null = null;

  constructor(
    private readonly ask: Ask,
    private readonly timers: Timers,
    private readonly tell: (polled: Polled) => void,
  ) {}

  start(): void {
    this.stop();
    this.watch();
    this.once();
  }

  stop(): void {
    this.end();
    this.cancelLost?.();
    this.cancelLost = null;
  }

  private end(): void {
    this.generation++;
    for (const cancel of this.cancels) cancel();
    this.cancels = [];
  }

  private once(): void {
    this.end();
    const { generation } = this;
    const began = this.timers.now();
    const done = (answer: Answer) => {
      if (generation !== this.generation) return;
      this.end();
      this.take(answer);
      const wait = answer.kind === 'failed' ? AGAIN : Math.max(0, began + EVERY - this.timers.now());
      this.cancels = [this.timers.after(wait, () => this.once())];
    };
    const giveUp = this.ask(done);
    if (generation === this.generation) this.cancels = [giveUp, this.timers.after(PATIENCE, () => done({ kind: 'failed', why: SILENCE }))];
  }

  private take(answer: Answer): void {
    if (answer.kind === 'failed') {
      this.why = answer.why;
      if (!this.answered) this.tell({ kind: 'lost', why: answer.why });
      return;
    }
    this.answered = true;
    this.watch();
    this.tell(answer);
  }

  private watch(): void {
    this.why = '';
    this.cancelLost?.();
    this.cancelLost = this.timers.after(LOST_AFTER, () => this.tell({ kind: 'lost', why: this.why || SILENCE }));
  }
}

/** The real network below it. @param path below /api/v1 */
export function fetchAsk(path: string): Ask {
  return (done) => {
    const abort = new AbortController();
    answer(path, abort.signal).then(done, (reason: unknown) => abort.signal.aborted || done({ kind: 'failed', why: reason instanceof TypeError ? 'the server cannot be reached' : 'the connection broke' }));
    return () => abort.abort();
  };
}

async function answer(path: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(BASE + path, { headers: { Accept: 'application/json' }, signal, cache: 'no-store' });
  if (response.ok) return { kind: 'told', value: await response.json() };
  if (response.status === 401) return { kind: 'stranger' };
  return response.status === 404 ? { kind: 'absent' } : { kind: 'failed', why: (await problem(response)).message };
}

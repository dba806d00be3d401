/*
 * One query on the page's one stream, under a name of its own, while somebody looks at the events. It is put there anew at every hello, as the server
 * forgets it with the stream. A wrong query is told once, in the server's words; anything else is tried again.
 */
import type { Frame } from '../model/events';
import { readFrame } from '../model/events';
import type { PageStream } from './pagestream';
import { nameIn } from './pagestream';
import type { Refusal, Timers } from './stream';
import { LOST_AFTER, SILENCE, STRANGER, waitOf } from './stream';
import type { Views } from './wire';
import type { FromWorker } from './worker';

/** Where it tells what it has learned; `now` is the server's. */
export interface EventsListener {
  frame(frame: Frame): void;
  tick(now: number): void;
  lost(why: string): void;
  stranger(): void;
  refused(refusal: Refusal): void;
}

/** The server's clock is told so often at most, where nothing else is. */
const TICK = 500;

/** Gives how to end it; after that nothing is told. */
export function watchEvents(query: string, page: PageStream, views: Views, timers: Timers, listener: EventsListener): () => void {
  const watch = new Watch(query, page, views, timers, listener);
  const deaf = page.listen((message) => watch.take(message));
  watch.begin();
  return () => {
    deaf();
    watch.end();
  };
}

class Watch {
  private readonly name = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  /** The stream on which the server tells of it. */
  private held = '';
  private asked: Promise<unknown> = Promise.resolve();
  private round = 0;
  private tries = 0;
  private why = '';
  private isLost = false;
  private isOver = false;
  private pieces: Frame[] = [];
  private ticked = -Infinity;
  private cancelRetry: (() => void) | null = null;
  private cancelLost: (() => void) | null = null;

  constructor(
    private readonly query: string,
    private readonly page: PageStream,
    private readonly views: Views,
    private readonly timers: Timers,
    private readonly listener: EventsListener,
  ) {}

  begin(): void {
    this.page.claim(this.name, true);
    this.watchLoss();
    this.ask();
  }

  end(): void {
    this.still();
    this.page.claim(this.name, false);
    const { id } = this.page;
    // Behind what was asked before, or it would be put there again.
    if (id !== '') void this.asked.then(() => this.views.drop(id, this.name));
  }

  take(message: FromWorker): void {
    if (this.isOver) return;
    if (message.kind === 'lost') this.drop(message.why);
    else if (message.kind === 'stranger') this.estrange();
    else if (message.kind === 'welcome') this.ask();
    else if (message.kind === 'event') this.event(message.event.event, message.event.data);
  }

  private event(event: string, data: string): void {
    if (event === 'hello') this.ask();
    else if (event === 'events' && nameIn(data) !== this.name) return;
    if (this.held === '' && event !== 'events') return;
    this.heard();
    if (event === 'events') this.frame(data);
    else this.tick(data);
  }

  /** What is many comes in pieces, and is one frame when it is whole. */
  private frame(data: string): void {
    const piece = readFrame(data);
    if (piece === null) return;
    if (piece.whole) this.pieces = [];
    this.pieces.push(piece);
    if (piece.more) return;
    const { pieces } = this;
    this.pieces = [];
    this.listener.frame(pieces.length === 1 ? piece : joined(pieces, piece));
  }

  /** All that is told has the server's clock at its beginning; what stands behind it may be long. */
  private tick(data: string): void {
    const now = /^\{"now":(\d{1,15})[,}]/.exec(data)?.[1];
    if (now === undefined || this.timers.now() - this.ticked < TICK) return;
    this.ticked = this.timers.now();
    this.listener.tick(Number(now));
  }

  /** Puts it on the stream that stands now; without one, at its hello. */
  private ask(): void {
    const { id } = this.page;
    this.cancelRetry?.();
    this.held = '';
    this.pieces = [];
    if (id === '') return;
    const round = ++this.round;
    this.asked = this.views.put(id, this.name, this.query).then((end) => {
      if (this.isOver || round !== this.round) return;
      if (end === null) this.hold(id);
      else this.refuse(...end);
    });
  }

  private hold(id: string): void {
    this.held = id;
    this.tries = 0;
    this.heard();
  }

  private refuse(why: string, refusal?: Refusal): void {
    if (refusal) {
      this.still();
      this.listener.refused(refusal);
      return;
    }
    if (why === STRANGER) return this.estrange();
    this.why = why;
    this.cancelRetry = this.timers.after(waitOf(this.tries++, Math.random), () => this.ask());
  }

  private heard(): void {
    this.isLost = false;
    this.why = '';
    this.watchLoss();
  }

  /** Told once, whatever is tried meanwhile. */
  private watchLoss(): void {
    this.cancelLost?.();
    this.cancelLost = this.timers.after(LOST_AFTER, () => this.lose(this.why || SILENCE));
  }

  /** The stream is another one when it comes back. */
  private drop(why: string): void {
    this.held = '';
    this.cancelRetry?.();
    this.lose(why);
  }

  private lose(why: string): void {
    this.cancelLost?.();
    if (!this.isLost) this.listener.lost(why);
    this.isLost = true;
  }

  /** Until the hello after a login. */
  private estrange(): void {
    this.held = '';
    this.cancelRetry?.();
    this.cancelLost?.();
    this.listener.stranger();
  }

  private still(): void {
    this.isOver = true;
    this.cancelRetry?.();
    this.cancelLost?.();
  }
}

function joined(pieces: readonly Frame[], last: Frame): Frame {
  return { ...last, whole: pieces[0]!.whole === true, events: pieces.flatMap(({ events }) => events), gone: pieces.flatMap(({ gone }) => gone) };
}

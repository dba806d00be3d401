/*
 * GET /api/v1/live/events: one connection for one query, of its own, while somebody looks at the events. A wrong query is told once,
 * in the server's words; anything else is tried again.
 */
import type { Frame } from '../model/events';
import { readFrame } from '../model/events';
import type { Message, Refusal, Timers, Wire } from './stream';
import { Stream } from './stream';
import { fetchWire } from './wire';

/** Where it tells what it has learned; `now` is the server's. */
export interface EventsListener {
  frame(frame: Frame): void;
  /** @param total how many there are in the index; null when it does not say */
  tick(now: number, total: number | null): void;
  lost(why: string): void;
  stranger(): void;
  refused(refusal: Refusal): void;
}

export const eventsUrl = (query: string) => `/api/v1/live/events${query === '' ? '' : `?query=${encodeURIComponent(query)}`}`;

/** Gives how to end it; after that nothing is told. */
export function watchEvents(query: string, timers: Timers, listener: EventsListener, wire: (url: string) => Wire = (url) => fetchWire(url, true)): () => void {
  let over = false;
  const stream = new Stream(wire(eventsUrl(query)), timers, Math.random, (message) => !over && take(message, listener));
  stream.start();
  return () => {
    over = true;
    stream.stop();
  };
}

function take(message: Message, listener: EventsListener): void {
  if (message.kind === 'lost') listener.lost(message.why);
  else if (message.kind === 'stranger') listener.stranger();
  else if (message.kind === 'refused') listener.refused(message.refusal);
  else if (message.kind === 'event') {
    const frame = readFrame(message.event.data);
    if (frame === null) return;
    if (message.event.event === 'events' && 'events' in frame) listener.frame(frame);
    else listener.tick(frame.now, frame.total);
  }
}

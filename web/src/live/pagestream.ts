/*
 * The page's one stream for those who have something of their own on it: what the server calls it, all that comes, and whose frames these are.
 */
import type { FromWorker } from './worker';

type Say = (name: string, wanted: boolean) => void;

export class PageStream {
  /** What the server calls it; empty while none stands. */
  id = '';
  private readonly names = new Set<string>();
  private say: Say = () => undefined;
  private readonly listeners = new Set<(message: FromWorker) => void>();

  /** @param say where claims are heard, also those made before: views are open before the page is connected */
  attach(say: Say): void {
    this.say = say;
    for (const name of this.names) say(name, true);
  }

  /** Whether events of that name are this page's, from now on. */
  claim(name: string, wanted: boolean): void {
    if (wanted) this.names.add(name);
    else this.names.delete(name);
    this.say(name, wanted);
  }

  take(message: FromWorker): void {
    if (message.kind === 'lost' || message.kind === 'stranger') this.id = '';
    else if (message.kind === 'welcome') this.id = message.live ? message.stream : '';
    else if (message.kind === 'event' && message.event.event === 'hello') this.id = streamIn(message.event.data);
    for (const listener of [...this.listeners]) listener(message);
  }

  /** Gives how to hear no more. */
  listen(listener: (message: FromWorker) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

export const pageStream = new PageStream();

/** What a hello calls the stream; empty where it is damaged. */
export function streamIn(hello: string): string {
  try {
    const { stream } = (JSON.parse(hello) ?? {}) as { stream?: unknown };
    return typeof stream === 'string' ? stream : '';
  } catch {
    return '';
  }
}

/** The name under which these events were asked for. It stands first, so that who passes them on need not read the rest. */
export const nameIn = (events: string): string => /^\{"of":"([\w-]{1,40})"/.exec(events)?.[1] ?? '';

/** Where a query of that name is on the stream. */
export const viewPath = (stream: string, name: string): string => `/api/v1/live/${encodeURIComponent(stream)}/events/${name}`;

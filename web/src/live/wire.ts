/*
 * The real network under Stream: fetch with a body that is read as it comes (EventSource would hide silence and back-off).
 */
import { viewPath } from './pagestream';
import type { Refusal, Timers, Wire } from './stream';
import { STRANGER } from './stream';

/** Why it ended; with a refusal where the fault is in what was asked. */
export type End = [why: string, refusal?: Refusal];

export function fetchWire(url: string): Wire {
  return {
    open(lastId, text, ended) {
      const abort = new AbortController();
      void run(url, lastId, abort.signal, text).then(ended, (reason: unknown) => ended(words(reason)));
      return () => abort.abort();
    },
  };
}

async function run(url: string, lastId: string, signal: AbortSignal, text: (piece: string) => void): Promise<string> {
  const headers: Record<string, string> = { Accept: 'text/event-stream' };
  if (lastId) headers['Last-Event-ID'] = lastId;
  const response = await fetch(url, { headers, signal, cache: 'no-store' });
  if (response.status === 401) return STRANGER;
  if (!response.ok || !response.body) return `the server answered ${response.status}`;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return 'the server ended the connection';
    text(value);
  }
}

/** Queries on a stream. */
export interface Views {
  /** Null when the stream tells of it from now on; else why not. Never rejects. */
  put(stream: string, name: string, query: string): Promise<End | null>;
  /** The stream forgets it at its end anyway. */
  drop(stream: string, name: string): void;
}

export const fetchViews: Views = {
  async put(stream, name, query) {
    try {
      const response = await fetch(viewPath(stream, name), { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query }) });
      if (response.ok) return null;
      if (response.status === 401) return [STRANGER];
      // Another one stands soon, and says hello.
      if (response.status === 404) return ['the connection is gone'];
      return refusedBy(response.status, await response.json().catch(() => null));
    } catch (reason) {
      return [words(reason)];
    }
  },
  drop(stream, name) {
    fetch(viewPath(stream, name), { method: 'DELETE', keepalive: true }).catch(() => undefined);
  },
};

/** Statuses that a later try may not meet. */
const PASSING = [408, 425, 429];

/** The words of a problem (RFC 9457). Only what is wrong with the request itself is a refusal. */
export function refusedBy(status: number, body: unknown): End {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof fields[key] === 'string' ? (fields[key] as string) : '');
  const why = text('detail') || text('title') || `the server answered ${status}`;
  if (status < 400 || status >= 500 || PASSING.includes(status) || !text('title')) return [why];
  const problems = Array.isArray(fields['problems']) ? fields['problems'].filter(isProblem) : [];
  return [why, { status, title: text('title'), detail: text('detail'), problems }];
}

function isProblem(value: unknown): value is Refusal['problems'][number] {
  const { field, message, hint, column } = (value ?? {}) as Record<string, unknown>;
  return typeof field === 'string' && typeof message === 'string' && ['string', 'undefined'].includes(typeof hint) && ['number', 'undefined'].includes(typeof column);
}

function words(reason: unknown): string {
  return reason instanceof TypeError ? 'the server cannot be reached' : 'the connection broke';
}

export const browserTimers: Timers = {
  now: () => Date.now(),
  after(ms, action) {
    const id = setTimeout(action, ms);
    return () => clearTimeout(id);
  },
};

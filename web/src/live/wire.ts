/*
 * The real network under Stream: fetch with a body that is read as it comes (EventSource would hide silence and back-off).
 */
import type { Timers, Wire } from './stream';
import { STRANGER } from './stream';

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

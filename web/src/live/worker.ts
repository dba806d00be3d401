/*
 * The SharedWorker: all tabs of a browser share one stream. It passes on what comes as it is and keeps nothing but the
 * newest id, so that a tab that joins later knows from where on it hears everything.
 */
import type { Message } from './stream';
import { Stream } from './stream';
import { browserTimers, fetchWire } from './wire';

/** To a tab: the stream's messages, and one welcome. From a tab: 'here' now and then, 'again' after a login, 'bye' at its end. */
export type FromWorker = Message | { kind: 'welcome'; id: string; live: boolean };

/** Browsers slow the timers of hidden tabs down to one a minute. */
const FORGET_AFTER = 180_000;

const tabs = new Map<MessagePort, number>();
let id = '';
let live = false;
let running = false;

const stream = new Stream(fetchWire('/api/v1/live'), browserTimers, Math.random, (message) => {
  if (message.kind === 'event') {
    live = true;
    id = message.event.id || helloRevision(message.event.event, message.event.data) || id;
  } else if (message.kind === 'lost' || message.kind === 'stranger') {
    live = false;
  }
  for (const tab of tabs.keys()) tab.postMessage(message);
  forgetSilentTabs();
});

function helloRevision(event: string, data: string): string {
  if (event !== 'hello') return '';
  const revision: unknown = (JSON.parse(data) as { revision?: unknown }).revision;
  return typeof revision === 'string' ? revision : '';
}

function forgetSilentTabs(): void {
  const oldest = Date.now() - FORGET_AFTER;
  for (const [tab, heard] of tabs) if (heard < oldest) leave(tab);
}

function leave(tab: MessagePort): void {
  tabs.delete(tab);
  if (tabs.size > 0) return;
  stream.stop();
  running = live = false;
}

function join(tab: MessagePort): void {
  tabs.set(tab, Date.now());
  tab.onmessage = ({ data }) => {
    if (data === 'bye') return leave(tab);
    tabs.set(tab, Date.now());
    if (data === 'again') stream.start();
  };
  tab.postMessage({ kind: 'welcome', id, live } satisfies FromWorker);
  if (!running) stream.start();
  running = true;
}

(globalThis as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => join(event.ports[0]!);

/*
 * The SharedWorker: all tabs of a browser share one stream. It passes on what comes as it is and keeps nothing but the
 * newest id, so that a tab that joins later knows from where on it hears everything, and which tab has asked for what on the stream.
 */
import { nameIn, streamIn } from './pagestream';
import type { Message } from './stream';
import { Stream } from './stream';
import { browserTimers, fetchViews, fetchWire } from './wire';

/** To a tab: the stream's messages, and a welcome. `stream`: what the server calls it. */
export type FromWorker = Message | { kind: 'welcome'; id: string; live: boolean; stream: string };

/** From a tab: 'here' now and then, 'again' after a login, 'bye' at its end, and which events it has asked for or does not want any more. */
export type ToWorker = 'here' | 'again' | 'bye' | { name: string; wanted: boolean };

/** Browsers slow the timers of hidden tabs down to one a minute. */
const FORGET_AFTER = 180_000;

interface Tab {
  readonly port: MessagePort;
  heard: number;
  /** Of the events that it has asked for. */
  readonly names: Set<string>;
}

const tabs = new Set<Tab>();
let id = '';
let named = '';
let live = false;
let running = false;

const stream = new Stream(fetchWire('/api/v1/live'), browserTimers, Math.random, (message) => {
  if (message.kind === 'event') {
    live = true;
    if (message.event.event === 'hello') named = streamIn(message.event.data);
    id = message.event.id || helloRevision(message.event.event, message.event.data) || id;
  } else if (message.kind === 'lost' || message.kind === 'stranger') {
    live = false;
  }
  const name = message.kind === 'event' && message.event.event === 'events' ? nameIn(message.event.data) : '';
  for (const tab of tabs) if (name === '' || tab.names.has(name)) tab.port.postMessage(message);
  forgetSilentTabs();
});

function helloRevision(event: string, data: string): string {
  if (event !== 'hello') return '';
  const revision: unknown = (JSON.parse(data) as { revision?: unknown }).revision;
  return typeof revision === 'string' ? revision : '';
}

function forgetSilentTabs(): void {
  const oldest = Date.now() - FORGET_AFTER;
  for (const tab of tabs) if (tab.heard < oldest) leave(tab);
}

/** Whether it said so or is gone without a word: nobody looks at what it has asked for. */
function leave(tab: Tab): void {
  tabs.delete(tab);
  if (live && tabs.size > 0) for (const name of tab.names) fetchViews.drop(named, name);
  if (tabs.size > 0) return;
  stream.stop();
  running = live = false;
}

/** Also one that was thought gone, and has missed what came meanwhile. */
function join(tab: Tab): void {
  tabs.add(tab);
  tab.port.postMessage({ kind: 'welcome', id, live, stream: named } satisfies FromWorker);
  if (!running) stream.start();
  running = true;
}

function hear(tab: Tab, word: ToWorker): void {
  if (word === 'bye') return leave(tab);
  tab.heard = Date.now();
  if (typeof word === 'object') {
    if (word.wanted) tab.names.add(word.name);
    else tab.names.delete(word.name);
  }
  if (!tabs.has(tab)) join(tab);
  if (word === 'again') stream.start();
}

(globalThis as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const tab: Tab = { port: event.ports[0]!, heard: Date.now(), names: new Set() };
  tab.port.onmessage = ({ data }: MessageEvent<ToWorker>) => hear(tab, data);
  join(tab);
};

/*
 * What hears events, as GET /api/v1/receivers tells it, in words for people: whether it hears, what it has counted and how fast, how one
 * that is off is turned on. No DOM.
 */
import type { Rates } from './rates';

export interface Bad {
  at: number;
  sender: string;
  /** Its beginning; empty where it is no text. */
  what: string;
  why: string;
}

export interface Receiver {
  name: string;
  listening: string[];
  trouble: string;
  counters: Record<string, number>;
  /** Newest first. */
  bad: Bad[];
}

export interface Receivers {
  /** The server's time. */
  now: number;
  receivers: Receiver[];
}

/** What the server told, if it is that; a part that is damaged is left out. */
export function readReceivers(value: unknown): Receivers | null {
  const { now, receivers } = (value ?? {}) as Partial<Receivers>;
  if (typeof now !== 'number' || !Array.isArray(receivers)) return null;
  return { now, receivers: receivers.filter(({ name }) => typeof name === 'string').map(readReceiver) };
}

function readReceiver({ name, listening, trouble, counters, bad }: Partial<Receiver>): Receiver {
  const numbers = Object.entries(counters ?? {}).filter(([, count]) => typeof count === 'number');
  const bads = Array.isArray(bad) ? bad : [];
  return {
    name: String(name),
    listening: Array.isArray(listening) ? listening.map(String) : [],
    trouble: typeof trouble === 'string' ? trouble : '',
    counters: Object.fromEntries(numbers),
    bad: bads.filter(({ at }) => typeof at === 'number').map(({ at, sender, what, why }) => ({ at, sender: senderOf(sender), what: String(what ?? ''), why: String(why ?? '') })),
  };
}

/** Java writes an address with a slash before it where it has no name. */
const senderOf = (sender: unknown) => String(sender ?? '').replace(/^\//, '');

/** All counters of all receivers, for their rates. */
export function countersOf({ receivers }: Receivers): Map<string, number> {
  return new Map(receivers.flatMap(({ name, counters }) => Object.entries(counters).map(([counter, count]): [string, number] => [`${name}.${counter}`, count])));
}

// ---- whether it hears

/** `troubled`: it hears, but not all that it should. */
export type Hearing = 'deaf' | 'troubled' | 'hears' | 'off';

/** Worst first. */
const HEARINGS: readonly Hearing[] = ['deaf', 'troubled', 'hears', 'off'];

export const HEARING_WORDS: Record<Hearing, string> = { deaf: 'cannot hear', troubled: 'hears, with trouble', hears: 'hears', off: 'off' };

export function hearingOf({ listening, trouble }: Receiver): Hearing {
  if (trouble !== '') return listening.length > 0 ? 'troubled' : 'deaf';
  return listening.length > 0 ? 'hears' : 'off';
}

export function worstFirst(receivers: readonly Receiver[]): Receiver[] {
  const rank = (receiver: Receiver) => HEARINGS.indexOf(hearingOf(receiver));
  return [...receivers].sort((a, b) => rank(a) - rank(b));
}

/** "3 of 4 hear" */
export function hearingCount(receivers: readonly Receiver[]): string {
  const hearing = receivers.filter(({ listening }) => listening.length > 0).length;
  return receivers.length === 0 ? '' : `${hearing} of ${receivers.length} ${hearing === 1 ? 'hears' : 'hear'}`;
}

// ---- what it has counted

export interface Figure {
  name: string;
  title: string;
  value: number;
  /** Per second; null where that is no rate, or is not known yet. */
  rate: number | null;
  /** It is what it is now, and no count since the start. */
  now: boolean;
  /** Every one is one too many. */
  lost: boolean;
}

const NOW: Record<string, string> = { connections: 'connections open', keys: 'keys held' };
const LOST: Record<string, string> = {
  bad: 'bad: could not be read',
  shed: 'shed: more than it may send',
  refused: 'connections refused: too many',
  kernel_dropped: 'dropped by the kernel: Vor read too slowly',
  dropped_keys: 'values dropped: too many keys',
  dropped_values: 'values dropped: too many of a key',
};
const IS_LOSS = /(^|_)(bad|shed|refused|dropped|failed|lost|late)(_|$)/;

/** In the order in which the server tells them; what was lost comes last. */
export function figuresOf({ name, counters }: Receiver, rates: Rates): Figure[] {
  const figures = Object.entries(counters).map(([counter, value]): Figure => {
    const now = Object.hasOwn(NOW, counter);
    const lost = Object.hasOwn(LOST, counter) || IS_LOSS.test(counter);
    const title = NOW[counter] ?? LOST[counter] ?? counter.replaceAll('_', ' ');
    return { name: counter, title, value, rate: now ? null : rates.of(`${name}.${counter}`), now, lost };
  });
  return [...figures.filter(({ lost }) => !lost), ...figures.filter(({ lost }) => lost)];
}

/** Whether it has counted anything at all. */
export const anyCame = ({ counters }: Receiver) => Object.entries(counters).some(([name, value]) => value > 0 && !Object.hasOwn(NOW, name));

// ---- how to turn it on, and how to try it

export interface About {
  title: string;
  /** Whom it hears. */
  hears: string;
  /** Where, when nothing else is said. */
  usual: string;
  /** Below "receive:" in vor.yaml. */
  yaml: string;
  /** The same, for other machines. */
  wider: string;
  /** A line of bash that sends one; empty: there is none that is short. */
  send(port: string): string;
}

const ABOUT: Record<string, About> = {
  riemann: {
    title: 'Riemann',
    hears: 'Riemann\u2019s clients: riemann-client, collectd\u2019s write_riemann, syslog-ng.',
    usual: 'port 5555, TCP and UDP',
    yaml: 'riemann: {}',
    wider: 'riemann: {listen: 192.0.2.10:5555}',
    send: (port) => `riemann-client send -h web1 -S load -s ok -d 0.7 127.0.0.1 ${port}`,
  },
  graphite: {
    title: 'Graphite',
    hears: 'Whatever speaks to Graphite\u2019s carbon, in lines and in pickles.',
    usual: 'port 2003, TCP and UDP; pickles on TCP 2004',
    yaml: 'graphite: {}',
    wider: 'graphite: {listen: 192.0.2.10:2003}',
    send: (port) => `echo "web1.load 0.7 $(date +%s)" >/dev/tcp/127.0.0.1/${port}`,
  },
  statsd: {
    title: 'statsd',
    hears: 'Clients of statsd; what they send is added up and told at each flush.',
    usual: 'port 8125, UDP',
    yaml: 'statsd: {}',
    wider: 'statsd: {listen: 192.0.2.10:8125}',
    send: (port) => `echo "hits:1|c|#host:web1" >/dev/udp/127.0.0.1/${port}`,
  },
  collectd: {
    title: 'collectd',
    hears: 'The network plugin of collectd.',
    usual: 'port 25826, UDP',
    yaml: 'collectd: {}',
    wider: 'collectd: {listen: 192.0.2.10:25826, security: sign, users: file:collectd-users}',
    send: () => '',
  },
};

export function aboutOf(name: string): About {
  return Object.hasOwn(ABOUT, name) ? ABOUT[name]! : { title: name, hears: '', usual: 'its usual port', yaml: `${name}: {}`, wider: '', send: () => '' };
}

/** The lines of vor.yaml that turn it on. */
export const yamlOf = (name: string) => `receive:\n  ${aboutOf(name).yaml}\n`;

/** The first of its ports; empty where there is none. */
export const portOf = ({ listening }: Receiver) => /(\d+)$/.exec(listening[0] ?? '')?.[1] ?? '';

// ---- found

/** The receiver with those of its bad lines that have all the words; whole where the words are its own; null where neither. */
export function sought(receiver: Receiver, words: readonly string[]): Receiver | null {
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  if (has([receiver.name, aboutOf(receiver.name).title, HEARING_WORDS[hearingOf(receiver)], receiver.trouble, ...receiver.listening].join(' '))) return receiver;
  const bad = receiver.bad.filter(({ sender, what, why }) => has(`${receiver.name} ${sender} ${what} ${why}`));
  return bad.length > 0 ? { ...receiver, bad } : null;
}

/*
 * The page's end of the shared stream: through the SharedWorker where there is one and it speaks, else its own connection.
 */
import type { FromWorker, ToWorker } from './worker';
import { Stream } from './stream';
import { browserTimers, fetchWire } from './wire';

/** A worker that has said nothing by then is taken for broken. */
const WORKER_SPEAKS_WITHIN = 1500;
const HERE_EVERY = 20_000;

/** What a page says to its end of the stream. */
export interface End {
  /** Connect at once, as after a login. */
  again(): void;
  /** Events of that name are this page's, from now on or no more. */
  claim(name: string, wanted: boolean): void;
}

export function connect(workerUrl: string, tell: (message: FromWorker) => void): End {
  return typeof SharedWorker === 'undefined' ? direct(tell) : shared(workerUrl, tell);
}

function direct(tell: (message: FromWorker) => void): End {
  const stream = new Stream(fetchWire('/api/v1/live'), browserTimers, Math.random, tell);
  stream.start();
  return { again: () => stream.start(), claim: () => undefined };
}

function shared(workerUrl: string, tell: (message: FromWorker) => void): End {
  let spoken = false;
  let given = false;
  const say = (word: ToWorker) => worker.port.postMessage(word);
  let end: End = { again: () => say('again'), claim: (name, wanted) => say({ name, wanted }) };
  const worker = new SharedWorker(workerUrl, { name: 'vor' });
  const giveUp = () => {
    if (spoken || given) return;
    given = true;
    worker.port.close();
    end = direct(tell);
  };
  worker.onerror = giveUp;
  setTimeout(giveUp, WORKER_SPEAKS_WITHIN);
  worker.port.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (given) return;
    spoken = true;
    tell(data);
  };
  setInterval(() => say('here'), HERE_EVERY);
  addEventListener('pagehide', () => say('bye'));
  addEventListener('pageshow', (event) => event.persisted && location.reload());
  return { again: () => end.again(), claim: (name, wanted) => end.claim(name, wanted) };
}

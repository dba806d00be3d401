/*
 * The page's end of the shared stream: through the SharedWorker where there is one and it speaks, else its own connection.
 */
import type { FromWorker } from './worker';
import { Stream } from './stream';
import { browserTimers, fetchWire } from './wire';

/** A worker that has said nothing by then is taken for broken. */
const WORKER_SPEAKS_WITHIN = 1500;
const HERE_EVERY = 20_000;

export function connect(workerUrl: string, tell: (message: FromWorker) => void): void {
  if (typeof SharedWorker === 'undefined') direct(tell);
  else shared(workerUrl, tell);
}

function direct(tell: (message: FromWorker) => void): void {
  new Stream(fetchWire('/api/v1/live'), browserTimers, Math.random, tell).start();
}

function shared(workerUrl: string, tell: (message: FromWorker) => void): void {
  let spoken = false;
  let given = false;
  const worker = new SharedWorker(workerUrl, { name: 'vor' });
  const giveUp = () => {
    if (spoken || given) return;
    given = true;
    worker.port.close();
    direct(tell);
  };
  worker.onerror = giveUp;
  setTimeout(giveUp, WORKER_SPEAKS_WITHIN);
  worker.port.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (given) return;
    spoken = true;
    tell(data);
  };
  setInterval(() => worker.port.postMessage('here'), HERE_EVERY);
  addEventListener('pagehide', () => worker.port.postMessage('bye'));
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}

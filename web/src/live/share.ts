/*
 * The page's end of the shared stream: through the SharedWorker where there is one and it speaks, else its own connection.
 */
import type { FromWorker } from './worker';
import { Stream } from './stream';
import { browserTimers, fetchWire } from './wire';

/** A worker that has said nothing by then is taken for broken. */
const WORKER_SPEAKS_WITHIN = 1500;
const HERE_EVERY = 20_000;

/** Gives how to connect at once, as after a login. */
export function connect(workerUrl: string, tell: (message: FromWorker) => void): () => void {
  return typeof SharedWorker === 'undefined' ? direct(tell) : shared(workerUrl, tell);
}

function direct(tell: (message: FromWorker) => void): () => void {
  const stream = new Stream(fetchWire('/api/v1/live'), browserTimers, Math.random, tell);
  stream.start();
  return () => stream.start();
}

function shared(workerUrl: string, tell: (message: FromWorker) => void): () => void {
  let spoken = false;
  let given = false;
  let again = () => worker.port.postMessage('again');
  const worker = new SharedWorker(workerUrl, { name: 'vor' });
  const giveUp = () => {
    if (spoken || given) return;
    given = true;
    worker.port.close();
    again = direct(tell);
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
  return () => again();
}

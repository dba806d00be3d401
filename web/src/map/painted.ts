/*
 * For measuring: after a frame that painted changed states, tells globalThis.vorPainted (when there is one) from a task
 * right behind the frame, when what was drawn is on its way to the screen.
 */
import type { State } from '../model/types';

interface Painted {
  at: number;
  devices: [string, State][];
}

declare global {
  var vorPainted: ((painted: Painted) => void) | undefined;
}

const seen = new Map<string, State>();
let changed: [string, State][] = [];

/** Notes that a box was drawn; true when its state is another than when it was last drawn. */
export function notePainted(name: string, state: State): boolean {
  const before = seen.get(name);
  if (before === state) return false;
  seen.set(name, state);
  if (before === undefined) return false;
  changed.push([name, state]);
  return true;
}

export function forgetPainted(): void {
  seen.clear();
}

const channel = new MessageChannel();
channel.port1.onmessage = () => {
  const devices = changed;
  changed = [];
  globalThis.vorPainted?.({ at: performance.timeOrigin + performance.now(), devices });
};

/** To be called inside the frame that painted. */
export function reportAfterFrame(): void {
  if (changed.length === 0) return;
  if (globalThis.vorPainted) channel.port2.postMessage(0);
  else changed = [];
}

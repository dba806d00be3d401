/*
 * What a device looks like through one handler: the state that fills its box, and the one value written in it.
 */
import { shortRtt } from './format';
import type { Store } from './store';
import type { Ping, State } from './types';

export interface Face {
  state: State;
  /** At most eight characters; may be empty. */
  value: string;
  /** The device that is to blame when it is not this one. */
  cause: string | null;
}

export const ALL_HANDLERS = 'health';

export function face(store: Store, name: string, handler: string): Face {
  const health = store.health(name);
  if (handler === ALL_HANDLERS) {
    return { state: health.state, value: health.label || quiet(health.state, store.pings.get(name)), cause: health.cause };
  }
  const verdict = health.verdicts[handler];
  if (!verdict) return { state: 'unknown', value: '', cause: null };
  const value = verdict.label || (handler === 'ping' ? quiet(verdict.state, store.pings.get(name)) : '');
  return { state: health.state === 'maint' ? 'maint' : verdict.state, value, cause: verdict.cause ?? null };
}

/** The round trip, for one of which there is nothing else to say. */
function quiet(state: State, pings: Ping[] | undefined): string {
  if (state !== 'good' && state !== 'worn' && state !== 'maint') return '';
  const first = pings?.find((ping) => ping.rtt !== null);
  return first?.rtt ? shortRtt(first.rtt.smoothed) : '';
}

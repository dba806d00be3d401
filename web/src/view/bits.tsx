/*
 * The small parts that many views share: the mark of a state, a link to a device, a moment with its age.
 */
import type { ComponentChildren } from 'preact';
import { ago } from '../model/format';
import { MEANINGS } from '../model/states';
import type { State } from '../model/types';
import { clock, go, link, store, zone } from './app';

/** The mark of the map in small: the same fill, the same sign. */
export function Mark({ state }: { state: State }) {
  return (
    <svg class={`mark mark-${state}`} viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      <rect class="mark-fill" x="1" y="1" width="12" height="12" />
      {state === 'worn' && <path class="mark-solid" d="M6 1h7v7z" />}
      {state === 'bad' && <path class="mark-line" d="M1.5 12.5l11-11" />}
      {state === 'down' && <path class="mark-line" d="M2 2l10 10M12 2L2 12" />}
      {state === 'suspect' && <path class="mark-solid" d="M1 9h12v4H1z" />}
      {state === 'maint' && <path class="mark-line mark-thin" d="M1 7l6-6M1 13L13 1M7 13l6-6" />}
    </svg>
  );
}

export function StateWord({ state }: { state: State }) {
  return (
    <span class="state-word" title={MEANINGS[state]}>
      <Mark state={state} />
      {state}
    </span>
  );
}

export function DeviceLink({ name, children, class: className, tabIndex }: { name: string; children?: ComponentChildren; class?: string; tabIndex?: number }) {
  return (
    <a class={className} tabIndex={tabIndex} href={link({ device: name })} onClick={(event) => follow(event, name)}>
      {children ?? name}
    </a>
  );
}

/** A plain click stays on the page; with a modifier the browser does what it always does. */
export function follow(event: MouseEvent, name: string): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go({ device: name });
}

/** "14:02:11 · 48 s" */
export function Since({ at }: { at: number | null }) {
  if (at === null || at <= 0) return null;
  const now = clock.value;
  return (
    <time class="since" dateTime={new Date(at).toISOString()}>
      {zone.value.moment(at, now)} <span class="since-ago">{ago(now - at)}</span>
    </time>
  );
}

/** Since when, as an age alone; the moment is in its title. */
export function Ago({ at }: { at: number | null }) {
  if (at === null || at <= 0) return null;
  const now = clock.value;
  return (
    <time class="age" dateTime={new Date(at).toISOString()} title={zone.value.moment(at, now)}>
      {ago(now - at)}
    </time>
  );
}

/** How old something is; the moment is in its title. What is older than `old` (ms) says so by its look. */
export function Aged({ at, old }: { at: number; old: number }) {
  const now = clock.value;
  return (
    <span class={`age${now - at > old ? ' aged' : ''}`} title={zone.value.moment(at, now)}>
      {now - at < 1500 ? 'now' : `${ago(now - at)} ago`}
    </span>
  );
}

/** Names with a hyphen, as of ports and devices; none that is longer than a line. */
const HYPHENED = /([^\s()]{1,20}-[^\s(),;:]{1,20})/;

/** Words of the server, in which "ge-0/0/12" stays on one line. */
export function Words({ text }: { text: string }) {
  return <>{text.split(HYPHENED).map((part, index) => (index % 2 === 1 ? <span key={index} class="one-piece">{part}</span> : part))}</>;
}

export function deviceExists(name: string): boolean {
  return store.devices.has(name);
}

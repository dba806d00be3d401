/*
 * The list "Now": what is wrong, worst first, why, since when, and what hangs on it; the textual twin of the map.
 */
import { count, span, thousands } from '../model/format';
import { amid } from '../model/now';
import type { Entry, Now } from '../model/now';
import { COUNT_WORDS, WORST_FIRST } from '../model/states';
import type { SiteNotice, State } from '../model/types';
import { clock, go, link, list, notices, rev, route, row, store, unfolded } from './app';
import { DeviceLink, follow, Mark, Since, Words } from './bits';
import { NoDevices } from './empty';
import { OnIt } from './onit';

/** More rows help nobody; the search finds the rest. */
const MOST_ROWS = 100;

export function NowList() {
  const now = list.value;
  return (
    <section class="now" aria-labelledby="now-title">
      <header class="now-head">
        <h2 id="now-title">Now</h2>
        <Counts now={now} />
      </header>
      <Announcer now={now} />
      {now.entries.length === 0 && <AllWell now={now} />}
      {now.entries.length + notices.value.length > 0 && <Entries entries={now.entries} />}
      <Folded id="maint" state="maint" names={now.maint} />
      <Folded id="fine" state="good" names={now.fine} />
      <LastBackup />
    </section>
  );
}

/** Every state that somebody is in, as a link to a search for it. */
function Counts({ now }: { now: Now }) {
  return (
    <p class="counts">
      {WORST_FIRST.filter((state) => now.counts[state] > 0).map((state) => (
        <a key={state} class={`count count-${state}`} href={link({ q: `state:${state}`, device: null })} onClick={(event) => seek(event, state)}>
          <Mark state={state} />
          <b>{thousands(now.counts[state])}</b> {COUNT_WORDS[state]}
        </a>
      ))}
    </p>
  );
}

function seek(event: MouseEvent, state: State): void {
  event.preventDefault();
  go({ q: `state:${state}`, device: null });
}

function AllWell({ now }: { now: Now }) {
  if (store.devices.size === 0) return store.site === null ? null : <NoDevices beside />;
  if (now.fine.length + now.maint.length === 0) return null;
  return <p class="all-well">All is well. {count(now.fine.length, 'device answers', 'devices answer')}.</p>;
}

function Entries({ entries }: { entries: Entry[] }) {
  const shown = entries.slice(0, MOST_ROWS);
  return (
    <>
      <ol class="rows">
        {amid(shown, notices.value).map((line) => ('about' in line ? <Notice key={`:${line.about}`} notice={line} /> : <Row key={line.name} entry={line} />))}
      </ol>
      {entries.length > shown.length && <p class="quiet pad">and {count(entries.length - shown.length, 'more device', 'more devices')}; the search finds them</p>}
    </>
  );
}

function Row({ entry }: { entry: Entry }) {
  const { name, health, behind, same } = entry;
  const current = row.value === name || route.value.device === name;
  return (
    <li class={`row row-${health.state}${current ? ' row-current' : ''}`} data-device={name} data-state={health.state}>
      <a class="row-main" href={link({ device: name })} onClick={(event) => follow(event, name)} onFocus={() => (row.value = name)}>
        <Mark state={health.state} />
        <span class="row-name">{name}</span>
        <span class="row-state">{health.state}</span>
        <Since at={health.since} />
        <span class="row-why"><Words text={health.why} /></span>
        <OnIt name={name} />
      </a>
      {behind.length > 0 && <Under id={name} names={behind} words="behind it" />}
      {same.length > 0 && <Under id={`=${name}`} names={same} words="the same" />}
    </li>
  );
}

const TITLES: Record<string, string> = { backup: 'Backup', configuration: 'Configuration', restart: 'Restart' };

/** Of the site as a whole: there is nothing to open. */
function Notice({ notice }: { notice: SiteNotice }) {
  return (
    <li class={`row row-${notice.state}`} data-notice={notice.about} data-state={notice.state}>
      <div class="row-main row-site">
        <Mark state={notice.state} />
        <span class="row-name">{TITLES[notice.about] ?? 'Vor'}</span>
        <span class="row-state">{notice.state}</span>
        <Since at={notice.since} />
        <span class="row-why">{notice.why}</span>
      </div>
    </li>
  );
}

/** How old the newest backup is, while that is no trouble. */
function LastBackup() {
  rev.site.value;
  if (store.site === null || notices.value.some(({ about }) => about === 'backup')) return null;
  const { backup } = store.site;
  return <p class="quiet pad last-backup">{backup === null ? 'No backup yet.' : `Last backup ${span(Math.max(0, clock.value - backup))} ago.`}</p>;
}

/** "+ 20 behind it", and on demand which. */
function Under({ id, names, words }: { id: string; names: string[]; words: string }) {
  const open = unfolded.value.has(id);
  return (
    <div class="row-children">
      <button type="button" class="fold" aria-expanded={open} onClick={() => toggle(id)}>
        + {thousands(names.length)} {words}
      </button>
      {open && <Names names={names} />}
    </div>
  );
}

export function toggle(key: string): void {
  const next = new Set(unfolded.peek());
  if (!next.delete(key)) next.add(key);
  unfolded.value = next;
}

function Folded({ id, state, names }: { id: string; state: State; names: string[] }) {
  if (names.length === 0) return null;
  const key = `:${id}`;
  const open = unfolded.value.has(key);
  return (
    <div class="folded">
      <button type="button" class="fold" aria-expanded={open} onClick={() => toggle(key)}>
        <Mark state={state} />
        {thousands(names.length)} {COUNT_WORDS[state]}
      </button>
      {open && <Names names={names} />}
    </div>
  );
}

function Names({ names }: { names: string[] }) {
  rev.health.value;
  return (
    <ul class="names">
      {names.slice(0, MOST_ROWS).map((name) => (
        <li key={name} data-device={name} data-state={store.health(name).state}>
          <DeviceLink name={name} class="name-chip">
            <Mark state={store.health(name).state} />
            {name}
          </DeviceLink>
        </li>
      ))}
      {names.length > MOST_ROWS && <li class="quiet">and {thousands(names.length - MOST_ROWS)} more</li>}
    </ul>
  );
}

/** Says to a screen reader what the head of the list says to the eye; only when the numbers change. */
function Announcer({ now }: { now: Now }) {
  const worst = now.entries[0];
  const { down, bad, good } = now.counts;
  return (
    <p class="for-reader" role="status">
      {down} down, {bad} bad, {good} fine.{notices.value.map(({ why }) => ` ${why}`).join('')}{worst ? ` Worst: ${worst.name}, ${worst.health.state}: ${worst.health.why}` : ''}
    </p>
  );
}

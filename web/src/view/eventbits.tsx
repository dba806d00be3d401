/*
 * The parts of an event that table and grid share: its state, its age, a line of what it was lately, all that is known of it.
 */
import { thousands } from '../model/format';
import { taggedQuery } from '../model/eventquery';
import type { Row, Told } from '../model/events';
import { ageWords, clockWords, gradeOf, leavesWords, LOOKS, sparkPoints, ttlWords, valueWords } from '../model/eventwords';
import { go, store, zone } from './app';
import { DeviceLink, Mark } from './bits';
import { EVENTS } from '../model/eventtable';
import { askNow, eventsNow, eventsRoute } from './eventstate';

export function EventMark({ state }: { state: string | undefined }) {
  const grade = gradeOf(state);
  const look = LOOKS[grade];
  if (look !== null) return <Mark state={look} />;
  return (
    <svg class={`mark mark-plain mark-${grade}`} viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      <rect class="mark-fill" x="1" y="1" width="12" height="12" />
    </svg>
  );
}

export function EventState({ state }: { state: string | undefined }) {
  if (!state) return <span class="for-reader">none</span>;
  return (
    <span class={`event-state grade-${gradeOf(state)}`}>
      <EventMark state={state} />
      <span>{state}</span>
    </span>
  );
}

/** Goes on by itself once a second; its row is drawn again only when something came. */
export function EventAge({ told, left }: { told: Told; left: Row['left'] }) {
  const now = eventsNow.value;
  const leaves = left === null ? leavesWords(told, now) : '';
  const clock = clockWords(told);
  return (
    <>
      <time class="event-age" dateTime={new Date(told.received).toISOString()} title={zone.value.moment(told.received, now)}>
        {ageWords(told, now)}
      </time>
      {leaves !== '' && <span class="event-leaves">{leaves}</span>}
      {clock !== '' && <span class="event-clock">{clock}</span>}
    </>
  );
}

/** An event in a line: its state, host, service, value. */
export function EventLine({ told }: { told: Told }) {
  const value = valueWords(told);
  return (
    <span class="event-line">
      {told.state && <EventState state={told.state} />}
      <b>
        <bdi>{told.host || 'no host'}</bdi>
      </b>
      <bdi>{told.service}</bdi>
      {value !== '' && <span>{value}</span>}
      {told.description && <bdi class="quiet event-line-words">{told.description}</bdi>}
    </span>
  );
}

const WIDTH = 72;
const HEIGHT = 16;

export function Spark({ values }: { values: readonly number[] }) {
  const points = sparkPoints(values, WIDTH, HEIGHT);
  if (points === '') return null;
  return (
    <svg class="spark" viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`} width={WIDTH} height={HEIGHT + 2} aria-hidden="true">
      <polyline points={points} />
    </svg>
  );
}

/** A tag; a click looks for it. @param stop whether the Tab key comes to it */
export function TagChip({ tag, stop = false }: { tag: string; stop?: boolean }) {
  const look = (event: Event) => {
    event.stopPropagation();
    go({ events: eventsRoute.peek() ?? EVENTS, q: taggedQuery(tag) });
    askNow();
  };
  return (
    <button type="button" class="name-chip event-tag" tabIndex={stop ? 0 : -1} title={`Events tagged ${tag}`} onClick={look}>
      {tag}
    </button>
  );
}

/** All that is known of one event. */
export function EventDetails({ row }: { row: Row }) {
  return <EventFacts told={row.told} left={row.left} now={eventsNow.value} />;
}

/** @param past it is told of, and may have left long ago */
export function EventFacts({ told, left, now, past = false }: { told: Told; left: Row['left']; now: number; past?: boolean }) {
  const moment = (ms: number) => (
    <>
      <time dateTime={new Date(ms).toISOString()}>{zone.value.moment(ms, now)}</time> <span class="quiet">{zone.value.zone}</span>
    </>
  );
  const clock = clockWords(told);
  return (
    <div class="event-details">
      {told.description && <p class="event-whole">{told.description}</p>}
      <dl>
        <Fact title="Host">{store.devices.has(told.host) ? <DeviceLink class="plain" name={told.host} /> : told.host || 'none'}</Fact>
        <Fact title="Service">{told.service || 'none'}</Fact>
        <Fact title="State">{told.state ? <EventState state={told.state} /> : 'none'}</Fact>
        {told.metric !== undefined && <Fact title="Value">{typeof told.metric === 'number' ? exact(told.metric) : valueWords(told)}</Fact>}
        <Fact title="Came">{moment(told.received)}</Fact>
        <Fact title="Its sender's time">
          {moment(told.time)} {clock !== '' && <span class="word-worn">{clock}</span>}
        </Fact>
        <Fact title="Lives for">{ttlWords(told)}</Fact>
        {!past && <Fact title={left === null ? 'Leaves' : 'Left'}>{left === null ? moment(told.expires) : <>{moment(left.at)}: {left.why}</>}</Fact>}
        {Object.entries(told.attributes ?? {}).map(([name, value]) => (
          <Fact key={name} title={name} mono>{value}</Fact>
        ))}
      </dl>
      {told.tags && told.tags.length > 0 && (
        <p class="event-tags">
          {told.tags.map((tag) => (
            <TagChip key={tag} tag={tag} stop />
          ))}
        </p>
      )}
    </div>
  );
}

export function Fact({ title, mono = false, children }: { title: string; mono?: boolean; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd class={mono ? 'mono' : undefined}>{children}</dd>
    </div>
  );
}

/** Every digit that came. */
function exact(value: number): string {
  return (Number.isInteger(value) && Math.abs(value) < 1e15 ? thousands(Math.abs(value)).replace(/^/, value < 0 ? '-' : '') : String(value)).replace(/-/g, '\u2212');
}

/*
 * The events in place of map and list: the newest of each host and service that fits a query, live, as a table or as a grid. What is
 * wrong with the query, or with the connection, is said above the rows, which stay.
 */
import { useEffect, useState } from 'preact/hooks';
import { SILENCE } from '../live/stream';
import { faultIn, isPlain, queryOf } from '../model/eventquery';
import { COLUMNS } from '../model/eventtable';
import { count, thousands } from '../model/format';
import { worksOf } from '../model/works';
import { go, link, route, zone } from './app';
import { Mark } from './bits';
import { EventGrid } from './eventgrid';
import { asking, counts, eventRows, eventsContact, eventsCount, eventsHeard, eventsRoute, refusal, showBy, sortEvents } from './eventstate';
import { EventTable } from './eventtable';
import { EventShelves } from './worksbits';

export function EventsPane() {
  const any = eventsCount.value === null || eventsCount.value.all > 0;
  const stale = refusal.value !== null || (eventsCount.value !== null && eventsContact.value.kind !== 'live');
  return (
    <section class={`table-pane events-pane${stale ? ' stale' : ''}`} id="table" tabIndex={-1} aria-labelledby="table-title">
      <header class="table-head">
        <EventShelves at="events" />
        <Counted />
        <Tallies />
        {any && (
          <div class="table-buttons">
            <SortChoice />
            <By />
          </div>
        )}
      </header>
      <Said />
      <Body />
    </section>
  );
}

function words(): string {
  const told = eventsCount.value;
  if (told === null) return '';
  const { shown, all } = told;
  if (all === 0) return '';
  return route.value.q.trim() === '' || shown === all ? count(shown, 'event') : `${thousands(shown)} of ${count(all, 'event')}`;
}

function Counted() {
  return (
    <>
      <p class="quiet event-count">{words()}</p>
      <SaidCount />
    </>
  );
}

const QUIET = 5000;

/** The count for a screen reader: at once, then not more often than somebody can hear. */
function SaidCount() {
  const [said, say] = useState('');
  useEffect(() => {
    const id = setInterval(() => say(words()), QUIET);
    return () => clearInterval(id);
  }, []);
  return (
    <p class="for-reader" role="status">
      {said}
    </p>
  );
}

/** How many are wrong, where any is. */
function Tallies() {
  const { critical, warning } = counts.value;
  return (
    <p class="event-tallies">
      {critical > 0 && (
        <span class="grade-critical">
          <Mark state="down" /> {thousands(critical)} critical
        </span>
      )}
      {warning > 0 && (
        <span class="grade-warning">
          <Mark state="worn" /> {thousands(warning)} {warning === 1 ? 'warning' : 'warnings'}
        </span>
      )}
    </p>
  );
}

function By() {
  const by = eventsRoute.value?.by ?? 'table';
  return (
    <span class="event-by" role="group" aria-label="Shown as">
      <button type="button" class="text-button" aria-pressed={by === 'table'} onClick={() => showBy('table')}>
        Table
      </button>
      <button type="button" class="text-button" aria-pressed={by === 'grid'} title="Services by hosts" onClick={() => showBy('grid')}>
        Grid
      </button>
    </span>
  );
}

/** On a phone the table has no heads. */
function SortChoice() {
  const now = eventsRoute.value;
  if (now === null || now.by === 'grid') return null;
  return (
    <span class="sort-choice event-sort">
      <select aria-label="Order" value={now.sort.replace(/^-/, '') || 'state'} onChange={(event) => sortEvents(event.currentTarget.value === 'state' ? '' : event.currentTarget.value)}>
        {Object.entries(COLUMNS).map(([name, { title, sorted }]) => sorted && (
          <option key={name} value={name}>
            {name === 'state' ? 'Worst first' : `By ${title.toLowerCase()}`}
          </option>
        ))}
      </select>
    </span>
  );
}

/** What somebody should know of the query and of the connection. */
function Said() {
  const { q } = route.value;
  const refused = refusal.value;
  const contact = eventsContact.value;
  return (
    <div class="event-said" id="event-said" role="status">
      {refused !== null && <Refused />}
      {refused === null && contact.kind === 'lost' && eventsHeard.value > 0 && (
        <p class="event-lost">
          <b>Nothing has come since {zone.value.time(eventsHeard.value)}</b>
          {contact.why !== SILENCE && `: ${contact.why}`}. Ages stand still; this page keeps trying.
        </p>
      )}
      {refused === null && isPlain(q) && (
        <p class="quiet">
          Sought as <code>{queryOf(q)}</code>
        </p>
      )}
    </div>
  );
}

function Refused() {
  const { query, said } = refusal.value!;
  const first = said.problems[0];
  const fault = faultIn(query, first?.column);
  return (
    <>
      <p>
        <b class="word-down">{said.title}</b>
        {`: ${first?.message ?? said.detail}`}
      </p>
      {fault && (
        <p class="event-fault">
          <code>
            {fault.before}
            <mark>{fault.at === '' ? '\u2026' : fault.at}</mark>
            {fault.after}
          </code>
        </p>
      )}
      <p class="quiet">
        {first?.hint && (
          <>
            {first.hint}
            <br />
          </>
        )}
        {eventsHeard.value > 0 && `The rows are of before, as of ${zone.value.time(eventsHeard.value)}.`}
      </p>
    </>
  );
}

function Body() {
  const told = eventsCount.value;
  const contact = eventsContact.value;
  if (told === null) {
    if (refusal.value !== null) return <div class="table-body pad"><ShowAll /></div>;
    return <p class="table-body pad quiet">{contact.kind === 'lost' ? `The events cannot be fetched: ${contact.why}. This page keeps trying.` : contact.kind === 'stranger' ? 'Your session has ended: log in, and they are here.' : 'Vor is fetching the events.'}</p>;
  }
  return (
    <div class="event-rows" aria-busy={asking.value}>
      <Rows />
    </div>
  );
}

function Rows() {
  const by = eventsRoute.value?.by;
  const any = eventsCount.value;
  if (any !== null && any.shown === 0 && eventRows.value.length === 0) return any.all === 0 ? <NoEvents /> : <NoMatch />;
  return by === 'grid' ? <EventGrid /> : <EventTable />;
}

function ShowAll() {
  return (
    <button type="button" class="text-button primary" onClick={() => go({ q: '' })}>
      Show all events
    </button>
  );
}

function NoMatch() {
  return (
    <div class="table-body pad">
      <p class="quiet">No event fits now. One that does comes here by itself.</p>
      <p>
        <ShowAll />
      </p>
    </div>
  );
}

function NoEvents() {
  return (
    <div class="table-body">
      <div class="empty" role="region" aria-label="No events yet" tabIndex={0}>
        <h2>No events yet</h2>
        <p>Nothing has sent an event yet. Programs say here how they are: the newest event of each host and service, until its time is over.</p>
        <dl class="ways">
          <dt>Send one by hand</dt>
          <dd>
            <code>{`curl ${location.origin}/api/v1/events -H 'Content-Type: application/json' -d '{"host":"web1","service":"load","metric":0.7}'`}</code>
            <p>It is on this page at once, and leaves after 60 s unless it says how long it lives, as with {'"ttl": 300'}.</p>
          </dd>
          <dt>Hear clients of Riemann, Graphite, statsd and collectd</dt>
          <dd>
            <p>
              Under <a class="plain" href={link({ works: worksOf('receivers'), q: '' })}>Receivers</a> stands which of them hear, and for each the lines that turn it on.
            </p>
          </dd>
        </dl>
      </div>
    </div>
  );
}

/*
 * What events, receivers and rules share: the way from one to the other, what is said of the connection, a text to copy.
 */
import type { ComponentChildren } from 'preact';
import { EVENTS } from '../model/eventtable';
import { ago } from '../model/format';
import { SILENCE } from '../live/stream';
import type { WorksKind } from '../model/works';
import { worksOf } from '../model/works';
import { contact, link, zone } from './app';
import { CopyButton } from './copy';
import { openEvents } from './eventstate';
import { openWorks, worksContact, worksHeard, worksNow } from './worksstate';

const PLACES = ['events', 'receivers', 'rules'] as const;
const TITLES: Record<(typeof PLACES)[number], string> = { events: 'Events', receivers: 'Receivers', rules: 'Rules' };

/** What is made of what programs tell, side by side. */
export function EventShelves({ at }: { at: 'events' | WorksKind }) {
  return (
    <nav class="shelves" aria-label="What programs tell">
      {PLACES.map((place) =>
        place === at ? (
          <h2 key={place} id="table-title" aria-current="page">
            {TITLES[place]}
          </h2>
        ) : (
          <a key={place} href={place === 'events' ? link({ events: EVENTS, q: '' }) : link({ works: worksOf(place), q: '' })} onClick={(event) => plain(event, place)}>
            {TITLES[place]}
          </a>
        ),
      )}
    </nav>
  );
}

/** A plain click stays on the page; with a modifier the browser does what it always does. */
function plain(event: MouseEvent, place: (typeof PLACES)[number]): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  if (place === 'events') openEvents();
  else openWorks(place);
}

/** What somebody should know of the connection; the rows below are of before. */
export function WorksSaid() {
  const now = worksContact.value;
  const lost = now.kind === 'lost' ? now.why : contact.value.kind === 'lost' ? contact.value.why : null;
  return (
    <div class="event-said" role="status">
      {lost !== null && worksHeard.value > 0 && (
        <p class="event-lost">
          <b>Nothing has come since {zone.value.time(worksHeard.value)}</b>
          {lost !== SILENCE && `: ${lost}`}. Figures and ages stand still; this page keeps trying.
        </p>
      )}
    </div>
  );
}

/** In place of what has not come yet. @param what such as "the receivers" */
export function NothingYet({ what }: { what: string }) {
  const now = worksContact.value;
  if (now.kind === 'absent') return <p class="table-body pad quiet">This server knows nothing of {what}: it is older than this page. Reload the page.</p>;
  if (now.kind === 'lost') return <p class="table-body pad quiet">What is known of {what} cannot be fetched: {now.why}. This page keeps trying.</p>;
  return <p class="table-body pad quiet">{now.kind === 'stranger' ? 'Your session has ended: log in, and it is here.' : `Vor is fetching ${what}.`}</p>;
}

/** How old something is, by a clock that stands while nothing comes; the moment is in its title. */
export function WorksAge({ at }: { at: number }) {
  const age = ago(worksNow.value - at);
  return (
    <time class="age" dateTime={new Date(at).toISOString()} title={`${zone.value.moment(at, worksNow.value)} ${zone.value.zone}`}>
      {age === 'now' ? age : `${age} ago`}
    </time>
  );
}

/** A text to take elsewhere. @param id of the place, on the whole page */
export function Snippet({ id, text, what, children }: { id: string; text: string; what: string; children?: ComponentChildren }) {
  return (
    <div class="snippet">
      <pre id={id} tabIndex={0} role="group" aria-label={what}>{text}</pre>
      <CopyButton text={text} from={id} what={what} />
      {children}
    </div>
  );
}

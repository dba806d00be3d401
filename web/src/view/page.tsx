/*
 * The whole page: head, band, map, side, and what lies over them.
 */
import { useEffect } from 'preact/hooks';
import { reply } from '../live/returned';
import { go, list, notice, rev, route, store } from './app';
import { Banner, bannerKind } from './banner';
import { EventsPane } from './events';
import { eventsOpen, openEvents } from './eventstate';
import { ChangesPanel } from './edits';
import { FloorList } from './floor';
import { Header } from './header';
import { Help } from './help';
import { ImportCard } from './import';
import { AccountCard } from './account';
import { LabelsCard } from './labels';
import { LoginCard, LoginScreen, Returning, SetupScreen } from './login';
import { isStranger, setupKey } from './me';
import { MapPane } from './mapview';
import { LinkPanel, NewLink } from './linkpanel';
import { MatchList } from './matches';
import { NetworkPanel, NewNetwork } from './networkpanel';
import { NowList } from './now';
import { Panel } from './panel';
import { ShelfPane } from './shelf';
import { shelfKind } from './shelfstate';
import { TablePane } from './table';
import { AddCard } from './addcard';
import { BulkCard } from './tablebulk';
import { openTable } from './tablestate';
import { TvScreen } from './tv';
import { ReceiversPane } from './receivers';
import { RulesPane } from './rules';
import { worksKind } from './worksstate';
import { EditLink } from './undo';

export function Page() {
  rev.site.value;
  if (setupKey.value !== null) return <SetupScreen />;
  if (reply.value !== null) return <Returning />;
  if (isStranger.value && store.site === null) return <LoginScreen />;
  if (route.value.tv !== null) return <TvScreen />;
  return <Site />;
}

function Site() {
  const { device, changes, table, shelf, events, works, q, view } = route.value;
  const onMap = table === null && shelf === null && events === null && works === null;
  const beside = device !== null || changes !== null || (shelf !== null && (shelf.open !== null || shelf.making !== null));
  return (
    <div class={`page view-${onMap ? view : 'table'}${device === null ? '' : ' has-device'}${beside ? ' has-panel' : ''}`} data-sight={bannerKind()}>
      {onMap ? <Skips /> : <Skip id="table">To the table</Skip>}
      <Header />
      <Banner />
      <main class="main">
        <MapPane />
        {onMap ? (
          <div class="side" id="side" tabIndex={-1}>
            {q.trim() !== '' ? <MatchList /> : view === 'floor' ? <FloorList /> : <NowList />}
          </div>
        ) : shelf !== null ? (
          <ShelfPane key={shelf.kind} kind={shelf.kind} />
        ) : events !== null ? (
          <EventsPane />
        ) : works !== null ? (
          works.kind === 'receivers' ? <ReceiversPane /> : <RulesPane />
        ) : (
          <TablePane />
        )}
      </main>
      {device !== null && <Panel key={device} name={device} />}
      {changes !== null && <ChangesPanel key={changes} which={changes} />}
      {device === null && changes === null && <Opened />}
      <Tabs />
      <Notice />
      <Help />
      <BulkCard />
      <AddCard />
      <ImportCard />
      <LabelsCard />
      <AccountCard />
      <LoginCard />
    </div>
  );
}

/** What is open of networks and links. */
function Opened() {
  const { shelf } = route.value;
  if (shelf === null || shelf.kind === 'profiles') return null;
  const { kind, open, making } = shelf;
  if (making !== null) return kind === 'networks' ? <NewNetwork name={making} /> : <NewLink from={making} />;
  if (open === null) return null;
  return kind === 'networks' ? <NetworkPanel key={open} name={open} /> : <LinkPanel key={open} id={open} />;
}

function Skips() {
  return (
    <>
      <Skip id="map">To the map</Skip>
      <Skip id="side">To the list</Skip>
    </>
  );
}

function Skip({ id, children }: { id: string; children: string }) {
  const jump = (event: Event) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return (
    <a class="skip" href={`#${id}`} onClick={jump}>
      {children}
    </a>
  );
}

/** At the bottom of a phone. */
function Tabs() {
  const { table, view } = route.value;
  const at = eventsOpen.value || worksKind.value !== null ? 'events' : table === null && shelfKind.value === null ? view : 'table';
  const { down } = list.value.counts;
  return (
    <nav class="tabs" aria-label="Parts of the page">
      <button type="button" aria-current={at === 'now' ? 'page' : undefined} onClick={() => go({ view: 'now', table: null, device: null, changes: null })}>
        Now {down > 0 && <span class="floor-down">{down} down</span>}
      </button>
      <button type="button" aria-current={at === 'map' ? 'page' : undefined} onClick={() => go({ view: 'map', table: null, device: null, changes: null })}>
        Map
      </button>
      <button type="button" aria-current={at === 'floor' ? 'page' : undefined} onClick={() => go({ view: 'floor', table: null, device: null, changes: null, q: '' })}>
        Floor
      </button>
      <button type="button" aria-current={at === 'table' ? 'page' : undefined} onClick={openTable}>
        Inventory
      </button>
      <button type="button" aria-current={at === 'events' ? 'page' : undefined} onClick={openEvents}>
        Events
      </button>
    </nav>
  );
}

const STAYS = 12_000;

function Notice() {
  const said = notice.value;
  useEffect(() => {
    const id = setTimeout(() => notice.peek() === said && (notice.value = null), STAYS);
    return () => clearTimeout(id);
  }, [said]);
  return (
    <div class="notice-place" role="status">
      {said && (
        <p class="notice">
          {said.text}
          {said.edit !== undefined && said.edit > 0 && <EditLink edit={said.edit}>Show</EditLink>}
          {said.undo && (
            <button type="button" class="text-button" onClick={said.undo}>
              Undo
            </button>
          )}
          <button type="button" class="text-button" onClick={() => (notice.value = null)}>
            Close
          </button>
        </p>
      )}
    </div>
  );
}

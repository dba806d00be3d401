/*
 * The whole page: head, band, map, side, and what lies over them.
 */
import { useEffect } from 'preact/hooks';
import { reply } from '../live/returned';
import { go, list, notice, rev, route, store } from './app';
import { Banner, bannerKind } from './banner';
import { ChangesPanel } from './edits';
import { FloorList } from './floor';
import { Header } from './header';
import { Help } from './help';
import { ImportCard } from './import';
import { AccountCard } from './account';
import { LoginCard, LoginScreen, Returning, SetupScreen } from './login';
import { isStranger, setupKey } from './me';
import { MapPane } from './mapview';
import { MatchList } from './matches';
import { NowList } from './now';
import { Panel } from './panel';
import { TablePane } from './table';
import { BulkCard } from './tablebulk';
import { openTable } from './tablestate';
import { TvScreen } from './tv';
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
  const { device, changes, table, q, view } = route.value;
  return (
    <div class={`page view-${table === null ? view : 'table'}${device === null ? '' : ' has-device'}${device === null && changes === null ? '' : ' has-panel'}`} data-sight={bannerKind()}>
      {table === null ? <Skips /> : <Skip id="table">To the table</Skip>}
      <Header />
      <Banner />
      <main class="main">
        <MapPane />
        {table === null ? (
          <div class="side" id="side" tabIndex={-1}>
            {q.trim() !== '' ? <MatchList /> : view === 'floor' ? <FloorList /> : <NowList />}
          </div>
        ) : (
          <TablePane />
        )}
      </main>
      {device !== null && <Panel key={device} name={device} />}
      {changes !== null && <ChangesPanel key={changes} which={changes} />}
      <Tabs />
      <Notice />
      <Help />
      <BulkCard />
      <ImportCard />
      <AccountCard />
      <LoginCard />
    </div>
  );
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
  const at = table === null ? view : 'table';
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
        Devices
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

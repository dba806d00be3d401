/*
 * The whole page: head, band, map, side, and what lies over them.
 */
import { useEffect } from 'preact/hooks';
import { go, list, notice, rev, route, store } from './app';
import { Banner, bannerKind } from './banner';
import { ChangesPanel } from './edits';
import { FloorList } from './floor';
import { Header } from './header';
import { Help } from './help';
import { ImportCard } from './import';
import { AccountCard } from './account';
import { LoginCard, LoginScreen, SetupScreen } from './login';
import { isStranger, setupKey } from './me';
import { MapPane } from './mapview';
import { MatchList } from './matches';
import { NowList } from './now';
import { Panel } from './panel';
import { TvScreen } from './tv';
import { EditLink } from './undo';

export function Page() {
  rev.site.value;
  if (setupKey.value !== null) return <SetupScreen />;
  if (isStranger.value && store.site === null) return <LoginScreen />;
  if (route.value.tv !== null) return <TvScreen />;
  return <Site />;
}

function Site() {
  const { device, changes, q, view } = route.value;
  return (
    <div class={`page view-${view}${device === null ? '' : ' has-device'}`} data-sight={bannerKind()}>
      <a class="skip" href="#map" onClick={(event) => (event.preventDefault(), document.getElementById('map')?.focus())}>
        To the map
      </a>
      <a class="skip" href="#side" onClick={(event) => (event.preventDefault(), document.getElementById('side')?.focus())}>
        To the list
      </a>
      <Header />
      <Banner />
      <main class="main">
        <MapPane />
        <div class="side" id="side" tabIndex={-1}>
          {q.trim() !== '' ? <MatchList /> : view === 'floor' ? <FloorList /> : <NowList />}
        </div>
      </main>
      {device !== null && <Panel key={device} name={device} />}
      {changes !== null && <ChangesPanel key={changes} which={changes} />}
      <Tabs />
      <Notice />
      <Help />
      <ImportCard />
      <AccountCard />
      <LoginCard />
    </div>
  );
}

/** At the bottom of a phone. */
function Tabs() {
  const { view } = route.value;
  const { down } = list.value.counts;
  return (
    <nav class="tabs" aria-label="Parts of the page">
      <button type="button" aria-current={view === 'now' ? 'page' : undefined} onClick={() => go({ view: 'now', device: null, changes: null })}>
        Now {down > 0 && <span class="floor-down">{down} down</span>}
      </button>
      <button type="button" aria-current={view === 'map' ? 'page' : undefined} onClick={() => go({ view: 'map', device: null, changes: null })}>
        Map
      </button>
      <button type="button" aria-current={view === 'floor' ? 'page' : undefined} onClick={() => go({ view: 'floor', device: null, changes: null, q: '' })}>
        Floor
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

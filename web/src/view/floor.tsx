/*
 * The floor view, for who walks the hall with a phone: what needs somebody, in the order of the way, and who is on it.
 */
import { computed } from '@preact/signals';
import { advice } from '../model/claims';
import { count, thousands } from '../model/format';
import type { Entry } from '../model/now';
import { nextTo, spots } from '../model/rows';
import type { Spot } from '../model/rows';
import { needy, walk } from '../model/walk';
import type { Leg } from '../model/walk';
import { go, link, list, pointed, rev, row, store } from './app';
import { follow, Mark, Since, Words } from './bits';
import { asking, lastOn, waiting } from './claims';
import { asksForName, mayEdit } from './me';
import { ClaimBlock } from './onit';
import { Who } from './who';

/** Who has that many to kick does not need a list. */
const MOST = 100;

const places = computed(() => {
  rev.inventory.value;
  rev.plans.value;
  return spots(store.devices.values(), new Set(store.plans.keys()));
});

/** What stands beside those that stand in no row, as far as it was asked for. */
const neighbours = computed(() => (places.value, new Map<string, string | null>()));

export const legs = computed(() => {
  const plans = (rev.plans.value, store.plansInOrder().map(({ name }) => name));
  return walk(needy(list.value.entries).slice(0, MOST), places.value, plans, lastOn.value);
});

/** Names in the order of the way, for the keys. */
export const stopNames = computed(() => legs.value.flatMap(({ stops }) => stops.map(({ name }) => name)));

export function FloorList() {
  const all = needy(list.value.entries).length;
  return (
    <section class="floor-list" aria-labelledby="floor-title">
      <header class="now-head">
        <h2 id="floor-title">Floor</h2>
        <p class="quiet">{all === 0 ? 'nobody is needed' : `${count(all, 'device needs', 'devices need')} somebody`}</p>
        {mayEdit.value && asksForName.value && <Who />}
      </header>
      <Elsewhere />
      {all === 0 && store.site !== null && <p class="all-well">Nothing is down or bad. What is worn or unknown stands in the list Now.</p>}
      {legs.value.map((leg, index) => (
        <LegPart key={`${leg.plan} ${leg.row === null ? leg.stops[0]!.name : `row ${leg.row}`}`} leg={leg} before={legs.value[index - 1]} />
      ))}
      {all > MOST && <p class="quiet pad">and {thousands(all - MOST)} more; the list Now has them</p>}
    </section>
  );
}

/** What waits for the server of devices that stand nowhere here any more. */
function Elsewhere() {
  const shown = new Set(stopNames.value);
  const names = new Set([...waiting.value.map(({ device }) => device), ...(asking.value ? [asking.value.device] : [])]);
  const rest = [...names].filter((name) => !shown.has(name));
  if (rest.length === 0) return null;
  return (
    <ul class="stops">
      {rest.map((name) => (
        <li key={name} class="stop">
          <p class="stop-head">
            <b>{name}</b>
          </p>
          <ClaimBlock name={name} />
        </li>
      ))}
    </ul>
  );
}

function LegPart({ leg, before }: { leg: Leg; before: Leg | undefined }) {
  const plan = leg.plan === null ? 'No place is written down' : store.plans.get(leg.plan)?.title || leg.plan;
  return (
    <>
      {(!before || before.plan !== leg.plan) && <h3 class="floor-plan">{plan}</h3>}
      <ol class="stops" aria-label={leg.row === null ? plan : `${plan}, row ${leg.row}`}>
        {leg.stops.map((entry) => (
          <Stop key={entry.name} entry={entry} />
        ))}
      </ol>
    </>
  );
}

function Stop({ entry }: { entry: Entry }) {
  const { name, health, behind } = entry;
  const device = store.devices.get(name);
  const { why, tries } = advice(health.why);
  return (
    <li class={`stop row-${health.state}${row.value === name ? ' stop-current' : ''}`} data-device={name} data-state={health.state}>
      <p class="stop-head">
        <a class="stop-name" href={link({ device: name })} onClick={(event) => follow(event, name)} onFocus={() => (row.value = name)}>
          {name}
        </a>
        <span class="stop-state">
          <Mark state={health.state} /> <span class="row-state">{health.state}</span>
        </span>
        <Since at={health.since} />
      </p>
      <p class="stop-where">{whereWords(name)}</p>
      {why && <p class="stop-why"><Words text={why} /></p>}
      {tries && (
        <p class="stop-try">
          <b>Try:</b> {tries}
        </p>
      )}
      {behind.length > 0 && <p class="quiet">{count(behind.length, 'device')} behind it</p>}
      <dl class="stop-facts">
        {(device?.uplinks ?? []).slice(0, 4).map(({ port, to, toPort }) => (
          <div key={`${port} ${to} ${toPort}`}>
            <dt>Look at</dt>
            <dd>
              <b>
                {to} <span class="mono">{toPort || 'port not written down'}</span>
              </b>
              {port && <span class="quiet"> to its <span class="mono">{port}</span></span>}
            </dd>
          </div>
        ))}
        {(device?.addresses.length ?? 0) > 0 && (
          <div>
            <dt>Address</dt>
            <dd class="mono">{device!.addresses.join(', ')}</dd>
          </div>
        )}
      </dl>
      <p class="stop-buttons">
        <button type="button" class="big-button" aria-label={`Open ${name}`} onClick={() => go({ device: name })}>
          Open
        </button>
        {places.value.has(name) && (
          <button type="button" class="big-button" aria-label={`Show ${name} on the map`} onClick={() => showOnMap(name)}>
            On the map
          </button>
        )}
      </p>
      <ClaimBlock name={name} />
    </li>
  );
}

/** "Hall, row e17, 5th from the left"; "Hall, next to e17-3". */
function whereWords(name: string): string {
  const spot = places.value.get(name);
  if (!spot) return 'no place is written down';
  const plan = store.plans.get(spot.plan)?.title || spot.plan;
  return [plan, ...rowWords(name, spot)].join(', ');
}

function rowWords(name: string, spot: Spot): string[] {
  if (spot.row !== null) return [`row ${spot.row}`, spot.words];
  const known = neighbours.value;
  if (!known.has(name)) known.set(name, nextTo(name, places.value));
  const other = known.get(name);
  return other ? [`next to ${other}`] : [];
}

/** A phone shows one half at a time; elsewhere the list stays beside the map. */
function showOnMap(name: string): void {
  pointed.value = name;
  const narrow = matchMedia('(max-width: 700px)').matches;
  go({ ...(narrow ? { view: 'map' } : {}), device: null, plan: places.value.get(name)?.plan ?? null });
  requestAnimationFrame(() => document.getElementById('map')?.focus());
}

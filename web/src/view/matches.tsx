/*
 * What a search has found, worst first; Enter opens the first.
 */
import { count } from '../model/format';
import { station } from '../model/mac';
import { go, matches, rev, route, row, store } from './app';
import { labelsLink } from './labels';
import { follow, Mark, Since } from './bits';
import { link } from './app';
import { WhereList } from './where';

const MOST_ROWS = 200;

export function MatchList() {
  rev.health.value;
  const found = matches.value ?? [];
  const address = station(route.value.q);
  return (
    <section class="now matches" aria-labelledby="matches-title">
      <header class="now-head">
        <h2 id="matches-title">
          {address === null ? count(found.length, 'match', 'matches') : `Search for ${address}`}
        </h2>
        {found.length > 0 && (
          <a class="text-button matches-labels" href={labelsLink()}>
            Labels
          </a>
        )}
        <button type="button" class="text-button" onClick={() => go({ q: '' })}>
          Clear
        </button>
      </header>
      <WhereList />
      {found.length === 0 ? (
        <p class="pad quiet">
          {address === null ? `Nothing matches ${route.value.q}.` : 'No device of the inventory has this address.'}{address === null && ' Try part of a name, an address, a tag, or a state such as down.'}
        </p>
      ) : (
        <ol class="rows">
          {found.slice(0, MOST_ROWS).map((name) => (
            <Match key={name} name={name} />
          ))}
        </ol>
      )}
      {found.length > MOST_ROWS && <p class="quiet pad">and {count(found.length - MOST_ROWS, 'more')}: type more of it</p>}
    </section>
  );
}

function Match({ name }: { name: string }) {
  const health = store.health(name);
  const device = store.devices.get(name);
  return (
    <li class={`row row-${health.state}${row.value === name ? ' row-current' : ''}`} data-device={name} data-state={health.state}>
      <a class="row-main" href={link({ device: name })} onClick={(event) => follow(event, name)} onFocus={() => (row.value = name)}>
        <Mark state={health.state} />
        <span class="row-name">{name}</span>
        <span class="row-state">{health.state}</span>
        <Since at={health.since} />
        <span class="row-why">{health.state === 'good' ? (device?.addresses.join(', ') ?? '') : health.why}</span>
      </a>
    </li>
  );
}
